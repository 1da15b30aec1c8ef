/** Delete a conversation after confirmation. */

import { element } from "../article.js";
import words, { filled } from "../say.js";
import { forget } from "./kept.js";

const texts = words.conversations;

export class Deletion {
  #root = element("dialog", "cw-dialog");
  #title = element("p", "cw-dialog-title");
  #problem = element("p", "cw-problem");
  #conversation = null;
  #deleted = () => {};

  constructor() {
    const heading = element("h2", "cw-dialog-head", texts.sure);
    heading.id = "cw-sure-of-conversation";
    this.#root.setAttribute("aria-labelledby", heading.id);
    this.#title.dir = "auto";
    this.#problem.setAttribute("role", "alert");
    const keep = button("cw-cancel", texts.keep);
    const remove = button("cw-save", texts.delete);
    keep.addEventListener("click", () => this.#root.close());
    remove.addEventListener("click", () => this.#delete(remove));
    this.#root.append(heading, this.#title, element("p", "cw-note", texts.sure_help), this.#problem, keep, remove);
    document.body.append(this.#root);
  }

  /** Ask for confirmation; call `deleted` after deletion. */
  ask(conversation, deleted) {
    this.#conversation = conversation;
    this.#deleted = deleted;
    this.#title.textContent = conversation.title || texts.untitled;
    this.#problem.textContent = "";
    this.#root.showModal();
  }

  async #delete(pressed) {
    pressed.disabled = true;
    const { problem } = await forget(this.#conversation.id);
    pressed.disabled = false;
    if (problem) {
      this.#problem.textContent = filled(texts.failed, { problem });
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
