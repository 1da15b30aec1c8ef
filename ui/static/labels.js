/** Give messages plain accessible names; Gradio's names contain the message's HTML. */

import words from "./say.js";

const NAMES = { user: words.question, bot: words.answer };

export function nameMessages(chat) {
  for (const message of chat.querySelectorAll("[data-testid='user'], [data-testid='bot']")) {
    const name = NAMES[message.dataset.testid];
    if (message.getAttribute("aria-label") === name) continue;
    message.setAttribute("role", "group");
    message.setAttribute("aria-label", name);
  }
}
