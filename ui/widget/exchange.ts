/** A question and its answer in the panel. */

import { actions, type Acting } from "./actions.js";
import { AnswerView } from "./answer.js";
import type { Exchange } from "./conversation.js";
import { apart, button, icon, make, renew } from "./dom.js";
import { ALARM } from "./icons.js";
import type { Messages } from "./messages.js";
import type { Trouble } from "./problem.js";
import type { Stage } from "./shapes.js";

const STAGES = ["searching", "reading", "writing", "checking"] as const;

export class ExchangeView {
  readonly element: HTMLElement;
  readonly #question = make("h3", { class: "question", part: "question", dir: "auto" });
  readonly #answer: AnswerView;
  readonly #state = make("div");
  readonly #actions = make("div");

  constructor(private readonly acting: Acting) {
    this.#answer = new AnswerView(acting.words);
    this.element = make("article", {}, this.#question, this.#answer.element, this.#state, this.#actions);
  }

  show(exchange: Exchange, last: boolean): void {
    const { question, state, stage, answer, trouble } = exchange;
    renew(this.#question, question, () => [question]);
    this.#answer.show(exchange);
    renew(this.#state, [state, stage, trouble, last], () => this.#status(exchange, last));
    const complete = state === "answered" ? answer : null;
    renew(this.#actions, [complete, last], () => (complete ? actions(this.acting, exchange, complete, last) : []));
  }

  #status({ state, stage, trouble }: Exchange, last: boolean): HTMLElement[] {
    const { words, retry } = this.acting;
    if (state === "asking") return [make("p", { class: "stage" }, stageSaid(words, stage))];
    if (state === "answered") return [];
    const again = last ? [button(words.say("again"), { class: "firm" }, retry)] : [];
    if (state === "stopped") return [make("p", { class: "soft" }, words.say("stopped")), ...again];
    const why = trouble ? troubleSaid(words, trouble) : "";
    return [make("div", { class: "trouble" }, icon(ALARM), make("p", {}, apart(why, 1000)), ...again)];
  }
}

export function stageSaid(words: Messages, stage: Stage | null): string {
  if (stage?.name === "reading" && stage.count !== null) return words.say("readingPassages", { count: stage.count });
  return words.say(STAGES.find((name) => name === stage?.name) ?? "starting");
}

/** Return the reason why there is no answer. */
export function troubleSaid(words: Messages, { kind, seconds, detail }: Trouble): string {
  if (kind === "told") return detail || words.say("failed");
  return words.say(kind, { count: seconds });
}
