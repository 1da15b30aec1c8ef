/** Thumbs under an answer (ui/page/answer/about.py), and the reason for one. Messages are drawn anew again and again:
 * what is given is known here, and put into whatever is drawn. */

import { announce } from "./announce.js";
import { Reason } from "./reason.js";
import { at } from "./root.js";
import words, { filled } from "./say.js";

const said = words.feedback;
const ROW = "cw-feedback-";
const BUTTON = /^cw-(up|down|why)-(.+)$/;
const NOTHING = { verdict: "", reason: "", told: "" };
const given = new Map(); // the answer's id, quoted as in the page -> { verdict, reason, told }
const reason = new Reason();

const opinionOf = (id) => given.get(id) ?? NOTHING;

/** Keep it, and say so; what was shown before comes back where it cannot be kept. */
async function give(id, verdict, reason) {
  const before = opinionOf(id);
  note(id, { verdict, reason, told: "" });
  const problem = await sent({ answer_id: decodeURIComponent(id), verdict: verdict || "none", reason });
  const told = problem ? filled(said.failed, { problem }) : verdict ? said.kept : said.removed;
  note(id, problem ? { ...before, told } : { verdict, reason, told });
  announce(told);
}

/** Why it was not kept, "" where it was. */
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

/** What is drawn says what is given. */
function show() {
  for (const row of document.querySelectorAll(".cw-feedback")) {
    const { verdict, told } = opinionOf(row.id.slice(ROW.length));
    row.setAttribute("role", "group");
    row.setAttribute("aria-label", said.label);
    row.classList.toggle("cw-given", verdict !== "");
    for (const button of row.querySelectorAll(".cw-thumb")) {
      button.setAttribute("aria-pressed", String(verdict !== "" && button.matches(`.cw-${verdict}`)));
    }
    const line = row.querySelector(".cw-told");
    if (line.textContent !== told) line.textContent = told;
  }
}

/** What this visitor has given before to answers that are drawn for the first time: those of a kept conversation. */
async function recall() {
  const rows = [...document.querySelectorAll(".cw-feedback")].map(({ id }) => id.slice(ROW.length));
  const unknown = [...new Set(rows)].filter((id) => !given.has(id));
  if (!unknown.length) return;
  for (const id of unknown) given.set(id, NOTHING);
  const asked = unknown.map((id) => `answer_id=${id}`).join("&");
  const response = await fetch(at(`api/feedback/own?${asked}`)).catch(() => null);
  if (!response?.ok) return; // what was given stays kept; it is only not shown
  for (const { answer_id: answer, verdict, reason } of (await response.json()).feedback) {
    const id = encodeURIComponent(answer);
    if (opinionOf(id) === NOTHING) note(id, { verdict, reason, told: "" });
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
