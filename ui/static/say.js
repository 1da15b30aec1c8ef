/** The page's words (ui/page/messages), in the language of the page's address (?lang=uk), else of the browser. */

const asked = new URLSearchParams(location.search).get("lang");
const { default: words } = await import(asked ? `./words.js?lang=${encodeURIComponent(asked)}` : "./words.js");

export default words;

document.documentElement.lang = words.language;
document.documentElement.dir = words.direction;

/** `text` with each {name} filled in. */
export function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** A whole number: "1,400". */
export function number(value) {
  return value.toLocaleString(words.language);
}

/** The day of a moment (ISO 8601) in the zone that it was written in, as the answers write it; "" for none. */
export function day(moment) {
  if (!moment) return "";
  const [year, month, date] = moment.slice(0, 10).split("-");
  return filled(words.day, { day: Number(date), month: words.months[month - 1], year: Number(year) });
}
