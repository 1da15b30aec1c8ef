/** The list of conversations: beside the chat if there is room, else behind a button. It is outside of Gradio's
 * elements. */

import { announce } from "../announce.js";
import { element } from "../article.js";
import words, { filled, number } from "../say.js";
import { nameAddress } from "./address.js";
import { Deletion } from "./deletion.js";
import { Entry } from "./entry.js";
import { search } from "./kept.js";
import { box } from "../widgets.js";

const texts = words.conversations;
const OPEN = "cw-listing"; // class of the page while the list covers it
const BENEATH = "gradio-app, .gradio-container, #cw-panel";
const AT_ONCE = 50;
const PAUSE_MS = 250;
const root = document.documentElement;

export class List {
  #root = element("nav", "cw-list");
  #new = element("a", "cw-list-new", texts.new);
  #search = element("input", "cw-list-search");
  #entries = element("ul", "cw-list-entries");
  #note = element("p", "cw-list-note");
  #more = button("cw-list-more", texts.more);
  #deletion = new Deletion();
  #open;
  #found = [];
  #shown = AT_ONCE;
  #current = "";
  #request = 0;
  #pause = 0;

  /** `open` receives the id of the conversation to show, "" for a new one. */
  constructor(open) {
    this.#open = (id) => {
      this.close();
      open(id);
      box()?.focus({ preventScroll: true });
    };
    this.#root.id = "cw-list";
    this.#root.hidden = true;
    const title = element("h2", "", texts.title);
    title.id = "cw-list-title";
    this.#root.setAttribute("aria-labelledby", title.id);
    this.#search.type = "search";
    this.#search.placeholder = texts.search;
    this.#search.setAttribute("aria-label", texts.search);
    this.#search.dir = "auto";
    this.#more.hidden = true;
    const close = button("cw-list-close", texts.close);
    const head = element("div", "cw-list-head");
    head.append(title, close);
    this.#root.append(head, this.#new, this.#search, this.#note, this.#entries, this.#more);
    document.body.prepend(this.#root);
    close.addEventListener("click", () => this.close());
    this.#listen();
  }

  #listen() {
    this.#new.addEventListener("click", (event) => this.#follow(event, ""));
    this.#search.addEventListener("input", () => {
      clearTimeout(this.#pause);
      this.#pause = setTimeout(() => this.load(this.#current, { announced: true }), PAUSE_MS);
    });
    this.#more.addEventListener("click", () => {
      const next = this.#shown;
      this.#shown += AT_ONCE;
      this.#draw();
      this.#entries.children[next]?.querySelector("a").focus();
    });
    document.addEventListener("click", ({ target }) => {
      if (target.closest?.("#cw-list-show")) this.show();
      else if (root.classList.contains(OPEN) && !target.closest?.("#cw-list, dialog")) this.close();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && root.classList.contains(OPEN) && !event.target.closest?.("dialog")) this.close();
    });
  }

  /** Show or hide the list: `keeps` is whether conversations are saved. */
  exists(keeps) {
    if (this.#root.hidden === !keeps) return;
    this.#root.hidden = !keeps;
    root.classList.toggle("cw-keeping", keeps);
  }

  /** Call it when Gradio has redrawn the button. */
  nameButton() {
    const shows = document.getElementById("cw-list-show");
    if (!shows) return;
    const open = String(root.classList.contains(OPEN));
    if (shows.getAttribute("aria-expanded") === open) return;
    shows.setAttribute("aria-expanded", open);
    shows.setAttribute("aria-controls", "cw-list");
  }

  /** Show the list over the page, which becomes inert. */
  show() {
    this.#cover(true);
    this.#search.focus();
  }

  close() {
    if (!root.classList.contains(OPEN)) return;
    this.#cover(false);
    document.getElementById("cw-list-show")?.focus();
  }

  #cover(covers) {
    root.classList.toggle(OPEN, covers);
    for (const other of document.querySelectorAll(BENEATH)) other.inert = covers;
    this.nameButton();
  }

  /** Load the list; `current` is the displayed conversation, `announced` tells screen readers the count. */
  async load(current, { announced = false } = {}) {
    this.#current = current;
    this.#new.href = nameAddress("");
    const request = (this.#request += 1);
    const wanted = this.#search.value.trim();
    const { body, problem } = await search(wanted);
    if (request !== this.#request) return; // a later request has overtaken it
    this.#say(problem ? filled(texts.failed, { problem }) : noteOf(body.conversations, wanted), problem);
    if (!body || this.#entries.querySelector("form")) return; // a title is being edited
    this.#found = body.conversations;
    this.#draw();
    if (announced) announce(filled(texts.found, { count: number(this.#found.length) }));
  }

  #draw() {
    const focused = this.#entries.contains(document.activeElement) ? document.activeElement.id : "";
    const entries = this.#found.slice(0, this.#shown).map((conversation) => this.#entry(conversation));
    this.#entries.replaceChildren(...entries);
    this.#more.hidden = this.#found.length <= this.#shown;
    if (focused) document.getElementById(focused)?.focus();
  }

  #entry(conversation) {
    return new Entry(conversation, conversation.id === this.#current, {
      open: (event) => this.#follow(event, conversation.id),
      changed: (problem) => this.#changed(problem, texts.renamed),
      remove: () => this.#deletion.ask(conversation, () => this.#removed(conversation)),
    }).root;
  }

  async #changed(problem, done) {
    if (problem) this.#say(filled(texts.failed, { problem }), problem);
    else await this.load(this.#current);
    announce(problem ? filled(texts.failed, { problem }) : done);
  }

  async #removed({ id }) {
    await this.#changed("", texts.deleted);
    this.#search.focus();
    if (id === this.#current) this.#open("");
  }

  #follow(event, id) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.#open(id);
  }

  #say(text, problem) {
    this.#note.textContent = text;
    this.#note.hidden = !text;
    this.#note.classList.toggle("cw-problem", Boolean(problem));
  }
}

function noteOf(found, wanted) {
  if (found.length) return "";
  return wanted ? texts.unfound : texts.empty;
}

function button(className, text) {
  const made = element("button", className, text);
  made.type = "button";
  return made;
}
