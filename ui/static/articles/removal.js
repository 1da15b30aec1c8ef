/** Remove an article after confirmation. */

import { element } from "../article.js";
import { at } from "../root.js";
import words from "../say.js";
import { button, labelled } from "./made.js";
import { problemOf } from "./sent.js";

const texts = words.desk;

export class Removal {
  #root = element("dialog", "cw-removal");
  #title = element("p", "cw-removal-title");
  #purge = element("input");
  #problem = element("p", "cw-problem");
  #article = null;

  /** `removed` receives the title of the removed article. */
  constructor(removed) {
    const heading = element("h2", "", texts.sure);
    heading.id = "cw-removal-name";
    this.#root.setAttribute("aria-labelledby", heading.id);
    this.#title.dir = "auto";
    this.#purge.type = "checkbox";
    this.#problem.setAttribute("role", "alert");
    const choice = element("p", "cw-choice");
    choice.append(this.#purge, labelled(this.#purge, texts.purge));
    const keep = button("cw-halt", texts.keep);
    const remove = button("cw-begin", texts.remove);
    keep.addEventListener("click", () => this.#root.close());
    remove.addEventListener("click", () => this.#remove(removed, remove));
    const actions = element("div", "cw-removal-actions");
    actions.append(keep, remove);
    this.#root.append(heading, this.#title, element("p", "", texts.sure_help), choice, this.#problem, actions);
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

/** Remove an article; return the error, "" on success. */
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
