/** The dialog for a reason. It is outside of Gradio's elements, so redrawing loses no text. */

import { element } from "./article.js";
import words from "./say.js";

const texts = words.feedback;
const LONGEST = 2000; // rag/storage/feedback.py

export class Reason {
  #dialog = element("dialog", "cw-dialog");
  #text = element("textarea");
  #given = () => {};

  constructor() {
    const form = element("form");
    form.method = "dialog";
    const label = element("label", "", texts.title);
    const help = element("p", "cw-note", texts.help);
    label.htmlFor = this.#text.id = "cw-reason";
    help.id = "cw-reason-help";
    this.#text.maxLength = LONGEST;
    this.#text.rows = 4;
    this.#text.dir = "auto";
    this.#text.setAttribute("aria-describedby", help.id);
    const save = button("cw-save", texts.save);
    const cancel = button("cw-cancel", texts.cancel);
    save.addEventListener("click", () => this.#given(this.#text.value.trim()));
    form.append(label, help, this.#text, save, cancel);
    this.#dialog.setAttribute("aria-label", texts.title);
    this.#dialog.append(form);
    document.body.append(this.#dialog);
  }

  /** Edit the reason `before`; `given` receives the new one when the visitor saves it. */
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
