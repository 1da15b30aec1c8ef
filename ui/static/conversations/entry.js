/** A conversation in the list: a link that opens it, and a button that shows its actions. */

import { element } from "../article.js";
import words, { day, filled } from "../say.js";
import { nameAddress } from "./address.js";
import { exportAddress, rename } from "./kept.js";

const texts = words.conversations;
const LONGEST = 200; // rag/storage/conversations.py

export class Entry {
  root = element("li", "cw-entry-of-list");
  #conversation;
  #does;

  /** `does` holds the handlers { open, changed, remove }; `changed` receives an error or "". */
  constructor(conversation, isCurrent, does) {
    this.#conversation = conversation;
    this.#does = does;
    const { id } = conversation;
    const title = conversation.title || texts.untitled;
    const link = element("a", "cw-list-open");
    const name = element("span", "cw-list-name", title);
    name.dir = "auto";
    link.id = `cw-open-${id}`;
    link.href = nameAddress(id);
    link.append(name, element("span", "cw-list-day", day(conversation.changed)));
    if (isCurrent) link.setAttribute("aria-current", "page");
    link.addEventListener("click", does.open);
    this.root.append(link, ...this.#actions(id, title));
  }

  #actions(id, title) {
    const toggle = element("button", "cw-list-toggle");
    const actions = element("div", "cw-list-actions");
    toggle.type = "button";
    toggle.id = `cw-toggle-${id}`;
    actions.id = `cw-actions-${id}`;
    actions.hidden = true;
    const name = filled(texts.actions, { title });
    toggle.title = name;
    toggle.setAttribute("aria-label", name);
    toggle.setAttribute("aria-expanded", "false");
    toggle.setAttribute("aria-controls", actions.id);
    toggle.addEventListener("click", () => {
      actions.hidden = !actions.hidden;
      toggle.setAttribute("aria-expanded", String(!actions.hidden));
    });
    actions.append(
      this.#action(texts.rename, () => this.#rename(title)),
      download(texts.markdown, exportAddress(id, "markdown")),
      download(texts.json, exportAddress(id, "json")),
      this.#action(texts.delete, this.#does.remove),
    );
    return [toggle, actions];
  }

  #action(name, does) {
    const made = element("button", "", name);
    made.type = "button";
    made.addEventListener("click", does);
    return made;
  }

  /** Replace the entry by a text field; Enter saves, Escape cancels. */
  #rename(title) {
    const form = element("form", "cw-list-rename");
    const field = element("input");
    field.value = this.#conversation.title;
    field.maxLength = LONGEST;
    field.dir = "auto";
    field.setAttribute("aria-label", texts.name);
    const before = [...this.root.childNodes];
    const save = element("button", "", texts.save);
    const cancel = this.#action(texts.cancel, () => this.#back(before));
    form.append(field, save, cancel);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#renamed(before, field.value.trim());
    });
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      this.#back(before);
    });
    this.root.replaceChildren(form);
    field.select();
  }

  async #renamed(before, title) {
    const { problem } = await rename(this.#conversation.id, title);
    if (!problem) this.#back(before); // on failure the typed title stays
    this.#does.changed(problem ?? "");
  }

  #back(before) {
    this.root.replaceChildren(...before);
    this.root.querySelector(".cw-list-toggle").focus();
  }
}

function download(name, address) {
  const made = element("a", "", name);
  made.href = address;
  made.download = "";
  return made;
}
