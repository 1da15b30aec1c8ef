/** The dialog in which a reason is written. It stands outside of what Gradio draws, so that no word of it is lost. */

import { element } from "./article.js";
import words from "./say.js";

const said = words.feedback;
const LONGEST = 2000; // rag/storage/feedback.py

export class Reason {
  #dialog = element("dialog", "cw-dialog");
  #text = element("textarea");
  #given = () => {};

  constructor() {
    const form = element("form");
    form.method = "dialog";
    const label = element("label", "", said.title);
    const help = element("p", "cw-note", said.help);
    label.htmlFor = this.#text.id = "cw-reason";
    help.id = "cw-reason-help";
    this.#text.maxLength = LONGEST;
    this.#text.rows = 4;
    this.#text.dir = "auto";
    this.#text.setAttribute("aria-describedby", help.id);
    const save = button("cw-save", said.save);
    const cancel = button("cw-cancel", said.cancel);
    save.addEventListener("click", () => this.#given(this.#text.value.trim()));
    form.append(label, help, this.#text, save, cancel);
    this.#dialog.setAttribute("aria-label", said.title);
    this.#dialog.append(form);
    document.body.append(this.#dialog);
  }

  /** Have the reason that was given changed; `given` is told the new one, and nothing where it is left as it is. */
  ask(before, given) {
    this.#given = given;
    this.#text.value = before;
    this.#dialog.showModal();
    this.#text.focus();
  }
}

function button(className, text) {
  const made = element("button", className, text);
  made.type = "submit";
  return made;
}
