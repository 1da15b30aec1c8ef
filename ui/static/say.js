/** The page's messages (ui/messages) in the language of the address (?lang=uk), else of the browser. */

const asked = new URLSearchParams(location.search).get("lang");
const { default: words } = await import(asked ? `./words.js?lang=${encodeURIComponent(asked)}` : "./words.js");

export default words;

document.documentElement.lang = words.language;
document.documentElement.dir = words.direction;

/** Fill the {placeholders} of `text`. */
export function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** Format a whole number: "1,400". */
export function number(value) {
  return value.toLocaleString(words.language);
}

/** Format the day of an ISO 8601 moment in its own time zone, as in answers; "" for none. */
export function day(moment) {
  if (!moment) return "";
  const [year, month, date] = moment.slice(0, 10).split("-");
  return filled(words.day, { day: Number(date), month: words.months[month - 1], year: Number(year) });
}
