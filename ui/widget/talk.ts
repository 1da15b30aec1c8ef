/** The running conversation: ask, receive events, save. */

import { after, asked, failed, history, shortAnswer, type Exchange } from "./conversation.js";
import { headline } from "./answer.js";
import { troubleSaid } from "./exchange.js";
import type { Keeper } from "./kept.js";
import type { Messages } from "./messages.js";
import { Problem, troubleOf, type Trouble } from "./problem.js";
import type { Server } from "./server.js";
import type { Answer, Event, Site, Thumb } from "./shapes.js";
import { events, type Start } from "./stream.js";

/** The view of the conversation: `changed` redraws it, `say` announces a text to screen readers. */
export interface Audience {
  changed(): void;
  say(told: string): void;
}

export class Talk {
  exchanges: readonly Exchange[];
  site: Site;
  /** Why the site's settings could not be loaded. */
  trouble: Trouble | null = null;
  #hearing: AbortController | null = null;
  #frame = 0;

  constructor(
    private readonly server: Server,
    private readonly keeper: Keeper,
    private readonly words: Messages,
    private readonly audience: Audience,
  ) {
    ({ exchanges: this.exchanges, site: this.site } = keeper.load());
  }

  get asking(): boolean {
    return this.exchanges.at(-1)?.state === "asking";
  }

  /** Load the site's settings and resume an answer that a reload interrupted. Call it once, when the panel first shows. */
  begin(): void {
    const cut = this.exchanges.at(-1);
    if (cut?.state === "asking" && cut.last) this.#hear({ last: cut.last });
    else if (cut?.state === "asking") this.#become(failed(cut, troubleOf(new Problem("lost"))));
    this.server.site().then(
      (site) => {
        this.site = site;
        this.keep();
        this.audience.changed();
      },
      (error) => {
        this.trouble = troubleOf(error);
        this.audience.changed();
      },
    );
  }

  ask(question: string): void {
    if (this.asking) return;
    const start = { question, history: history(this.exchanges) };
    this.exchanges = [...this.exchanges, asked(question)];
    this.audience.say(this.words.say("searching"));
    this.#hear(start);
  }

  /** Replace the last answer with a new one. */
  retry(): void {
    const last = this.exchanges.at(-1);
    if (!last || this.asking) return;
    this.exchanges = this.exchanges.slice(0, -1);
    this.ask(last.question);
  }

  /** Stop the answer and keep the part that is there. */
  stop(): void {
    const last = this.exchanges.at(-1);
    if (last?.state !== "asking") return;
    this.leave();
    if (last.last) this.server.stop(last.last.slice(0, last.last.lastIndexOf(":")));
    this.#become({ ...last, state: last.answer ? "answered" : "stopped" });
    this.audience.say(this.words.say("stopped"));
  }

  forget(): void {
    this.stop();
    this.exchanges = [];
    this.keep();
    this.audience.changed();
  }

  async rate(exchange: Exchange, thumb: Thumb, reason: string): Promise<void> {
    const id = exchange.answer!.answer_id!;
    await this.server.rate(id, thumb, reason);
    this.exchanges = this.exchanges.map((one) => (one.answer?.answer_id === id ? { ...one, thumb } : one));
    this.keep();
  }

  /** Disconnect; the server continues the answer, which can be resumed. */
  leave(): void {
    this.#hearing?.abort();
    this.#hearing = null;
    this.keep();
  }

  async #hear(start: Start): Promise<void> {
    const hearing = (this.#hearing = new AbortController());
    this.audience.changed();
    try {
      for await (const event of events(this.server, start, hearing.signal)) {
        if (hearing.signal.aborted) return;
        this.#take(event, event.id);
      }
    } catch (error) {
      if (hearing.signal.aborted) return;
      this.#become(failed(this.exchanges.at(-1)!, troubleOf(error)));
    }
    this.#sayEnd(this.exchanges.at(-1)!);
  }

  #take(event: Event, id: string): void {
    const now = { ...after(this.exchanges.at(-1)!, event), last: id };
    if (event.name !== "claim_delta") return this.#become(now);
    // Words come fast: draw them at the next frame, and save them with the next event
    this.exchanges = [...this.exchanges.slice(0, -1), now];
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.audience.changed();
    });
  }

  #become(now: Exchange): void {
    this.exchanges = [...this.exchanges.slice(0, -1), now];
    this.keep();
    this.audience.changed();
  }

  #sayEnd({ answer, state, trouble }: Exchange): void {
    if (answer) this.audience.say(`${this.words.say("ready")} ${this.#gist(answer)}`);
    else if (trouble) this.audience.say(troubleSaid(this.words, trouble));
    else if (state === "stopped") this.audience.say(this.words.say("stopped"));
  }

  #gist(answer: Answer): string {
    return answer.status === "not_found"
      ? this.words.say(headline(answer))
      : shortAnswer(answer) || answer.short_answer;
  }

  /** Save the conversation in session storage. */
  keep(): void {
    this.keeper.save(this.site, this.exchanges);
  }
}
