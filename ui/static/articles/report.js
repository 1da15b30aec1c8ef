/** The progress and the result of an import. */

import { element } from "../article.js";
import words, { filled, number } from "../say.js";
import { isolated, parts } from "./made.js";

const texts = words.desk;

export class Report {
  root = element("div", "cw-report");
  #status = element("p", "cw-progress");
  #bar = element("progress");
  #rest = element("div");

  constructor() {
    this.#status.setAttribute("role", "status");
    this.#bar.setAttribute("aria-label", texts.bring);
    this.#bar.hidden = true;
    this.root.append(this.#status, this.#bar, this.#rest);
  }

  begin() {
    this.#status.textContent = texts.sending;
    this.#bar.removeAttribute("value");
    this.#bar.hidden = false;
    this.#rest.replaceChildren();
  }

  /** One more file or URL is read. */
  step({ source, done, of, ...counts }) {
    this.#status.replaceChildren(...parts(texts.step, { done: number(done), of: number(of), source: isolated(source) }));
    this.#bar.max = of;
    this.#bar.value = done;
    this.#rest.replaceChildren(element("p", "", countsOf(counts, counts.failures)));
  }

  done({ failed, ...counts }) {
    this.#end(texts.done);
    this.#rest.replaceChildren(element("p", "", countsOf(counts, failed.length)), ...failures(failed));
  }

  /** The counts so far stay. */
  stopped() {
    this.#end(texts.stopped);
  }

  failed(problem, failed = []) {
    this.#end(problem ? texts.failed : "");
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
  return filled(texts.counts, shown);
}

/** The list of failures with their reasons. */
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
  return [element("h4", "", texts.failures), list];
}
