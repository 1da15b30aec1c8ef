/** The button in the corner of a page and its dialog. */

import { button, icon, make } from "./dom.js";
import { ASK } from "./icons.js";
import type { Messages } from "./messages.js";
import type { Panel } from "./panel.js";

type Opened = (into: HTMLElement, close: () => void) => Panel;

/** Create the button and a native dialog (top layer, trapped focus, closed by Escape). `opened` fills the dialog. */
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

/** Close the dialog on a click on its backdrop: the panel fills the dialog, so the dialog itself is then the target. A drag
 * that starts inside, as in selecting text, does not close it. */
function closeOnBackdrop(dialog: HTMLDialogElement): void {
  let outside = false;
  dialog.addEventListener("pointerdown", ({ target }) => (outside = target === dialog));
  dialog.addEventListener("click", ({ target }) => outside && target === dialog && dialog.close());
}
