/** The chat: header, log and question box. */

import type { Acting } from "./actions.js";
import { Composer } from "./composer.js";
import { apart, button, icon, make, pictured, renew } from "./dom.js";
import { ExchangeView, troubleSaid } from "./exchange.js";
import { ALARM, CLOSE, FRESH } from "./icons.js";
import type { Messages } from "./messages.js";
import type { Talk } from "./talk.js";

/** Events after which the log no longer follows the newest answer. */
const READER_SCROLLS = ["wheel", "touchmove", "pointerdown", "keydown"];
/** Pixels above the newest question. */
const ABOVE = 16;

export interface PanelOptions {
  words: Messages;
  talk: Talk;
  say(told: string): void;
  /** The element's greeting; "" for the site's or the widget's own. */
  greeting: string;
  /** Closes the panel; null if it cannot be closed. */
  close: (() => void) | null;
}

export class Panel {
  readonly elements: HTMLElement[];
  readonly #title = make("h2", { part: "title", tabindex: "-1" });
  readonly #fresh: HTMLButtonElement;
  readonly #opening = make("div");
  readonly #list = make("div");
  readonly #log: HTMLElement;
  readonly #composer: Composer;
  readonly #views: ExchangeView[] = [];
  readonly #acting: Acting;
  #following = false;

  constructor(private readonly options: PanelOptions) {
    const { words, talk, say, close } = options;
    this.#acting = { words, say, retry: () => this.#again(), rate: (...given) => talk.rate(...given) };
    this.#fresh = pictured(words.say("fresh"), FRESH, { class: "bare" }, () => this.#forget());
    const header = make("header", { part: "header" }, this.#title, this.#fresh);
    if (close) header.append(pictured(words.say("close"), CLOSE, { class: "bare" }, close));
    this.#log = make(
      "section",
      { class: "log", tabindex: "0", "aria-label": words.say("log") },
      this.#opening,
      this.#list,
    );
    for (const name of READER_SCROLLS)
      this.#log.addEventListener(name, () => (this.#following = false), { passive: true });
    this.#composer = new Composer(
      words,
      (question) => this.#ask(question),
      () => talk.stop(),
    );
    this.elements = [header, this.#log, this.#composer.element];
    this.show();
  }

  /** Draw the conversation. */
  show(): void {
    const { words, talk } = this.options;
    const { exchanges, site } = talk;
    renew(this.#title, site.name, () => [site.name ? apart(site.name, 80) : words.say("title")]);
    this.#fresh.hidden = exchanges.length === 0;
    renew(this.#opening, [site, talk.trouble, exchanges.length === 0], () => this.#open(exchanges.length === 0));
    for (const view of this.#views.splice(exchanges.length)) view.element.remove();
    exchanges.forEach((exchange, position) => {
      const view = (this.#views[position] ??= this.#added());
      view.show(exchange, position === exchanges.length - 1);
    });
    this.#composer.show(talk.asking);
    if (this.#following) this.toNewest();
  }

  /** Focus the box; on touch screens the title, because the keyboard would hide the chat. */
  focus(): void {
    (matchMedia("(pointer: coarse)").matches ? this.#title : this.#composer.box).focus();
  }

  /** Scroll the newest question to the top of the log; the page around it does not scroll. */
  toNewest(): void {
    const newest = this.#views.at(-1)?.element;
    if (newest) this.#log.scrollTop = newest.offsetTop - ABOVE;
  }

  #added(): ExchangeView {
    const view = new ExchangeView(this.#acting);
    this.#list.append(view.element);
    return view;
  }

  #open(empty: boolean): HTMLElement[] {
    const { words, talk, greeting } = this.options;
    const lines: HTMLElement[] = [];
    if (talk.trouble?.kind === "denied") {
      lines.push(make("div", { class: "trouble" }, icon(ALARM), make("p", {}, troubleSaid(words, talk.trouble))));
    }
    if (!empty) return lines;
    const own = greeting || talk.site.greeting;
    lines.push(make("p", { class: "greeting", dir: own ? "auto" : "" }, own || words.say("greeting")));
    const questions = talk.site.questions ?? [];
    if (!questions.length) return lines;
    const listed = questions.map((question) =>
      make(
        "li",
        {},
        button(question, { class: "suggestion", dir: "auto" }, () => this.#ask(question)),
      ),
    );
    return [...lines, make("p", { class: "soft" }, words.say("suggestions")), make("ul", {}, ...listed)];
  }

  #ask(question: string): void {
    this.#following = true;
    this.options.talk.ask(question);
    this.#composer.box.focus({ preventScroll: true });
  }

  #again(): void {
    this.#following = true;
    this.options.talk.retry();
    this.#composer.box.focus({ preventScroll: true });
  }

  #forget(): void {
    this.options.talk.forget();
    this.#composer.box.focus();
  }
}
