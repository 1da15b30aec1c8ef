/** One conversation in the list: its name, which opens it, and behind a button what can be done with it. */

import { element } from "../article.js";
import words, { day, filled } from "../say.js";
import { nameAddress } from "./address.js";
import { exportAddress, rename } from "./kept.js";

const said = words.conversations;
const LONGEST = 200; // rag/storage/conversations.py

export class Entry {
  root = element("li", "cw-entry-of-list");
  #conversation;
  #does;

  /** `does` says what happens: { open, changed, remove }; `changed` is told why it could not be, or "". */
  constructor(conversation, isCurrent, does) {
    this.#conversation = conversation;
    this.#does = does;
    const { id } = conversation;
    const title = conversation.title || said.untitled;
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
    const name = filled(said.actions, { title });
    toggle.title = name;
    toggle.setAttribute("aria-label", name);
    toggle.setAttribute("aria-expanded", "false");
    toggle.setAttribute("aria-controls", actions.id);
    toggle.addEventListener("click", () => {
      actions.hidden = !actions.hidden;
      toggle.setAttribute("aria-expanded", String(!actions.hidden));
    });
    actions.append(
      this.#action(said.rename, () => this.#rename(title)),
      download(said.markdown, exportAddress(id, "markdown")),
      download(said.json, exportAddress(id, "json")),
      this.#action(said.delete, this.#does.remove),
    );
    return [toggle, actions];
  }

  #action(name, does) {
    const made = element("button", "", name);
    made.type = "button";
    made.addEventListener("click", does);
    return made;
  }

  /** A field in the place of it all; Enter keeps what is written, Escape what was. */
  #rename(title) {
    const form = element("form", "cw-list-rename");
    const field = element("input");
    field.value = this.#conversation.title;
    field.maxLength = LONGEST;
    field.dir = "auto";
    field.setAttribute("aria-label", said.name);
    const before = [...this.root.childNodes];
    const save = element("button", "", said.save);
    const cancel = this.#action(said.cancel, () => this.#back(before));
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
    if (!problem) this.#back(before); // else what was written stays
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
