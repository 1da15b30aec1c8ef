/** The controls of the articles view. */

import { element } from "../article.js";

let made = 0;

export function button(className, text) {
  const control = element("button", className, text);
  control.type = "button";
  return control;
}

/** Create the label of a control. */
export function labelled(control, text, className = "") {
  const label = element("label", className, text);
  control.id = `cw-control-${(made += 1)}`;
  label.htmlFor = control.id;
  return label;
}

/** Split `text` and put an element or a text in each {placeholder}. */
export function parts(text, values) {
  return text.split(/\{(\w+)\}/).map((part, at) => (at % 2 ? values[part] : part));
}

/** Isolate the text direction of external text within a line. */
export function isolated(text) {
  return element("bdi", "", text);
}
