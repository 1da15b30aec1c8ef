/** The check of a draft beyond Gradio, and the focus, which returns to the link that opened an article. */

import "./page.js"; // creates the panel
import "./views.js";

const READ_FROM = ":is(#cw-check-result, #cw-articles) a[href^='#']";
let focused = null; // the element with the keyboard focus, possibly removed since

/** Set the role of the status, which Gradio's sanitiser would remove. */
function nameStatus() {
  document.getElementById("cw-check-status")?.setAttribute("role", "status");
}

/** Keep the focus when Gradio swaps the buttons Check and Stop. */
function keepFocus() {
  const removed = focused && !focused.isConnected && focused.matches(".cw-begin, .cw-halt");
  if (!removed || document.activeElement !== document.body) return;
  document.querySelector("#cw-check-actions button")?.focus({ preventScroll: true });
}

/** Return the focus to the link that opened the article; Gradio may have drawn it anew. */
function returnFocus(panel) {
  if (!panel.hidden || !opener) return;
  const links = [...document.querySelectorAll(READ_FROM)];
  links.find((link) => link.hash === opener)?.focus({ preventScroll: true }); // no effect in a hidden view
}

let opener = "";
document.addEventListener("focusin", ({ target }) => (focused = target));
for (const name of ["pointerdown", "click"]) {
  const note = ({ target }) => (opener = target.closest?.(READ_FROM)?.hash ?? opener);
  document.addEventListener(name, note, { capture: true });
}
new MutationObserver(() => {
  nameStatus();
  keepFocus();
}).observe(document.body, { childList: true, subtree: true });
const panel = document.getElementById("cw-panel");
new MutationObserver(() => returnFocus(panel)).observe(panel, { attributes: true, attributeFilter: ["hidden"] });
nameStatus();
