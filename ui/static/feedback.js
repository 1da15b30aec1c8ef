/** Thumbs below an answer (ui/page/answer/about.py) and their reasons. Gradio redraws messages, so this script keeps the
 * feedback and marks every new button. */

import { announce } from "./announce.js";
import { Reason } from "./reason.js";
import { at } from "./root.js";
import words, { filled } from "./say.js";

const texts = words.feedback;
const ROW = "cw-feedback-";
const BUTTON = /^cw-(up|down|why)-(.+)$/;
const NOTHING = { verdict: "", reason: "", message: "" };
const given = new Map(); // answer id, percent-encoded as in the page -> { verdict, reason, message }
const reason = new Reason();

const opinionOf = (id) => given.get(id) ?? NOTHING;

/** Save feedback and announce it; on failure restore the previous state. */
async function give(id, verdict, reason) {
  const before = opinionOf(id);
  note(id, { verdict, reason, message: "" });
  const problem = await sent({ answer_id: decodeURIComponent(id), verdict: verdict || "none", reason });
  const message = problem ? filled(texts.failed, { problem }) : verdict ? texts.kept : texts.removed;
  note(id, problem ? { ...before, message } : { verdict, reason, message });
  announce(message);
}

/** Send feedback; return the error, "" on success. */
async function sent(opinion) {
  const headers = { "Content-Type": "application/json" };
  try {
    const response = await fetch(at("api/feedback"), { method: "POST", headers, body: JSON.stringify(opinion) });
    return response.ok ? "" : ((await response.json()).detail ?? String(response.status));
  } catch {
    return words.panel.unanswered;
  }
}

function note(id, opinion) {
  given.set(id, opinion);
  show();
}

/** Mark the buttons with the visitor's feedback. */
function show() {
  for (const row of document.querySelectorAll(".cw-feedback")) {
    const { verdict, message } = opinionOf(row.id.slice(ROW.length));
    row.setAttribute("role", "group");
    row.setAttribute("aria-label", texts.label);
    row.classList.toggle("cw-given", verdict !== "");
    for (const button of row.querySelectorAll(".cw-thumb")) {
      button.setAttribute("aria-pressed", String(verdict !== "" && button.matches(`.cw-${verdict}`)));
    }
    const line = row.querySelector(".cw-told");
    if (line.textContent !== message) line.textContent = message;
  }
}

/** Load the visitor's earlier feedback on answers that appear for the first time, as in a saved conversation. */
async function recall() {
  const rows = [...document.querySelectorAll(".cw-feedback")].map(({ id }) => id.slice(ROW.length));
  const unknown = [...new Set(rows)].filter((id) => !given.has(id));
  if (!unknown.length) return;
  for (const id of unknown) given.set(id, NOTHING);
  const asked = unknown.map((id) => `answer_id=${id}`).join("&");
  const response = await fetch(at(`api/feedback/own?${asked}`)).catch(() => null);
  if (!response?.ok) return; // the feedback is still saved, only not shown
  for (const { answer_id: answer, verdict, reason } of (await response.json()).feedback) {
    const id = encodeURIComponent(answer);
    if (opinionOf(id) === NOTHING) note(id, { verdict, reason, message: "" });
  }
}

document.addEventListener("click", ({ target }) => {
  const [, button, id] = BUTTON.exec(target.closest?.(".cw-feedback button")?.id ?? "") ?? [];
  if (!button) return;
  const before = opinionOf(id);
  if (button === "why") reason.ask(before.reason, (text) => give(id, before.verdict, text));
  else if (before.verdict === button) give(id, "", "");
  else give(id, button, before.reason);
});
new MutationObserver(() => {
  show();
  recall();
}).observe(document.body, { childList: true, subtree: true });
show();
recall();
