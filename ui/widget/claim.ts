/** A sentence of an answer with citations, verdict and attribution. */

import { cardPlace, marks } from "./citation.js";
import { apart, icon, make } from "./dom.js";
import { ALARM } from "./icons.js";
import type { Messages } from "./messages.js";
import type { Citation, Claim } from "./shapes.js";

/** Reasons as the server writes them. A citation shows "quoted" already. */
const QUOTED = "quoted word for word";
const UNSURE = "the check is not sure; read the cited words";

export function claimElement(words: Messages, claim: Claim, citations: readonly Citation[]): HTMLElement {
  const place = cardPlace();
  const numbers = marks(words, claim.citations, citations, place);
  const text = make("p", { dir: "auto" }, make("span", { class: "words" }, claim.text), "\u00a0", ...numbers);
  return make("div", { class: `claim ${claim.verdict}`, part: "claim" }, text, ...notes(words, claim), place);
}

/** Return the label of a verdict; "" for a supported claim. */
export function verdictSaid(words: Messages, { verdict, reasons }: Claim): string {
  if (verdict === "supported" || (verdict === "unchecked" && reasons.length)) return ""; // the latter needs no citation
  return words.say(verdict);
}

function notes(words: Messages, claim: Claim): HTMLElement[] {
  const verdict = verdictSaid(words, claim);
  if (claim.verdict === "unchecked") return verdict ? [make("p", { class: "soft" }, verdict)] : [];
  if (verdict) {
    const why = claim.reasons.length ? [": ", apart(claim.reasons.join("; "), 1000)] : [];
    return [make("p", { class: "verdict" }, icon(ALARM), make("span", {}, verdict, ...why))];
  }
  const reasons = claim.reasons.filter((reason) => reason !== QUOTED);
  const lines = reasons.map((reason) =>
    make("p", { class: "soft" }, reason === UNSURE ? words.say("unsure") : apart(reason)),
  );
  const spread: HTMLElement[] = [];
  if (claim.attribution)
    spread.push(make("span", {}, ...words.parts("accordingTo", { who: apart(inSentence(claim.attribution)) })));
  const sources = claim.independent_sources;
  if (sources > 1) spread.push(make("span", {}, words.say("reportedBy", { count: sources })));
  return spread.length ? [...lines, make("p", { class: "soft" }, ...spread)] : lines;
}

/** Return an attribution with "The" in lower case. */
function inSentence(who: string): string {
  return who.replace(/^The /, "the ");
}
