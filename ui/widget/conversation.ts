/** What was asked and answered, as values. Pure: each event gives a new exchange. */

import { Problem, type Trouble } from "./problem.js";
import type { Answer, Citation, Claim, Event, Stage, Thumb, Turn } from "./shapes.js";

const MOST_TURNS = 20;
const MOST_CHARACTERS = 20_000;

/** A question and what came of it. `claims` are by their position; `last` is the id of the last event. */
export interface Exchange {
  readonly question: string;
  readonly state: "asking" | "answered" | "stopped" | "failed";
  readonly stage: Stage | null;
  readonly standalone: string;
  readonly claims: Readonly<Record<number, Claim>>;
  readonly cited: readonly Citation[];
  readonly answer: Answer | null;
  readonly trouble: Trouble | null;
  readonly thumb: Thumb;
  readonly last: string;
}

export function asked(question: string): Exchange {
  return {
    question,
    state: "asking",
    stage: null,
    standalone: "",
    claims: {},
    cited: [],
    answer: null,
    trouble: null,
    thumb: "none",
    last: "",
  };
}

/** The exchange, one event later. */
export function after(exchange: Exchange, event: Event): Exchange {
  switch (event.name) {
    case "stage":
      return { ...exchange, stage: event.data };
    case "standalone_question":
      return { ...exchange, standalone: event.data.text };
    case "claim_delta": {
      const { position, text } = event.data;
      return withClaim(exchange, position, unchecked((exchange.claims[position]?.text ?? "") + text));
    }
    case "claim": {
      const { position, cited, ...claim } = event.data;
      const known = exchange.cited.filter(({ n }) => !cited.some((one) => one.n === n));
      return { ...withClaim(exchange, position, claim), cited: [...known, ...cited] };
    }
    case "answer":
      return { ...exchange, answer: event.data, standalone: event.data.standalone_question };
    case "done":
      return { ...exchange, state: exchange.answer ? "answered" : "stopped" };
    case "error":
      return failed(exchange, new Problem("told", event.data.detail).trouble);
    default:
      return exchange;
  }
}

export function failed(exchange: Exchange, trouble: Trouble): Exchange {
  return exchange.answer ? { ...exchange, state: "answered" } : { ...exchange, state: "failed", trouble };
}

/** What was said before, for the question to be understood by: the last of it, within what a request may hold. */
export function history(exchanges: readonly Exchange[]): Turn[] {
  const turns: Turn[] = [];
  let left = MOST_CHARACTERS;
  for (const { question, answer } of [...exchanges].reverse()) {
    if (!answer) continue;
    const said = answer.answer || answer.notices.map(({ text }) => text).join(" ") || answer.status;
    left -= question.length + said.length;
    if (left < 0 || turns.length >= MOST_TURNS) break;
    turns.unshift({ role: "user", text: question }, { role: "assistant", text: said });
  }
  return turns;
}

/** The claims in their order: those of the whole answer, else what is there of them. */
export function claimsOf({ answer, claims }: Exchange): readonly Claim[] {
  return answer ? answer.claims : Object.values(claims); // numeric keys come in order
}

export function citationsOf({ answer, cited }: Exchange): readonly Citation[] {
  return answer ? answer.citations : cited;
}

/** "" where it would only say the first claim again. */
export function shortAnswer({ short_answer, claims }: Answer): string {
  return short_answer.trim() === claims[0]?.text.trim() ? "" : short_answer;
}

function withClaim(exchange: Exchange, position: number, claim: Claim): Exchange {
  return { ...exchange, claims: { ...exchange.claims, [position]: claim } };
}

function unchecked(text: string): Claim {
  return { text, citations: [], verdict: "unchecked", reasons: [], independent_sources: 0, attribution: "" };
}
