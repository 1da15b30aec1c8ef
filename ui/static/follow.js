/** Keep the newest question at the top of the view while its answer grows, until the reader scrolls. */

const READER_SCROLLS = ["wheel", "touchmove", "pointerdown", "keydown"];

let seen = 0;
let following = null;

/** Call it once. */
export function watchReader() {
  const stop = () => (following = null);
  for (const name of READER_SCROLLS) window.addEventListener(name, stop, { capture: true, passive: true });
}

/** Call it when the chat has changed. */
export function followQuestion(chat) {
  const questions = chat.querySelectorAll(".cw-question");
  if (questions.length > seen) following = questions.length - 1;
  seen = questions.length;
  if (following !== null) questions[following]?.scrollIntoView({ block: "start" });
}
