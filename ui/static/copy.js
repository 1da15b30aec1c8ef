/** Taking an answer elsewhere: its text with numbered sources, or its address, into the clipboard. */

import { announce } from "./announce.js";
import words from "./say.js";

const said = words.copying;
const TOLD_MS = 2000;

/** An answer as plain text. It is read from the page, so that it is what its reader sees. */
export function answerText(answer) {
  const short = textOf(answer, ".cw-short, .cw-headline");
  const claims = [...answer.querySelectorAll(".cw-claim")].map(claimText);
  const notices = [...answer.querySelectorAll(".cw-notice")].map(plain);
  const sources = [...answer.querySelectorAll(".cw-card")].flatMap(cardTexts).sort((one, other) => one.n - other.n);
  const listed = sources.length ? [`${textOf(answer, ".cw-section h3")}:`, ...sources.map(({ text }) => text)] : [];
  return [short, claims.join(" "), ...notices, listed.join("\n")].filter(Boolean).join("\n\n");
}

function claimText(claim) {
  const marks = [...claim.querySelectorAll(".cw-cite")].map(plain).join("");
  const verdict = textOf(claim, ".cw-verdict"); // what failed its check goes nowhere without saying so
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

/** Whether it is in the clipboard. Browsers give the clipboard to secure pages alone; over plain http an old way is
 * left. */
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
  const name = button.matches(".cw-copy") ? said.answer : said.link;
  const told = done ? said.copied : said.failed;
  button.textContent = told;
  announce(told);
  setTimeout(() => (button.textContent = name), TOLD_MS);
});
