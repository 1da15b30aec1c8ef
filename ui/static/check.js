/** The two views of the page: questions, and the check of a draft (#check). Gradio draws both; one is shown. */

import "./page.js"; // which makes the panel

const VIEW = "cw-checking";
const root = document.documentElement;
let focused = null; // what has, or had, the keyboard's focus

/** A citation's fragment changes nothing of which view is shown. */
function showView(fragment) {
  if (fragment === "#check") root.classList.add(VIEW);
  else if (fragment === "#ask" || fragment === "") root.classList.remove(VIEW);
  nameParts();
}

/** What Gradio's sanitiser would take away: which view is current, and that the status is to be read out. */
function nameParts() {
  const current = root.classList.contains(VIEW) ? "#check" : "#ask";
  for (const link of document.querySelectorAll("#cw-switch .cw-view")) {
    if (link.hash !== current) link.removeAttribute("aria-current");
    else if (!link.hasAttribute("aria-current")) link.setAttribute("aria-current", "page");
  }
  document.getElementById("cw-check-status")?.setAttribute("role", "status");
}

/** The focus stays where it was when Gradio takes its element away: Check and Stop change places. */
function keepFocus() {
  const gone = focused && !focused.isConnected && focused.matches(".cw-begin, .cw-halt");
  if (!gone || document.activeElement !== document.body) return;
  document.querySelector("#cw-check-actions button")?.focus({ preventScroll: true });
}

/** Reading a source ends where it began: at the link in the draft, which may have been drawn anew since. */
function returnFocus(panel) {
  if (!panel.hidden || !root.classList.contains(VIEW) || !opener) return;
  const links = [...document.querySelectorAll("#cw-check-result a")];
  links.find((link) => link.hash === opener)?.focus({ preventScroll: true });
}

let opener = "";
document.addEventListener("focusin", ({ target }) => (focused = target));
for (const name of ["pointerdown", "click"]) {
  const note = ({ target }) => (opener = target.closest?.("#cw-check-result a[href^='#']")?.hash ?? opener);
  document.addEventListener(name, note, { capture: true });
}
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("#cw-switch .cw-view");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault(); // Gradio's <base> would take "?lang=uk" out of the address
  location.hash = link.hash;
});
window.addEventListener("hashchange", () => showView(location.hash));
new MutationObserver(() => {
  nameParts();
  keepFocus();
}).observe(document.body, { childList: true, subtree: true });
const panel = document.getElementById("cw-panel");
new MutationObserver(() => returnFocus(panel)).observe(panel, { attributes: true, attributeFilter: ["hidden"] });
showView(location.hash);
