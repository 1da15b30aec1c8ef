/** A sentence of an answer, with its numbers, its verdict, and who says it. */

import { cardPlace, marks } from "./citation.js";
import { apart, icon, make } from "./dom.js";
import { ALARM } from "./icons.js";
import type { Messages } from "./messages.js";
import type { Citation, Claim } from "./shapes.js";

/** What the server says of every sentence that it quotes: a mark and its card show that already. */
const QUOTED = "quoted word for word";
const UNSURE = "the check is not sure; read the cited words";

export function claimElement(words: Messages, claim: Claim, citations: readonly Citation[]): HTMLElement {
  const place = cardPlace();
  const numbers = marks(words, claim.citations, citations, place);
  const text = make("p", { dir: "auto" }, make("span", { class: "words" }, claim.text), "\u00a0", ...numbers);
  return make("div", { class: `claim ${claim.verdict}`, part: "claim" }, text, ...said(words, claim), place);
}

/** The verdict in words, where the claim is not simply supported; "" else. */
export function verdictSaid(words: Messages, { verdict, reasons }: Claim): string {
  if (verdict === "supported" || (verdict === "unchecked" && reasons.length)) return ""; // the latter needs no source
  return words.say(verdict);
}

function said(words: Messages, claim: Claim): HTMLElement[] {
  const verdict = verdictSaid(words, claim);
  if (claim.verdict === "unchecked") return verdict ? [make("p", { class: "soft" }, verdict)] : [];
  if (verdict) {
    const why = claim.reasons.length ? [": ", apart(claim.reasons.join("; "), 1000)] : [];
    return [make("p", { class: "verdict" }, icon(ALARM), make("span", {}, verdict, ...why))];
  }
  const noted = claim.reasons.filter((one) => one !== QUOTED);
  const lines = noted.map((one) => make("p", { class: "soft" }, one === UNSURE ? words.say("unsure") : apart(one)));
  const spread: HTMLElement[] = [];
  if (claim.attribution)
    spread.push(make("span", {}, ...words.parts("accordingTo", { who: apart(inSentence(claim.attribution)) })));
  const sources = claim.independent_sources;
  if (sources > 1) spread.push(make("span", {}, words.say("reportedBy", { count: sources })));
  return spread.length ? [...lines, make("p", { class: "soft" }, ...spread)] : lines;
}

/** A name that began a sentence no longer does. */
function inSentence(who: string): string {
  return who.replace(/^The /, "the ");
}
