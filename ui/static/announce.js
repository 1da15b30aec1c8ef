/** What a screen reader is told, when it has a moment. */

import { element } from "./article.js";

const said = element("div", "cw-unseen");
said.setAttribute("role", "status");
document.body.append(said);

export function announce(text) {
  said.textContent = said.textContent === text ? `${text}\u00a0` : text; // the same words again are news too
}
