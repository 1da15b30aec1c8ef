/** Copy an answer to the clipboard as plain text with numbered sources. */

import { webAddress } from "./citation.js";
import { verdictSaid } from "./claim.js";
import type { Messages } from "./messages.js";
import { shortAnswer, type Exchange } from "./conversation.js";
import type { Answer, Citation } from "./shapes.js";

export function plainText(words: Messages, { question }: Exchange, answer: Answer): string {
  const claims = answer.claims.map((claim) => {
    const verdict = verdictSaid(words, claim); // a failed check stays visible in the copy
    return [claim.text, claim.citations.map((n) => `[${n}]`).join(""), verdict && `(${verdict})`]
      .filter(Boolean)
      .join(" ");
  });
  const notices = answer.notices.map(({ text }) => text);
  const sources = answer.citations.map((citation) => source(words, citation));
  const listed = sources.length ? [`${words.say("sources")}:`, ...sources].join("\n") : "";
  const none = answer.status === "not_found" ? words.say("notFound") : "";
  return [question, none, shortAnswer(answer), claims.join(" "), ...notices, listed].filter(Boolean).join("\n\n");
}

/** Copy `text`; return whether it worked. Browsers allow the clipboard API on secure pages and in permitted frames; other
 * pages need the old way. */
export async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedOldWay(text);
  }
}

function source(words: Messages, citation: Citation): string {
  const { n, title, quote, published } = citation;
  const by = citation.source || words.say("unnamed");
  const head = `[${n}] ${title || words.say("untitled")}, ${by}, ${words.day(published) || words.say("undated")}`;
  return [head, quote && `\u201c${quote}\u201d`, webAddress(citation.url)].filter(Boolean).join("\n    ");
}

function copiedOldWay(text: string): boolean {
  const copy = (event: ClipboardEvent) => {
    event.preventDefault();
    event.stopImmediatePropagation(); // the page may append a line to copied text
    event.clipboardData?.setData("text/plain", text);
  };
  window.addEventListener("copy", copy, true);
  try {
    return document.execCommand("copy");
  } finally {
    window.removeEventListener("copy", copy, true);
  }
}
