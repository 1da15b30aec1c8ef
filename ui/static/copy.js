/** Copy an answer to the clipboard as text with numbered sources, or copy its link. */

import { announce } from "./announce.js";
import words from "./say.js";

const texts = words.copying;
const TOLD_MS = 2000;

/** Return an answer as plain text, read from the page, so that it equals what the reader sees. */
export function answerText(answer) {
  const short = textOf(answer, ".cw-short, .cw-headline");
  const claims = [...answer.querySelectorAll(".cw-claim")].map(claimText);
  const notices = [...answer.querySelectorAll(".cw-notice")].map(plain);
  const sources = [...answer.querySelectorAll(".cw-card")].flatMap(cardTexts).sort((first, second) => first.n - second.n);
  const listed = sources.length ? [`${textOf(answer, ".cw-section h3")}:`, ...sources.map(({ text }) => text)] : [];
  return [short, claims.join(" "), ...notices, listed.join("\n")].filter(Boolean).join("\n\n");
}

function claimText(claim) {
  const marks = [...claim.querySelectorAll(".cw-cite")].map(plain).join("");
  const verdict = textOf(claim, ".cw-verdict"); // a failed check stays visible in the copy
  return [textOf(claim, ".cw-words"), marks, verdict && `(${verdict})`].filter(Boolean).join(" ");
}

function cardTexts(card) {
  const by = textOf(card, ".cw-card-source");
  return [...card.querySelectorAll(".cw-entry")].map((entry) => {
    const mark = textOf(entry, ".cw-cite");
    const when = [...entry.querySelectorAll(".cw-card-when span")].map(plain);
    const address = entry.querySelector(".cw-original")?.href ?? "";
    const head = [`${mark} ${textOf(entry, ".cw-card-title")}`, when.length > 1 ? "" : by, ...when].filter(Boolean);
    const quote = textOf(entry, ".cw-quote");
    const lines = [head.join(", "), quote && `\u201c${quote}\u201d`, address].filter(Boolean);
    return { n: Number(mark.slice(1, -1)), text: lines.join("\n    ") };
  });
}

function textOf(root, selector) {
  const found = root.querySelector(selector);
  return found ? plain(found) : "";
}

function plain(found) {
  return found.textContent.replace(/\s+/g, " ").trim();
}

/** Copy `text`; return whether it worked. Browsers allow the clipboard API on secure pages alone; plain HTTP needs the
 * old way. */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedOldWay(text);
  }
}

function copiedOldWay(text) {
  const copy = (event) => {
    event.preventDefault();
    event.clipboardData.setData("text/plain", text);
  };
  document.addEventListener("copy", copy);
  try {
    return document.execCommand("copy");
  } finally {
    document.removeEventListener("copy", copy);
  }
}

document.addEventListener("click", async ({ target }) => {
  const button = target.closest?.(".cw-copy, .cw-copy-link");
  if (!button) return;
  const message = button.closest("[data-testid='bot']") ?? button.closest(".cw-answer");
  const link = button.closest(".cw-about")?.querySelector(".cw-permalink");
  const done = await copied(button.matches(".cw-copy") ? answerText(message) : link.href);
  const name = button.matches(".cw-copy") ? texts.answer : texts.link;
  const result = done ? texts.copied : texts.failed;
  button.textContent = result;
  announce(result);
  setTimeout(() => (button.textContent = name), TOLD_MS);
});
