/** Controls, as the articles' view has them. */

import { element } from "../article.js";

let made = 0;

export function button(className, text) {
  const control = element("button", className, text);
  control.type = "button";
  return control;
}

/** The label of a control. */
export function labelled(control, text, className = "") {
  const label = element("label", className, text);
  control.id = `cw-control-${(made += 1)}`;
  label.htmlFor = control.id;
  return label;
}

/** The parts of `text`, an element or a text in each {place}. */
export function parts(text, values) {
  return text.split(/\{(\w+)\}/).map((part, at) => (at % 2 ? values[part] : part));
}

/** Words of others within a line of ours: their direction ends where they end. */
export function isolated(text) {
  return element("bdi", "", text);
}
