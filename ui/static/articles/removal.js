/** Taking an article out, once whoever asks for it is sure. */

import { element } from "../article.js";
import { at } from "../root.js";
import words from "../say.js";
import { button, labelled } from "./made.js";
import { problemOf } from "./sent.js";

const said = words.desk;

export class Removal {
  #root = element("dialog", "cw-removal");
  #title = element("p", "cw-removal-title");
  #purge = element("input");
  #problem = element("p", "cw-problem");
  #article = null;

  /** `removed` is given the title of what is gone. */
  constructor(removed) {
    const heading = element("h2", "", said.sure);
    heading.id = "cw-removal-name";
    this.#root.setAttribute("aria-labelledby", heading.id);
    this.#title.dir = "auto";
    this.#purge.type = "checkbox";
    this.#problem.setAttribute("role", "alert");
    const choice = element("p", "cw-choice");
    choice.append(this.#purge, labelled(this.#purge, said.purge));
    const keep = button("cw-halt", said.keep);
    const remove = button("cw-begin", said.remove);
    keep.addEventListener("click", () => this.#root.close());
    remove.addEventListener("click", () => this.#remove(removed, remove));
    const actions = element("div", "cw-removal-actions");
    actions.append(keep, remove);
    this.#root.append(heading, this.#title, element("p", "", said.sure_help), choice, this.#problem, actions);
    document.body.append(this.#root);
  }

  ask(article, title) {
    this.#article = article;
    this.#title.textContent = title;
    this.#purge.checked = false;
    this.#problem.textContent = "";
    this.#root.showModal();
  }

  async #remove(removed, pressed) {
    pressed.disabled = true;
    const problem = await problemOfRemoving(this.#article.id, this.#purge.checked);
    pressed.disabled = false;
    this.#problem.textContent = problem;
    if (problem) return;
    this.#root.close();
    removed(this.#title.textContent);
  }
}

/** Why the article could not be removed; "" where it could. */
async function problemOfRemoving(id, purge) {
  const headers = { "Content-Type": "application/json" };
  try {
    const response = await fetch(at("api/remove"), { method: "POST", body: JSON.stringify({ ids: [id], purge }), headers });
    if (!response.ok) return problemOf(response);
    return (await response.json()).failed[0]?.error ?? "";
  } catch {
    return words.panel.unanswered;
  }
}
