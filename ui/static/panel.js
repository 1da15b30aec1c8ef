/** The article panel beside the chat. It is outside of Gradio's elements, so a streaming answer does not disturb it. */

import { announce } from "./announce.js";
import { articleDetails, articleText, element, originalLink } from "./article.js";
import { changeContent, changeSince, lastChange } from "./changes.js";
import { parseCitation } from "./citation.js";
import { articleOf } from "./fetched.js";
import words, { day, filled } from "./say.js";
import { Steps } from "./steps.js";

export class Panel {
  #root = element("aside", "cw-panel");
  #title = element("h2", "cw-panel-title");
  #name = element("span", "cw-panel-name");
  #content = element("div", "cw-panel-content");
  #steps = new Steps((fragment) => this.open(parseCitation(fragment), fragment));
  #opener = "";
  #request = 0;

  constructor() {
    this.#root.id = "cw-panel";
    this.#root.hidden = true;
    this.#name.setAttribute("aria-hidden", "true"); // repeats the title after it has scrolled away
    this.#title.id = "cw-panel-title";
    this.#title.tabIndex = -1;
    this.#title.dir = "auto";
    this.#root.setAttribute("aria-labelledby", this.#title.id);
    const close = button("cw-close", words.panel.close);
    close.addEventListener("click", () => this.close());
    const bar = element("div", "cw-panel-bar");
    bar.append(this.#name, this.#steps.root, close);
    this.#root.append(bar, this.#title, this.#content, this.#steps.help);
    document.body.append(this.#root);
  }

  get isOpen() {
    return !this.#root.hidden;
  }

  /** Show an article at the quote; `opener` is the fragment of the link that gets the focus back. */
  async open(citation, opener) {
    const request = this.#begin(words.panel.opening, opener);
    const { body: article, problem } = await articleOf(citation.articleId, citation.version, citation.passage);
    if (request !== this.#request) return; // another citation was chosen meanwhile
    if (!article) {
      this.#show(words.panel.failed, [element("p", "cw-problem", problem)]);
      return;
    }
    const original = originalLink(article);
    const details = articleDetails(article);
    const partial = article.partial ? element("p", "cw-version", words.panel.partial) : null;
    const text = articleText(article, citation);
    this.#show(article.title || words.panel.untitled, [details, original, partial, text].filter(Boolean));
    if (this.#steps.root.contains(document.activeElement)) announce(article.title || words.panel.untitled);
    this.#root.scrollTop = 0;
    const mark = text.querySelector("mark");
    mark?.scrollIntoView({ block: "center" });
    const line = await versionLine(article, (change) => this.#showChange(change, opener));
    if (!line || request !== this.#request) return;
    details.after(line);
    mark?.scrollIntoView({ block: "center" });
  }

  /** Show the changes that led to a version. */
  async openChanges({ articleId, version }, opener) {
    const request = this.#begin(words.changes.opening, opener);
    const { body: article, problem } = await articleOf(articleId, version);
    const change = article ? await lastChange(articleId, article.versions, version) : { problem };
    if (request !== this.#request) return;
    if (change && !change.problem) this.#showChange(change, opener);
    else this.#show(words.changes.failed, [element("p", "cw-problem", change?.problem ?? words.changes.none)]);
  }

  #showChange(change, opener) {
    const read = button("cw-read", words.changes.read);
    const { article_id: articleId, to: version } = change;
    read.addEventListener("click", () => this.open({ articleId, version, start: 0, end: 0 }, opener));
    this.#begin(words.changes.title, opener);
    this.#show(words.changes.title, [...changeContent(change), read]);
    this.#root.scrollTop = 0;
    this.#content.querySelector(".cw-text :is(ins, del)")?.scrollIntoView({ block: "center" });
  }

  /** Go to the next citation of the answer, with -1 to the previous one. */
  step(by) {
    if (this.isOpen) this.#steps.go(by);
  }

  /** Mark the links to the open citation. Call it when the chat has changed. */
  markOpener() {
    for (const link of document.querySelectorAll("#cw-chat a.cw-cite")) {
      if (this.isOpen && link.hash === this.#opener) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  close() {
    if (!this.isOpen) return;
    this.#request += 1;
    this.#root.hidden = true;
    this.markOpener();
    document.documentElement.classList.remove("cw-reading");
    // Gradio may have redrawn the link: find it by its fragment.
    const links = [...document.querySelectorAll("#cw-chat a")];
    const opener = links.find((link) => link.hash === this.#opener) ?? document.querySelector("#cw-question textarea");
    opener?.focus({ preventScroll: true });
  }

  #begin(title, opener) {
    this.#opener = opener;
    this.#request += 1;
    this.#show(title, []);
    this.#steps.show(opener);
    this.markOpener();
    if (!this.#steps.root.contains(document.activeElement)) this.#title.focus({ preventScroll: true });
    return this.#request;
  }

  #show(title, content) {
    this.#title.textContent = title;
    this.#name.textContent = title;
    this.#content.replaceChildren(...content);
    this.#root.hidden = false;
    document.documentElement.classList.add("cw-reading");
  }
}

/** Return a line about another version of the article with a button that shows the changes; null for none. */
async function versionLine(article, show) {
  if (article.partial) return null; // the reader has no access to the changes either
  const { id, version, versions } = article;
  const newest = versions.at(-1)?.version === version;
  const change = await (newest ? lastChange : changeSince)(id, versions, version);
  if (!change || change.problem) return null;
  const label = newest ? words.panel.changed : words.panel.earlier;
  const line = element("p", "cw-version", `${filled(label, { day: day(newest ? change.since : change.until) })} `);
  const see = button("cw-see", words.changes.see);
  see.addEventListener("click", () => show(change));
  line.append(see);
  return line;
}

function button(className, text) {
  const made = element("button", className, text);
  made.type = "button";
  return made;
}
