/** An answer, from its headline to its related passages. */

import { card } from "./citation.js";
import { claimElement } from "./claim.js";
import { conflictTables } from "./conflicts.js";
import { citationsOf, claimsOf, shortAnswer, type Exchange } from "./conversation.js";
import { apart, make, renew } from "./dom.js";
import type { Key, Messages } from "./messages.js";
import type { Answer, Notice } from "./shapes.js";

const HEADLINES: Record<string, Key> = { outside_window: "outside", removed: "removed", one_side: "oneSide" };

export class AnswerView {
  readonly element: HTMLElement;
  readonly #above = make("div");
  readonly #claims = make("div");
  readonly #below = make("div");

  constructor(private readonly words: Messages) {
    this.element = make("div", { class: "answer", part: "answer" }, this.#above, this.#claims, this.#below);
  }

  /** Redraw only what has changed: an opened card stays open while the answer streams. */
  show(exchange: Exchange): void {
    const { answer } = exchange;
    const standalone = exchange.standalone === exchange.question ? "" : exchange.standalone;
    renew(this.#above, [standalone, answer && [answer.status, answer.notices, shortAnswer(answer)]], () =>
      this.#headline(standalone, answer),
    );
    this.#showClaims(exchange);
    renew(this.#below, answer, () => (answer ? this.#rest(answer) : []));
  }

  #headline(standalone: string, answer: Answer | null): HTMLElement[] {
    const { words } = this;
    const lines: HTMLElement[] = [];
    if (standalone)
      lines.push(make("p", { class: "soft" }, ...words.parts("understood", { question: apart(standalone, 1000) })));
    if (answer?.status === "not_found") lines.push(make("p", { class: "short" }, words.say(headline(answer))));
    const short = answer && shortAnswer(answer);
    if (short) lines.push(make("p", { class: "short", dir: "auto" }, short));
    if (answer?.status === "partial") lines.push(make("p", { class: "soft" }, words.say("partial")));
    return lines;
  }

  #showClaims(exchange: Exchange): void {
    const claims = claimsOf(exchange);
    const citations = citationsOf(exchange);
    while (this.#claims.childElementCount > claims.length) this.#claims.lastElementChild!.remove();
    claims.forEach((claim, position) => {
      const place = this.#claims.children[position] ?? this.#claims.appendChild(make("div"));
      const cited = citations.filter(({ n }) => claim.citations.includes(n));
      renew(place, [claim, cited], () => [claimElement(this.words, claim, citations)]);
    });
  }

  #rest(answer: Answer): HTMLElement[] {
    const { words } = this;
    const parts: HTMLElement[] = [];
    const notices = unshownNotices(answer);
    if (notices.length)
      parts.push(make("ul", { class: "soft" }, ...notices.map(({ text }) => make("li", { dir: "auto" }, text))));
    parts.push(...conflictTables(words, answer.conflicts, answer.citations));
    if (answer.related.length && answer.status === "not_found") {
      const nearest = answer.related.map((citation) => card(words, citation));
      parts.push(
        make("h4", {}, words.say("nearest")),
        ...nearest,
      );
    }
    return parts;
  }
}

/** Return the headline of an answer that was not found. */
export function headline({ notices }: Answer): Key {
  return notices.map(({ kind }) => HEADLINES[kind]).find(Boolean) ?? "notFound";
}

/** Return the notices that no claim or table shows already. */
function unshownNotices({ notices, conflicts, claims }: Answer): Notice[] {
  const agreement = claims.some(({ verdict, independent_sources }) => verdict === "supported" && independent_sources > 1);
  const shown: Record<string, unknown> = { conflict: conflicts.length, agreement };
  return notices.filter(({ kind }) => !shown[kind]);
}
