/** Citewell on a paper's page: `<script type="module" src="https://HOST/widget.js" data-site="KEY"></script>`.
 *
 * Defines `<citewell-chat>`. A tag with a `data-site` also puts one at the end of the page; its other `data-`
 * attributes become the element's.
 */

import { CitewellChat } from "./element.js";
import { rootOf } from "./server.js";

const NAME = "citewell-chat";

if (!customElements.get(NAME)) customElements.define(NAME, CitewellChat); // a page may hold the script of two servers
if (document.readyState === "loading")
  document.addEventListener("DOMContentLoaded", place); // the tag is `async`
else place();

function place(): void {
  for (const tag of tagsOf(import.meta.url)) document.body.append(chatOf(tag));
}

/** The tags of this very script that name a site, each once: a module has no `document.currentScript`. */
function tagsOf(address: string): HTMLScriptElement[] {
  const tags = document.querySelectorAll<HTMLScriptElement>('script[data-site][src*="/widget.js"]');
  const sites = new Set<string>();
  return [...tags].filter((tag) => {
    const site = tag.dataset["site"]!;
    return tag.src === address && !sites.has(site) && sites.add(site);
  });
}

function chatOf({ dataset }: HTMLScriptElement): HTMLElement {
  const chat = document.createElement(NAME);
  chat.setAttribute("server", rootOf(import.meta.url));
  for (const [name, value] of Object.entries(dataset)) chat.setAttribute(name, value ?? "");
  return chat;
}
