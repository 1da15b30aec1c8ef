/** Create elements from text alone; external text is never parsed as HTML. */

type Attributes = Record<string, string | boolean>;

const SVG = "http://www.w3.org/2000/svg";

/** Create an element; `true` sets an attribute without a value, `false` and "" omit it. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

export function button(label: string, attributes: Attributes, pressed: () => void): HTMLButtonElement {
  const made = make("button", { type: "button", ...attributes }, label);
  made.addEventListener("click", pressed);
  return made;
}

/** Create an icon from a path in a 24 by 24 view box, in the colour of the text. */
export function icon(path: string): Element {
  const picture = document.createElementNS(SVG, "svg");
  const drawn = document.createElementNS(SVG, "path");
  drawn.setAttribute("d", path);
  picture.setAttribute("viewBox", "0 0 24 24");
  picture.setAttribute("aria-hidden", "true");
  picture.append(drawn);
  return picture;
}

/** Create an icon button with an accessible name and a tooltip. */
export function pictured(name: string, path: string, attributes: Attributes, pressed: () => void): HTMLButtonElement {
  const made = button("", { "aria-label": name, title: name, ...attributes }, pressed);
  made.append(icon(path));
  return made;
}

/** Isolate the text direction of external text within a line. */
export function apart(text: string, longest = 300): HTMLElement {
  return make("bdi", {}, cut(text, longest));
}

export function cut(text: string, longest = 300): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** Replace the content of `parent` only if `key` has changed, so that opened and focused elements stay. */
export function renew(parent: Element, key: unknown, content: () => (Node | string)[]): void {
  const now = JSON.stringify([key]);
  if (shown.get(parent) === now) return;
  shown.set(parent, now);
  parent.replaceChildren(...content());
}

const shown = new WeakMap<Element, string>();
