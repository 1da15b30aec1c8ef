/** The button at the corner of a page, and the dialog that it opens. */

import { button, icon, make } from "./dom.js";
import { ASK } from "./icons.js";
import type { Messages } from "./messages.js";
import type { Panel } from "./panel.js";

type Opened = (into: HTMLElement, close: () => void) => Panel;

/** The dialog is a native one: in the top layer, the focus kept inside, closed by Escape. `opened` fills it. */
export function bubble(root: HTMLElement, words: Messages, opened: Opened): void {
  const dialog = make("dialog", { part: "panel", "aria-label": words.say("title") });
  let panel: Panel | undefined;
  const opener = button(
    "",
    { class: "bubble", part: "bubble", "aria-label": words.say("title"), "aria-haspopup": "dialog" },
    () => {
      if (dialog.open) return;
      panel ??= opened(dialog, () => dialog.close());
      dialog.showModal();
      panel.toNewest();
      panel.focus();
    },
  );
  opener.append(icon(ASK), make("span", {}, words.say("open")));
  closeOnBackdrop(dialog);
  dialog.addEventListener("close", () => opener.focus());
  root.append(opener, dialog);
}

/** The panel's parts fill the dialog: a click on the dialog itself is one on its backdrop. What began inside (to mark a
 * text, say) closes nothing. */
function closeOnBackdrop(dialog: HTMLDialogElement): void {
  let outside = false;
  dialog.addEventListener("pointerdown", ({ target }) => (outside = target === dialog));
  dialog.addEventListener("click", ({ target }) => outside && target === dialog && dialog.close());
}
