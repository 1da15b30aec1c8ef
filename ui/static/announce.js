/** Announce a text politely to screen readers. */

import { element } from "./article.js";

const status = element("div", "cw-unseen");
status.setAttribute("role", "status");
document.body.append(status);

export function announce(text) {
  status.textContent = status.textContent === text ? `${text}\u00a0` : text; // a changed text makes repetitions heard
}
