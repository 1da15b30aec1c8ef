/** Controls that Gradio lacks: date fields, the Filters button, the button that removes an answer's conditions, and
 * removable chips. */

import { tell } from "./widgets.js";

const DAYS = "#cw-as-of, #cw-since, #cw-until";
const OPEN = "cw-narrowing";
const root = document.documentElement;

/** Use the browser's date fields; their value is an ISO 8601 date, as the server expects. */
function makeDates() {
  for (const day of document.querySelectorAll(DAYS)) {
    const field = day.querySelector("input, textarea");
    if (field && field.type !== "date") field.type = "date";
  }
}

/** Tell screen readers whether the controls are shown. */
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
    document.querySelector("#cw-question textarea")?.focus(); // the chip disappears
  }
});
new MutationObserver(() => {
  makeDates();
  nameButton();
}).observe(document.body, { childList: true, subtree: true });
makeDates();
nameButton();
