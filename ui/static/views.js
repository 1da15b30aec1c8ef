/** The views of the page: questions (#ask), the check of a draft (#check), and for administrators the articles
 * (#articles). Gradio draws them all; one is shown. */

const CLASSES = { "#check": "cw-checking", "#articles": "cw-storing" };
const root = document.documentElement;
let wanted = "#ask";
let articles = null; // the scripts of the articles, which most visitors never need

/** A citation's fragment changes nothing of which view is shown. */
function choose(fragment) {
  if (fragment === "#ask" || fragment === "" || fragment in CLASSES) wanted = fragment || "#ask";
  show();
}

/** Whoever is no administrator has no articles to see: they are shown the questions. */
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

/** What Gradio's sanitiser would take away: which view is current. */
function nameLinks(current) {
  for (const link of document.querySelectorAll("#cw-switch .cw-view")) {
    if (link.hash !== current) link.removeAttribute("aria-current");
    else if (!link.hasAttribute("aria-current")) link.setAttribute("aria-current", "page");
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("#cw-switch .cw-view, .cw-welcome a[href='#articles']");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault(); // Gradio's <base> would take "?lang=uk" out of the address
  location.hash = link.hash;
});
window.addEventListener("hashchange", () => choose(location.hash));
new MutationObserver(show).observe(document.body, { childList: true, subtree: true });
choose(location.hash);
