/** What Gradio has no widget for: fields for days, the controls of what is searched behind a button, the button in an
 * answer that lifts its conditions, and chips that remove one. */

import { tell } from "./widgets.js";

const DAYS = "#cw-as-of, #cw-since, #cw-until";
const OPEN = "cw-narrowing";
const root = document.documentElement;

/** The browser's own field for dates; what it holds is a day as ISO 8601 writes it, as the server reads it. */
function makeDates() {
  for (const day of document.querySelectorAll(DAYS)) {
    const field = day.querySelector("input, textarea");
    if (field && field.type !== "date") field.type = "date";
  }
}

/** Says of the button whether the controls are shown. */
function nameButton() {
  const button = document.getElementById("cw-narrow");
  if (!button) return;
  button.setAttribute("aria-expanded", String(root.classList.contains(OPEN)));
  button.setAttribute("aria-controls", "cw-filters");
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("#cw-narrow, .cw-lift, .cw-unset");
  if (!button) return;
  if (button.id === "cw-narrow") {
    root.classList.toggle(OPEN);
    nameButton();
  } else if (button.matches(".cw-lift")) {
    tell("cw-lift", button.id.replace("cw-lift-", ""));
  } else {
    tell("cw-unset", button.id.replace("cw-unset-", ""));
    document.querySelector("#cw-question textarea")?.focus(); // the chip is about to go
  }
});
new MutationObserver(() => {
  makeDates();
  nameButton();
}).observe(document.body, { childList: true, subtree: true });
makeDates();
nameButton();
