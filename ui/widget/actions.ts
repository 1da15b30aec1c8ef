/** The actions on an answer: copy, feedback, regenerate. */

import { copied, plainText } from "./copy.js";
import type { Exchange } from "./conversation.js";
import { button, icon, make, pictured } from "./dom.js";
import { COPY, THUMB } from "./icons.js";
import type { Messages } from "./messages.js";
import type { Answer, Thumb } from "./shapes.js";

const TOLD_MS = 2000;

/** What the actions need: `say` announces to screen readers, `rate` resolves when the server has saved the feedback. */
export interface Acting {
  words: Messages;
  say(told: string): void;
  retry(): void;
  rate(exchange: Exchange, thumb: Thumb, reason: string): Promise<void>;
}

export function actions(acting: Acting, exchange: Exchange, answer: Answer, last: boolean): HTMLElement[] {
  const { words } = acting;
  const line = make("div", { class: "actions" });
  const below = make("div");
  if (answer.claims.length) line.append(copyButton(acting, exchange, answer));
  if (answer.answer_id) line.append(...thumbs(acting, exchange, below));
  if (last) line.append(button(words.say("retry"), { class: "quiet" }, acting.retry));
  return [line, below];
}

function copyButton({ words, say }: Acting, exchange: Exchange, answer: Answer): HTMLElement {
  const label = make("span", {}, words.say("copy"));
  const made = button("", { class: "quiet" }, async () => {
    const result = words.say((await copied(plainText(words, exchange, answer))) ? "copied" : "uncopied");
    label.textContent = result;
    say(result);
    setTimeout(() => (label.textContent = words.say("copy")), TOLD_MS);
  });
  made.append(icon(COPY), label);
  return made;
}

function thumbs(acting: Acting, exchange: Exchange, below: HTMLElement): HTMLElement[] {
  let pressed = exchange.thumb;
  const made = (["up", "down"] as const).map((thumb) => {
    return pictured(acting.words.say(thumb), THUMB, { class: `quiet ${thumb}` }, () => press(thumb));
  });
  const show = () =>
    made.forEach((control, index) => control.setAttribute("aria-pressed", String(pressed === ["up", "down"][index])));
  const press = async (thumb: Thumb) => {
    const before = pressed;
    pressed = thumb === before ? "none" : thumb;
    show();
    below.replaceChildren(...(pressed === "down" ? [reasonForm(acting, exchange, below)] : []));
    try {
      await acting.rate(exchange, pressed, "");
    } catch {
      pressed = before;
      show();
      tell(acting, below, "unkept");
    }
  };
  show();
  return made;
}

function reasonForm(acting: Acting, exchange: Exchange, below: HTMLElement): HTMLElement {
  const { words } = acting;
  const box = make("textarea", { rows: "2", maxlength: "1000" });
  const form = make(
    "form",
    { class: "reason" },
    make("label", {}, words.say("why"), box),
    make("button", { class: "firm" }, words.say("save")),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      await acting.rate(exchange, "down", box.value.trim());
      tell(acting, below, "thanks");
    } catch {
      form.after(make("p", { class: "soft" }, words.say("unkept")));
    }
  });
  return form;
}

function tell({ words, say }: Acting, below: HTMLElement, key: "thanks" | "unkept"): void {
  below.replaceChildren(make("p", { class: "soft" }, words.say(key)));
  say(words.say(key));
}
