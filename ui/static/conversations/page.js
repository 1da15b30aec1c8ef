/** What the page does for conversations: the list of them, the one in its address, and a question that was cut off. */

import "../copy.js";
import { addressed, goTo, nameAddress } from "./address.js";
import { Interrupted } from "./interrupted.js";
import { List } from "./list.js";
import { isBusy, tell } from "../widgets.js";

const STATE = /^cw-kept-in-([A-Za-z0-9]*)$/;
const list = new List(open);
const interrupted = new Interrupted();
let shown = { id: addressed(), turns: "" }; // until Gradio says otherwise, what the address says; the list waits for it

/** Show another conversation, "" for a new one. While an answer is on its way the page is loaded anew: what Gradio still
 * has to say of that answer would otherwise be drawn over the other conversation. */
function open(id) {
  if (isBusy()) {
    interrupted.forget();
    location.assign(nameAddress(id));
    return;
  }
  goTo(id);
  tell("cw-wanted", id);
}

/** What the page shows has changed: the address and the list follow. */
function follow() {
  const state = document.querySelector("#cw-kept .cw-kept-of");
  if (!state) return;
  list.exists(state.id !== "cw-kept-nothing");
  const id = STATE.exec(state.id)?.[1] ?? "";
  const turns = state.className;
  if (id === shown.id && turns === shown.turns) return;
  if (id !== shown.id) goTo(id, { instead: true });
  shown = { id, turns };
  list.load(id);
}

window.addEventListener("popstate", () => {
  if (addressed() !== shown.id) tell("cw-wanted", addressed());
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") list.load(shown.id); // another page may have gone on
});
new MutationObserver(() => {
  follow();
  list.nameButton();
  interrupted.look();
}).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["id", "class"] });
follow();
