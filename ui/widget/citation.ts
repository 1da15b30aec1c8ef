/** Citation numbers, and the card that each opens. */

import { apart, button, cut, icon, make } from "./dom.js";
import { OUT } from "./icons.js";
import type { Messages } from "./messages.js";
import type { Citation } from "./shapes.js";

let made = 0;

/** Create the element below a claim or table that holds the open card. */
export function cardPlace(): HTMLElement {
  return make("div", { id: `card-${++made}` });
}

/** Create the numbers as buttons that open their card in `place`. */
export function marks(
  words: Messages,
  numbers: readonly number[],
  citations: readonly Citation[],
  place: HTMLElement,
): HTMLElement[] {
  return numbers.flatMap((number) => {
    const citation = citations.find(({ n }) => n === number);
    return citation ? [mark(words, citation, place)] : [];
  });
}

export function card(words: Messages, citation: Citation): HTMLElement {
  const { title, quote, corrected } = citation;
  const lines = [
    make("p", { class: "card-title", dir: "auto" }, cut(title) || words.say("untitled")),
    make("p", { class: "soft" }, ...byline(words, citation)),
    make("blockquote", { dir: "auto" }, quote),
    ...days(words, citation),
  ];
  if (corrected) lines.push(make("p", { class: "doubt" }, words.say("corrected", { day: words.day(corrected) })));
  const address = webAddress(citation.url);
  if (address) lines.push(make("p", {}, original(words, address)));
  return make("div", { class: "card", part: "card" }, ...lines);
}

/** Return an http(s) URL; "" for any other, which must not become a link. */
export function webAddress(url: string | null): string {
  return url && /^https?:\/\//i.test(url) ? url : "";
}

function mark(words: Messages, citation: Citation, place: HTMLElement): HTMLElement {
  const number = String(citation.n);
  const from = cut(citation.source || citation.title, 80) || words.say("unnamed");
  const name = `${words.say("source", { n: number })}: ${from}`;
  const opener = button(
    number,
    { class: "mark", part: "citation", "aria-label": name, "aria-expanded": "false", "aria-controls": place.id },
    () => {
      const opens = opener.getAttribute("aria-expanded") === "false";
      const { parentElement: around } = place;
      for (const other of around!.querySelectorAll(`[aria-controls=${place.id}]`))
        other.setAttribute("aria-expanded", String(opens && other === opener));
      place.replaceChildren(...(opens ? [card(words, citation)] : []));
    },
  );
  return opener;
}

/** Return source, agency, date and other outlets as separate elements, so that lines break between them. */
function byline(words: Messages, citation: Citation): HTMLElement[] {
  const { source, agency, also_in } = citation;
  const parts = [make("strong", {}, source ? apart(source) : words.say("unnamed"))];
  if (agency && agency !== source) parts.push(make("span", {}, ...words.parts("passedOn", { who: apart(agency) })));
  parts.push(make("span", {}, words.day(citation.published) || words.say("undated")));
  if (also_in.length) {
    parts.push(
      make("span", {}, ...words.parts("alsoIn", { count: String(also_in.length), names: apart(also_in.join(", ")) })),
    );
  }
  return parts;
}

/** Return the dates resolved from relative expressions in the quote. */
function days(words: Messages, { dates }: Citation): HTMLElement[] {
  if (!dates.length) return [];
  const resolved = dates.map(({ text, date }) =>
    make("span", {}, ...words.parts("resolved", { words: apart(text), day: words.day(date) })),
  );
  return [make("p", { class: "soft" }, ...resolved)];
}

function original(words: Messages, address: string): HTMLElement {
  const leaves = make("span", { class: "unseen" }, ` (${words.say("newTab")})`);
  return make(
    "a",
    { href: address, target: "_blank", rel: "noopener noreferrer" },
    words.say("original"),
    leaves,
    icon(OUT),
  );
}
