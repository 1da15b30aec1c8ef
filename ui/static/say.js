/** The page's words (ui/page/messages.py). */

import words from "./words.js";

export default words;

/** `text` with each {name} filled in. */
export function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
