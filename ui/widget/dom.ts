/** Elements, made of text alone: nothing that others wrote is ever read as HTML. */

type Attributes = Record<string, string | boolean>;

const SVG = "http://www.w3.org/2000/svg";

/** An element; `true` sets an attribute without a value, `false` and "" leave it out. */
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

/** A picture of one path in a square of 24, drawn in the colour of the text around it. */
export function icon(path: string): Element {
  const picture = document.createElementNS(SVG, "svg");
  const drawn = document.createElementNS(SVG, "path");
  drawn.setAttribute("d", path);
  picture.setAttribute("viewBox", "0 0 24 24");
  picture.setAttribute("aria-hidden", "true");
  picture.append(drawn);
  return picture;
}

/** A button that is a picture; its name is said, and shown to who points at it. */
export function pictured(name: string, path: string, attributes: Attributes, pressed: () => void): HTMLButtonElement {
  const made = button("", { "aria-label": name, title: name, ...attributes }, pressed);
  made.append(icon(path));
  return made;
}

/** What others wrote, in the middle of a line: it turns nothing round that stands beside it. */
export function apart(text: string, longest = 300): HTMLElement {
  return make("bdi", {}, cut(text, longest));
}

export function cut(text: string, longest = 300): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** `parent` with a new content, but only where `key` says that it has changed: what a reader has opened or focused
 * stays. */
export function renew(parent: Element, key: unknown, content: () => (Node | string)[]): void {
  const now = JSON.stringify([key]);
  if (shown.get(parent) === now) return;
  shown.set(parent, now);
  parent.replaceChildren(...content());
}

const shown = new WeakMap<Element, string>();
