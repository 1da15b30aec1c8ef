/** Conflicting values of a quantity side by side. */

import { cardPlace, marks } from "./citation.js";
import { apart, make } from "./dom.js";
import type { Messages } from "./messages.js";
import type { Citation, Conflict } from "./shapes.js";

const KINDS = { update: "update", disagreement: "disagreement", scope: "otherScope" } as const;

/** Return one table per quantity. The first value of each is the one in the answer. */
export function conflictTables(
  words: Messages,
  conflicts: readonly Conflict[],
  citations: readonly Citation[],
): HTMLElement[] {
  const quantities = [...new Set(conflicts.map(({ quantity }) => quantity))];
  return quantities.map((quantity) => {
    const values = conflicts.filter((conflict) => conflict.quantity === quantity);
    return table(words, quantity, values, citations);
  });
}

function table(words: Messages, quantity: string, values: Conflict[], citations: readonly Citation[]): HTMLElement {
  const heads = (["value", "says", "date"] as const).map((key) => make("th", { scope: "col" }, words.say(key)));
  const place = cardPlace();
  const rows = values.map((value, position) =>
    row(words, value, marks(words, value.citations, citations, place), position === 0),
  );
  const table = make(
    "table",
    {},
    make("caption", {}, ...words.parts("differ", { quantity: apart(quantity) })),
    make("thead", {}, make("tr", {}, ...heads)),
    make("tbody", {}, ...rows),
  );
  return make("div", { class: "conflict" }, table, place);
}

function row(words: Messages, value: Conflict, numbers: HTMLElement[], leads: boolean): HTMLElement {
  const who = [make("span", {}, value.source ? apart(value.source) : words.say("unnamed"))];
  if (value.attribution) who.unshift(make("span", {}, apart(value.attribution)));
  if (value.scope) who.push(note(...words.parts("scope", { scope: apart(value.scope) })));
  who.push(note(words.say("independent", { count: value.independent_sources })));
  const leading = leads ? [make("strong", {}, words.say("leading"))] : [];
  const relation = leads ? [] : [note(words.say(KINDS[value.kind]))];
  return make(
    "tr",
    {},
    make(
      "th",
      { scope: "row" },
      make("span", { class: "value" }, apart(value.value), "\u00a0", ...numbers),
      ...leading,
    ),
    make("td", {}, ...who),
    make("td", {}, make("span", {}, words.day(value.published) || words.say("undated")), ...relation),
  );
}

function note(...content: (Node | string)[]): HTMLElement {
  return make("span", { class: "soft" }, ...content);
}
