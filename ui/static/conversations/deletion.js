/** Deleting a conversation, once whoever asks for it is sure. */

import { element } from "../article.js";
import words, { filled } from "../say.js";
import { forget } from "./kept.js";

const said = words.conversations;

export class Deletion {
  #root = element("dialog", "cw-dialog");
  #title = element("p", "cw-dialog-title");
  #problem = element("p", "cw-problem");
  #conversation = null;
  #deleted = () => {};

  constructor() {
    const heading = element("h2", "cw-dialog-head", said.sure);
    heading.id = "cw-sure-of-conversation";
    this.#root.setAttribute("aria-labelledby", heading.id);
    this.#title.dir = "auto";
    this.#problem.setAttribute("role", "alert");
    const keep = button("cw-cancel", said.keep);
    const remove = button("cw-save", said.delete);
    keep.addEventListener("click", () => this.#root.close());
    remove.addEventListener("click", () => this.#delete(remove));
    this.#root.append(heading, this.#title, element("p", "cw-note", said.sure_help), this.#problem, keep, remove);
    document.body.append(this.#root);
  }

  /** `deleted` is called once it is gone. */
  ask(conversation, deleted) {
    this.#conversation = conversation;
    this.#deleted = deleted;
    this.#title.textContent = conversation.title || said.untitled;
    this.#problem.textContent = "";
    this.#root.showModal();
  }

  async #delete(pressed) {
    pressed.disabled = true;
    const { problem } = await forget(this.#conversation.id);
    pressed.disabled = false;
    if (problem) {
      this.#problem.textContent = filled(said.failed, { problem });
      return;
    }
    this.#root.close();
    this.#deleted();
  }
}

function button(className, text) {
  const made = element("button", className, text);
  made.type = "button";
  return made;
}
