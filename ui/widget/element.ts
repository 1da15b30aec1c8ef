/** The element `<citewell-chat>`: read its attributes and assemble the chat. */

import { bubble } from "./bubble.js";
import { make } from "./dom.js";
import { Keeper, tab } from "./kept.js";
import { Messages, ownWords } from "./messages.js";
import { Panel } from "./panel.js";
import { rootOf, Server } from "./server.js";
import { Talk } from "./talk.js";
import { themeRules } from "./theme.js";
import styles from "./styles/widget.css";

/** Distance below the viewport at which an inline chat is created. */
const NEAR = "300px";
/** Events that stay inside, so that typing triggers no keyboard shortcuts of the page. */
const TYPED = ["keydown", "keypress", "keyup"];

export class CitewellChat extends HTMLElement {
  static readonly observedAttributes = ["site", "mode", "server", "lang", "dir", "position", "accent", "greeting", "messages"];
  static #base: CSSStyleSheet | undefined;
  readonly #theme = new CSSStyleSheet();
  readonly #root: ShadowRoot;
  #undo: (() => void)[] = [];

  constructor() {
    super();
    if (!CitewellChat.#base) {
      CitewellChat.#base = new CSSStyleSheet();
      CitewellChat.#base.replaceSync(styles);
    }
    this.#root = this.attachShadow({ mode: "open" });
    this.#root.adoptedStyleSheets = [CitewellChat.#base, this.#theme];
  }

  connectedCallback(): void {
    const words = this.#words();
    const root = make("div", { class: "root", lang: words.lang, dir: this.getAttribute("dir") || words.dir });
    const status = make("div", { role: "status", class: "unseen" });
    let panel: Panel | undefined;
    const changed = () => {
      this.#paint(root, talk);
      panel?.show();
    };
    const say = (told: string) => (status.textContent = told);
    const talk = this.#talk(words, changed, say);
    /** Create the panel when it first shows. Until then there are no requests and no chat to draw. */
    const opened = (into: HTMLElement, close: (() => void) | null) => {
      panel = new Panel({ words, talk, say, close, greeting: this.getAttribute("greeting") ?? "" });
      into.append(...panel.elements, status);
      talk.begin();
      return panel;
    };
    for (const name of TYPED) root.addEventListener(name, (event) => event.stopPropagation());
    this.#paint(root, talk);
    this.#root.replaceChildren(root);
    if (["inline", "page"].includes(this.getAttribute("mode") ?? "")) {
      root.classList.add("standing");
      this.#undo.push(whenNear(this, () => opened(root, null).toNewest()));
    } else bubble(root, words, opened);
    const keep = () => talk.keep();
    window.addEventListener("pagehide", keep);
    this.#undo.push(
      () => window.removeEventListener("pagehide", keep),
      () => talk.leave(),
    );
  }

  disconnectedCallback(): void {
    for (const undo of this.#undo.splice(0)) undo();
  }

  attributeChangedCallback(_name: string, before: string | null, now: string | null): void {
    if (!this.isConnected || before === now || !this.#undo.length) return;
    this.disconnectedCallback();
    this.connectedCallback();
  }

  #words(): Messages {
    const around = this.closest("[lang]")?.getAttribute("lang"); // the element's own first
    return new Messages(around || navigator.language, ownWords(this.getAttribute("messages")));
  }

  #talk(words: Messages, changed: () => void, say: (told: string) => void): Talk {
    const root = rootOf(this.getAttribute("server") || import.meta.url);
    const site = this.getAttribute("site") ?? "";
    return new Talk(new Server(root, site, tab(), words.lang), new Keeper(root, site), words, { changed, say });
  }

  /** Apply the site's colour and corner. */
  #paint(root: HTMLElement, { site }: Talk): void {
    const position = this.getAttribute("position") || site.theme?.position || (root.dir === "rtl" && "left");
    root.classList.toggle("left", position === "left");
    const rules = themeRules(this.getAttribute("accent") || site.theme?.accent);
    if (rules !== this.#rules) this.#theme.replaceSync((this.#rules = rules));
  }

  #rules = "";
}

/** Call back once when the element comes near the viewport; return a function that stops watching. */
function whenNear(element: Element, seen: () => void): () => void {
  const watching = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      watching.disconnect();
      seen();
    },
    { rootMargin: NEAR },
  );
  watching.observe(element);
  return () => watching.disconnect();
}
