/** The chat beyond Gradio: citations open their article beside it. */

import { wireCharts } from "./chart.js";
import { citationLink, parseChanges, parseCitation } from "./citation.js";
import { followQuestion, watchReader } from "./follow.js";
import { nameMessages } from "./labels.js";
import { Panel } from "./panel.js";
import { stepOf } from "./steps.js";

const panel = new Panel();

/** Open a link; `link` is any object whose `hash` is the link's fragment. */
function openLink(link) {
  const citation = parseCitation(link.hash);
  if (citation) panel.open(citation, link.hash);
  else panel.openChanges(parseChanges(link.hash), link.hash);
}

const wantsNewTab = (event) => event.ctrlKey || event.metaKey || event.shiftKey;

// A streaming message is redrawn at each word, which loses clicks: a mouse or pen opens on pointerdown. A touch may be the
// start of scrolling, so it waits for the click.
document.addEventListener("pointerdown", (event) => {
  const link = event.button === 0 && event.pointerType !== "touch" ? citationLink(event) : null;
  if (!link || wantsNewTab(event)) return;
  event.preventDefault();
  openLink(link);
});

document.addEventListener(
  "click",
  (event) => {
    const link = citationLink(event);
    if (!link || wantsNewTab(event)) return;
    event.preventDefault();
    const pressed = event.detail !== 0 && event.pointerType !== "touch"; // pointerdown has opened it
    if (!pressed) openLink(link);
  },
  { capture: true },
);

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.target.closest?.("dialog")) return;
  if (event.key === "Escape") panel.close();
  const by = stepOf(event);
  if (by) panel.step(by);
});

watchReader();
new MutationObserver((changes) => {
  const chat = document.getElementById("cw-chat");
  if (!chat || !changes.some(({ target }) => chat.contains(target) || target.contains(chat))) return;
  nameMessages(chat);
  panel.markOpener();
  followQuestion(chat);
  wireCharts(chat, openLink);
}).observe(document.body, { childList: true, subtree: true, characterData: true });
if (parseCitation(location.hash) || parseChanges(location.hash)) openLink(location); // opened in a new tab
