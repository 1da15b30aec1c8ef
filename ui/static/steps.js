/** Step through an answer's citations: two buttons, the position, and keyboard shortcuts. */

import { element } from "./article.js";
import { citationsBeside } from "./citation.js";
import words, { filled } from "./say.js";

const KEYS = { j: 1, "]": 1, k: -1, "[": -1 };
const PLACES = { KeyJ: 1, BracketRight: 1, KeyK: -1, BracketLeft: -1 };
const TYPING = "input, textarea, select, [contenteditable]";

/** Return 1 or -1 for the key of the next or previous citation, else 0. On non-Latin keyboards the key's position
 * counts. */
export function stepOf(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(TYPING)) return 0;
  return (event.key > "\x7f" ? PLACES[event.code] : KEYS[event.key.toLowerCase()]) ?? 0;
}

export class Steps {
  root = element("div", "cw-steps");
  help = element("p", "cw-keys", filled(words.panel.keys, { next: "J", previous: "K", close: "Esc" }));
  #previous = step("cw-previous", words.panel.previous, "k");
  #place = element("span", "cw-place");
  #next = step("cw-next", words.panel.next, "j");
  #beside = [];
  #at = -1;
  #open;

  /** `open` shows the citation of a link's fragment. */
  constructor(open) {
    this.#open = open;
    this.#previous.addEventListener("click", () => this.go(-1));
    this.#next.addEventListener("click", () => this.go(1));
    this.root.append(this.#previous, this.#place, this.#next);
  }

  /** Show the position of a citation among those of its answer; hide the controls for a single one. */
  show(fragment) {
    this.#beside = citationsBeside(fragment);
    this.#at = this.#beside.indexOf(fragment);
    const count = this.#beside.length;
    this.root.hidden = this.help.hidden = count < 2;
    this.#place.textContent = filled(words.panel.place, { number: this.#at + 1, count });
    // A disabled button would lose the focus.
    this.#previous.setAttribute("aria-disabled", String(this.#at <= 0));
    this.#next.setAttribute("aria-disabled", String(this.#at === count - 1));
  }

  go(by) {
    const fragment = this.#beside[this.#at + by];
    if (fragment) this.#open(fragment);
  }
}

function step(className, name, key) {
  const made = element("button", `cw-step ${className}`);
  made.type = "button";
  made.title = name;
  made.setAttribute("aria-label", name);
  made.setAttribute("aria-keyshortcuts", key);
  return made;
}
