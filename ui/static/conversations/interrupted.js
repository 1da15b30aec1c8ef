/** A question whose answer the loss of the server interrupted. The page waits for the server and reloads (after a crash
 * Gradio does so). Saved answers are there again, and the page offers to ask the interrupted question again. */

import { element } from "../article.js";
import { at } from "../root.js";
import words from "../say.js";
import { box, isBusy, type } from "../widgets.js";

const texts = words.conversations;
const CUT_OFF = "#cw-kept [data-testid='status-tracker'] .error"; // Gradio's error on an answer's output
const KEPT = "cw-interrupted"; // session storage of this tab, until the page has reloaded
const PAUSE_MS = 2000;

export class Interrupted {
  #question = sessionStorage.getItem(KEPT);
  #forgotten = false;
  #lost = false;

  constructor() {
    sessionStorage.removeItem(KEPT);
    window.addEventListener("pagehide", () => {
      const asked = [...document.querySelectorAll("#cw-chat .cw-question")].at(-1);
      if (asked && isBusy() && !this.#forgotten) sessionStorage.setItem(KEPT, asked.innerText);
    });
  }

  /** Drop the question: the visitor has left it. */
  forget() {
    this.#forgotten = true;
  }

  /** Call it when the page has changed. */
  look() {
    if (!this.#lost && isBusy() && document.querySelector(CUT_OFF)) this.#wait();
    if (this.#question && box() && document.querySelector("#cw-kept .cw-kept-of")) this.#offer();
  }

  async #wait() {
    this.#lost = true;
    show(element("p", "", texts.lost));
    while (!(await isThere())) await new Promise((done) => setTimeout(done, PAUSE_MS));
    location.reload();
  }

  #offer() {
    const question = this.#question;
    this.#question = null;
    const asked = element("p", "cw-interrupted-question", question);
    asked.dir = "auto";
    const again = button(texts.again, () => {
      type(box(), question);
      setTimeout(() => document.querySelector("#cw-question .submit-button")?.click()); // after Gradio has read the text
    });
    show(element("p", "", texts.interrupted), asked, again, button(texts.cancel, () => box()?.focus()));
  }
}

async function isThere() {
  try {
    return (await fetch(at("healthz"))).ok;
  } catch {
    return false;
  }
}

function show(...content) {
  const notice = element("div", "cw-interrupted");
  notice.setAttribute("role", "alert");
  notice.addEventListener("click", ({ target }) => {
    if (target.matches("button")) notice.remove();
  });
  notice.append(...content);
  document.body.append(notice);
}

function button(name, does) {
  const made = element("button", "", name);
  made.type = "button";
  made.addEventListener("click", does);
  return made;
}
