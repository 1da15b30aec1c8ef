/** Citewell on a site's page: `<script type="module" src="https://HOST/widget.js" data-site="KEY"></script>`.
 *
 * Define `<citewell-chat>`. A script tag with `data-site` also adds one at the end of the page and passes on its other
 * `data-` attributes.
 */

import { CitewellChat } from "./element.js";
import { rootOf } from "./server.js";

const NAME = "citewell-chat";

if (!customElements.get(NAME)) customElements.define(NAME, CitewellChat); // a page may have the scripts of two servers
if (document.readyState === "loading")
  document.addEventListener("DOMContentLoaded", place); // the tag is `async`
else place();

function place(): void {
  for (const tag of tagsOf(import.meta.url)) document.body.append(chatOf(tag));
}

/** Return this script's tags, one per site: a module has no `document.currentScript`. */
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
