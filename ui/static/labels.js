/** Gradio names each message by its source, which would be read out as HTML: each gets a plain name instead. */

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
