/** Switch between the page's views: #ask, #check and, for administrators, #articles. Gradio draws all of them; CSS shows
 * one. */

const CLASSES = { "#check": "cw-checking", "#articles": "cw-storing" };
const root = document.documentElement;
let wanted = "#ask";
let articles = null; // scripts of the articles view, loaded on demand

/** Choose a view by the address's fragment; a citation's fragment changes nothing. */
function choose(fragment) {
  if (fragment === "#ask" || fragment === "" || fragment in CLASSES) wanted = fragment || "#ask";
  show();
}

/** Show the chosen view; without the articles view (for administrators only), show the questions. */
function show() {
  const current = wanted === "#articles" && !document.getElementById("cw-articles") ? "#ask" : wanted;
  const changed = current === "#articles" && !root.classList.contains(CLASSES[current]);
  for (const [view, name] of Object.entries(CLASSES)) {
    if (root.classList.contains(name) !== (view === current)) root.classList.toggle(name);
  }
  nameLinks(current);
  if (changed) articles = import("./articles/view.js");
  if (current === "#articles") articles.then(({ showArticles }) => showArticles(changed));
}

/** Mark the current view's link, which Gradio's sanitiser would undo. */
function nameLinks(current) {
  for (const link of document.querySelectorAll("#cw-switch .cw-view")) {
    if (link.hash !== current) link.removeAttribute("aria-current");
    else if (!link.hasAttribute("aria-current")) link.setAttribute("aria-current", "page");
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("#cw-switch .cw-view, .cw-welcome a[href='#articles']");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault(); // Gradio's <base> would drop "?lang=uk" from the address
  location.hash = link.hash;
});
window.addEventListener("hashchange", () => choose(location.hash));
new MutationObserver(show).observe(document.body, { childList: true, subtree: true });
choose(location.hash);
