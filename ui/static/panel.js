/** The panel beside the chat in which an article is read. It stands outside of what Gradio draws, so that an answer that
 * is being written never disturbs it. */

import { articleDetails, articleText, element, originalLink } from "./article.js";

export class Panel {
  #root = element("aside", "cw-panel");
  #title = element("h2", "cw-panel-title");
  #name = element("span", "cw-panel-name");
  #content = element("div", "cw-panel-content");
  #opener = "";
  #request = 0;

  constructor() {
    this.#root.id = "cw-panel";
    this.#root.hidden = true;
    this.#name.setAttribute("aria-hidden", "true"); // the title again, for when it has scrolled away
    this.#title.id = "cw-panel-title";
    this.#title.tabIndex = -1;
    this.#root.setAttribute("aria-labelledby", this.#title.id);
    const close = element("button", "cw-close", "Close");
    close.type = "button";
    close.addEventListener("click", () => this.close());
    const bar = element("div", "cw-panel-bar");
    bar.append(this.#name, close);
    this.#root.append(bar, this.#title, this.#content);
    document.body.append(this.#root);
  }

  get isOpen() {
    return !this.#root.hidden;
  }

  /** Show the cited words; `opener` is the link's fragment, to which the focus goes back. */
  async open(citation, opener) {
    this.#opener = opener;
    this.#request += 1;
    const request = this.#request;
    this.#show("Opening the article", []);
    this.#title.focus({ preventScroll: true });
    const { article, problem } = await fetched(citation);
    if (request !== this.#request) return; // another citation was chosen meanwhile
    if (!article) {
      this.#show("The article cannot be shown", [element("p", "cw-problem", problem)]);
      return;
    }
    const original = originalLink(article);
    const text = articleText(article.text, citation.start, citation.end);
    this.#show(article.title || "Untitled article", [articleDetails(article), ...(original ? [original] : []), text]);
    this.#root.scrollTop = 0;
    text.querySelector("mark")?.scrollIntoView({ block: "center" });
  }

  close() {
    if (!this.isOpen) return;
    this.#request += 1;
    this.#root.hidden = true;
    document.documentElement.classList.remove("cw-reading");
    // The link may have been drawn anew since: it is found by its address.
    const links = [...document.querySelectorAll("#cw-chat a")];
    const opener = links.find((link) => link.hash === this.#opener) ?? document.querySelector("#cw-question textarea");
    opener?.focus({ preventScroll: true });
  }

  #show(title, content) {
    this.#title.textContent = title;
    this.#name.textContent = title;
    this.#content.replaceChildren(...content);
    this.#root.hidden = false;
    document.documentElement.classList.add("cw-reading");
  }
}

async function fetched({ articleId, version }) {
  const query = version ? `?version=${version}` : "";
  try {
    const response = await fetch(`/api/articles/${encodeURIComponent(articleId)}${query}`);
    const body = await response.json();
    return response.ok ? { article: body } : { problem: body.detail ?? "It is not in the store any more." };
  } catch {
    return { problem: "The server does not answer. Try again in a moment." };
  }
}
