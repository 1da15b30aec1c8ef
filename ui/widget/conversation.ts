/** Questions and answers as immutable values: each event gives a new exchange. Pure. */

import { Problem, type Trouble } from "./problem.js";
import type { Answer, Citation, Claim, Event, Stage, Thumb, Turn } from "./shapes.js";

const MOST_TURNS = 20;
const MOST_CHARACTERS = 20_000;

/** A question and its answer so far. `claims` are by position; `last` is the id of the last event. */
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

/** Return the exchange after one more event. */
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
      const known = exchange.cited.filter(({ n }) => !cited.some((citation) => citation.n === n));
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

/** Return the latest turns, as context for the next question, within the limits of a request. */
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

/** Return the claims in order: those of the complete answer, else those received so far. */
export function claimsOf({ answer, claims }: Exchange): readonly Claim[] {
  return answer ? answer.claims : Object.values(claims); // numeric keys are in order
}

export function citationsOf({ answer, cited }: Exchange): readonly Citation[] {
  return answer ? answer.citations : cited;
}

/** Return the short answer; "" if it only repeats the first claim. */
export function shortAnswer({ short_answer, claims }: Answer): string {
  return short_answer.trim() === claims[0]?.text.trim() ? "" : short_answer;
}

function withClaim(exchange: Exchange, position: number, claim: Claim): Exchange {
  return { ...exchange, claims: { ...exchange.claims, [position]: claim } };
}

function unchecked(text: string): Claim {
  return { text, citations: [], verdict: "unchecked", reasons: [], independent_sources: 0, attribution: "" };
}
