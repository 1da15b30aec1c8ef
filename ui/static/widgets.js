/** Use Gradio's components from the page's own scripts. */

export const box = () => document.querySelector("#cw-question textarea");

/** Whether an answer is streaming. */
export function isBusy() {
  return document.querySelector("#cw-question .stop-button") !== null;
}

/** Enter `text` in the hidden field `id` and press Enter, which triggers its Gradio event. */
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
