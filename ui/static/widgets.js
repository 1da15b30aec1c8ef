/** Gradio's widgets, used from our own scripts. */

export const box = () => document.querySelector("#cw-question textarea");

/** Whether an answer is on its way. */
export function isBusy() {
  return document.querySelector("#cw-question .stop-button") !== null;
}

/** Gradio hears of what is typed, and Enter: `text` is typed into a field that is out of sight. */
export function tell(id, text) {
  const field = document.querySelector(`#${id} :is(input, textarea)`);
  if (!field) return;
  type(field, text);
  field.dispatchEvent(new KeyboardEvent("keypress", { key: "Enter", bubbles: true }));
}

export function type(field, text) {
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
