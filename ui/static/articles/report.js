/** How far bringing in has come, and what came of it. */

import { element } from "../article.js";
import words, { filled, number } from "../say.js";
import { isolated, parts } from "./made.js";

const said = words.desk;

export class Report {
  root = element("div", "cw-report");
  #status = element("p", "cw-progress");
  #bar = element("progress");
  #rest = element("div");

  constructor() {
    this.#status.setAttribute("role", "status");
    this.#bar.setAttribute("aria-label", said.bring);
    this.#bar.hidden = true;
    this.root.append(this.#status, this.#bar, this.#rest);
  }

  begin() {
    this.#status.textContent = said.sending;
    this.#bar.removeAttribute("value");
    this.#bar.hidden = false;
    this.#rest.replaceChildren();
  }

  /** One more file or address is read. */
  step({ source, done, of, ...counts }) {
    this.#status.replaceChildren(...parts(said.step, { done: number(done), of: number(of), source: isolated(source) }));
    this.#bar.max = of;
    this.#bar.value = done;
    this.#rest.replaceChildren(element("p", "", countsOf(counts, counts.failures)));
  }

  done({ failed, ...counts }) {
    this.#end(said.done);
    this.#rest.replaceChildren(element("p", "", countsOf(counts, failed.length)), ...failures(failed));
  }

  /** What was counted so far stays. */
  stopped() {
    this.#end(said.stopped);
  }

  failed(problem, failed = []) {
    this.#end(problem ? said.failed : "");
    if (problem) this.#rest.append(element("p", "cw-problem", problem));
    this.#rest.append(...failures(failed));
  }

  #end(status) {
    this.#status.textContent = status;
    this.#bar.hidden = true;
  }
}

function countsOf({ added, updated, unchanged }, failed) {
  const shown = { added, updated, unchanged, failed };
  for (const name of Object.keys(shown)) shown[name] = number(shown[name]);
  return filled(said.counts, shown);
}

/** What could not be brought in, and why, by name. */
function failures(failed) {
  if (!failed.length) return [];
  const list = element("ul", "cw-failures");
  for (const { source, error } of failed) {
    const item = element("li");
    const name = element("b");
    name.append(isolated(source));
    item.append(name, " ", isolated(error));
    list.append(item);
  }
  return [element("h4", "", said.failures), list];
}
