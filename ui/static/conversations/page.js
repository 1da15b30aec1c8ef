/** Conversations on the page: the list, the one in the address, and an interrupted question. */

import "../copy.js";
import { addressed, goTo, nameAddress } from "./address.js";
import { Interrupted } from "./interrupted.js";
import { List } from "./list.js";
import { isBusy, tell } from "../widgets.js";

const STATE = /^cw-kept-in-([A-Za-z0-9]*)$/;
const list = new List(open);
const interrupted = new Interrupted();
let shown = { id: addressed(), turns: "" }; // from the address until Gradio is ready; the list waits for Gradio

/** Show another conversation, "" for a new one. While an answer streams, reload the page: Gradio would otherwise draw the
 * rest of that answer over the other conversation. */
function open(id) {
  if (isBusy()) {
    interrupted.forget();
    location.assign(nameAddress(id));
    return;
  }
  goTo(id);
  tell("cw-wanted", id);
}

/** Update the address and the list when the page shows another conversation. */
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
  if (document.visibilityState === "visible") list.load(shown.id); // another page may have continued it
});
new MutationObserver(() => {
  follow();
  list.nameButton();
  interrupted.look();
}).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["id", "class"] });
follow();
