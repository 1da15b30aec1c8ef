/** What the check of a draft does beyond Gradio; and the focus, which comes back to where reading an article began. */

import "./page.js"; // which makes the panel
import "./views.js";

const READ_FROM = ":is(#cw-check-result, #cw-articles) a[href^='#']";
let focused = null; // what has, or had, the keyboard's focus

/** What Gradio's sanitiser would take away: that the status is to be read out. */
function nameStatus() {
  document.getElementById("cw-check-status")?.setAttribute("role", "status");
}

/** The focus stays where it was when Gradio takes its element away: Check and Stop change places. */
function keepFocus() {
  const gone = focused && !focused.isConnected && focused.matches(".cw-begin, .cw-halt");
  if (!gone || document.activeElement !== document.body) return;
  document.querySelector("#cw-check-actions button")?.focus({ preventScroll: true });
}

/** Reading an article ends where it began: at its link, which may have been drawn anew since. */
function returnFocus(panel) {
  if (!panel.hidden || !opener) return;
  const links = [...document.querySelectorAll(READ_FROM)];
  links.find((link) => link.hash === opener)?.focus({ preventScroll: true }); // nothing, in a view that is not shown
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
