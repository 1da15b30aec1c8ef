/** The list of articles with search and paging; each article opens in the panel and can be removed. */

import { element } from "../article.js";
import { at } from "../root.js";
import words, { day, filled, number } from "../say.js";
import { button, isolated, labelled, parts } from "./made.js";
import { Removal } from "./removal.js";
import { problemOf } from "./sent.js";

const texts = words.desk;
const PAGE = 25;
const PAUSE_MS = 250; // delay between the last key and the search
const LONGEST = 200; // maximum characters of a search in the API

export class List {
  root = element("section", "cw-listed");
  #search = element("input");
  #status = element("p", "cw-shown");
  #gone = element("p", "cw-gone");
  #rows = element("ul", "cw-rows");
  #previous = button("cw-turn", texts.previous);
  #next = button("cw-turn", texts.next);
  #removal;
  #offset = 0;
  #request = 0;
  #typing = 0;

  /** Call `changed` when an article was removed. */
  constructor(changed) {
    this.#removal = new Removal((title) => {
      this.#gone.replaceChildren(...parts(texts.removed, { title: isolated(title) }));
      this.#gone.focus(); // its row disappears
      changed();
    });
    this.#status.setAttribute("role", "status");
    this.#gone.tabIndex = -1;
    this.#search.type = "search";
    this.#search.placeholder = texts.search_hint;
    this.#search.maxLength = LONGEST;
    this.#search.addEventListener("input", () => {
      clearTimeout(this.#typing);
      this.#typing = setTimeout(() => this.#turn(0), PAUSE_MS);
    });
    this.#previous.addEventListener("click", () => this.#turn(Math.max(this.#offset - PAGE, 0)));
    this.#next.addEventListener("click", () => this.#turn(this.#offset + PAGE));
    const turns = element("div", "cw-turns");
    turns.append(this.#previous, this.#next);
    const label = labelled(this.#search, texts.search);
    this.root.append(element("h3", "", texts.list), label, this.#search, this.#gone, this.#status, this.#rows, turns);
  }

  /** Load the current page; return whether the server sent it. Drop a response that a later request has overtaken. */
  async load() {
    const request = (this.#request += 1);
    const asked = new URLSearchParams({ limit: PAGE, offset: this.#offset, search: this.#search.value });
    const { body, problem } = await asking(at(`api/articles?${asked}`));
    if (request !== this.#request) return Boolean(body);
    if (!body) this.#status.textContent = problem;
    else if (!body.articles.length && this.#offset) return this.#turn(Math.max(this.#offset - PAGE, 0)); // the page is empty now
    else this.#show(body);
    return Boolean(body);
  }

  #turn(offset) {
    this.#offset = offset;
    return this.load();
  }

  #show({ count, found, articles }) {
    const last = this.#offset + articles.length;
    const shown = { first: number(this.#offset + 1), last: number(last), found: number(found) };
    this.#status.textContent = found ? filled(texts.shown, shown) : count ? texts.unfound : texts.empty;
    this.#rows.replaceChildren(...articles.map((article) => this.#row(article)));
    this.#previous.disabled = this.#offset === 0;
    this.#next.disabled = last >= found;
    this.#previous.parentElement.hidden = found <= PAGE;
  }

  #row(article) {
    const title = article.title || texts.untitled;
    const link = element("a", "cw-title");
    link.href = `#cite-0-0/${article.version}/0/0/${encodeURIComponent(article.id)}/`;
    link.append(isolated(title));
    const remove = button("cw-remove", texts.remove);
    remove.setAttribute("aria-label", filled(texts.remove_one, { title }));
    remove.addEventListener("click", () => this.#removal.ask(article, title));
    const by = element("p", "cw-by");
    by.append(isolated(article.source || texts.unnamed), element("span", "", day(article.published) || texts.undated));
    const row = element("li");
    const details = element("div");
    details.append(link, by);
    row.append(details, remove);
    return row;
  }
}

async function asking(address) {
  try {
    const response = await fetch(address);
    return response.ok ? { body: await response.json() } : { problem: await problemOf(response) };
  } catch {
    return { problem: words.panel.unanswered };
  }
}
