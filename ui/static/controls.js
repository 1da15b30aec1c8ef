/** What Gradio has no widget for: a field for a day, and the button in an answer that lifts its window. */

const LIFT = /^cw-lift-(\d+)$/;

/** The browser's own field for dates; what it holds is a day as ISO 8601 writes it, as the server reads it. */
function makeDate() {
  const field = document.querySelector("#cw-as-of :is(input, textarea)");
  if (field && field.type !== "date") field.type = "date";
}

/** Gradio hears of what is typed, and Enter: the number of the answer is typed into its field out of sight. */
function lift(number) {
  const field = document.querySelector("#cw-lift :is(input, textarea)");
  if (!field) return;
  field.value = number;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new KeyboardEvent("keypress", { key: "Enter", bubbles: true }));
}

document.addEventListener("click", ({ target }) => {
  const found = LIFT.exec(target.closest?.(".cw-lift")?.id ?? "");
  if (found) lift(found[1]);
});
new MutationObserver(makeDate).observe(document.body, { childList: true, subtree: true });
makeDate();
