/** A question whose answer is cut off, since the server went away meanwhile. The page waits until it is back, and is then
 * loaded anew (where the server was killed, Gradio sees to that): what was answered is there, and the question is shown
 * again, to be asked once more. */

import { element } from "../article.js";
import { at } from "../root.js";
import words from "../say.js";
import { box, isBusy, type } from "../widgets.js";

const said = words.conversations;
const CUT_OFF = "#cw-kept [data-testid='status-tracker'] .error"; // what an answer changes has failed
const KEPT = "cw-interrupted"; // in this tab alone, until the page is there again
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

  /** The visitor goes elsewhere, and wants no answer any more. */
  forget() {
    this.#forgotten = true;
  }

  /** To be called when the page has changed. */
  look() {
    if (!this.#lost && isBusy() && document.querySelector(CUT_OFF)) this.#wait();
    if (this.#question && box() && document.querySelector("#cw-kept .cw-kept-of")) this.#offer();
  }

  async #wait() {
    this.#lost = true;
    show(element("p", "", said.lost));
    while (!(await isThere())) await new Promise((done) => setTimeout(done, PAUSE_MS));
    location.reload();
  }

  #offer() {
    const question = this.#question;
    this.#question = null;
    const asked = element("p", "cw-interrupted-question", question);
    asked.dir = "auto";
    const again = button(said.again, () => {
      type(box(), question);
      setTimeout(() => document.querySelector("#cw-question .submit-button")?.click()); // once Gradio has the words
    });
    show(element("p", "", said.interrupted), asked, again, button(said.cancel, () => box()?.focus()));
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
