/** The question box. */

import { button, icon, make } from "./dom.js";
import { SEND, STOP } from "./icons.js";
import type { Messages } from "./messages.js";

const MOST_ROWS = 5;

export class Composer {
  readonly element: HTMLFormElement;
  readonly box: HTMLTextAreaElement;
  readonly #send: HTMLButtonElement;
  #asking = false;

  /** `ask` receives a question; `stop` stops the streaming answer. */
  constructor(
    private readonly words: Messages,
    private readonly ask: (question: string) => void,
    private readonly stop: () => void,
  ) {
    this.box = make("textarea", {
      rows: "1",
      maxlength: "8000",
      part: "input",
      "aria-label": words.say("box"),
      placeholder: words.say("title"),
    });
    this.#send = button("", { class: "send", part: "send" }, () => (this.#asking ? this.stop() : this.#submit()));
    this.element = make("form", { class: "composer" }, make("div", { class: "field" }, this.box, this.#send));
    this.element.addEventListener("submit", (event) => event.preventDefault());
    this.box.addEventListener("keydown", (event) => this.#key(event));
    this.box.addEventListener("input", () => this.#grow());
    this.show(false);
  }

  /** While an answer streams, the send button stops it. It stays the same element to keep the focus. */
  show(asking: boolean): void {
    if (asking === this.#asking && this.#send.childElementCount) return;
    this.#asking = asking;
    const name = this.words.say(asking ? "stop" : "send");
    this.#send.setAttribute("aria-label", name);
    this.#send.title = name;
    this.#send.replaceChildren(icon(asking ? STOP : SEND));
  }

  #key(event: KeyboardEvent): void {
    const composing = event.isComposing || event.keyCode === 229; // 229: Safari's Enter at the end of a composition
    if (event.key !== "Enter" || event.shiftKey || composing) return;
    event.preventDefault();
    if (!this.#asking) this.#submit();
  }

  #submit(): void {
    const question = this.box.value.trim();
    if (!question) return this.box.focus();
    this.box.value = "";
    this.#grow();
    this.ask(question);
  }

  #grow(): void {
    this.box.rows = Math.min(MOST_ROWS, this.box.value.split("\n").length);
  }
}
