/** The fields of the API that the widget reads (docs/api.md). */

export type Verdict = "supported" | "contradicted" | "unsupported" | "unchecked";

export interface Claim {
  text: string;
  citations: number[];
  verdict: Verdict;
  reasons: string[];
  independent_sources: number;
  attribution: string;
}

export interface Citation {
  n: number;
  title: string;
  source: string;
  url: string | null;
  published: string | null;
  quote: string;
  also_in: string[];
  dates: { text: string; date: string }[];
  corrected: string | null;
  agency: string;
}

export interface Conflict {
  quantity: string;
  value: string;
  published: string | null;
  source: string;
  attribution: string;
  kind: "update" | "disagreement" | "scope";
  scope: string;
  independent_sources: number;
  citations: number[];
}

export interface Notice {
  kind: string;
  text: string;
}

export interface Answer {
  answer_id?: string;
  question: string;
  standalone_question: string;
  status: "answered" | "partial" | "not_found";
  short_answer: string;
  answer: string;
  claims: Claim[];
  citations: Citation[];
  related: Citation[];
  conflicts: Conflict[];
  notices: Notice[];
}

export interface Stage {
  name: string;
  count: number | null;
}

/** An event of a streaming answer; unknown events are ignored. */
export type Event =
  | { name: "start"; data: { stream: string } }
  | { name: "stage"; data: Stage }
  | { name: "standalone_question"; data: { text: string } }
  | { name: "claim_delta"; data: { position: number; text: string } }
  | { name: "claim"; data: Claim & { position: number; cited: Citation[] } }
  | { name: "answer"; data: Answer }
  | { name: "done"; data: { stopped: boolean } }
  | { name: "error"; data: { status: number; detail: string } };

/** The settings of a site. */
export interface Site {
  name?: string;
  greeting?: string;
  questions?: string[];
  theme?: { accent?: string; position?: string };
}

export interface Turn {
  role: "user" | "assistant";
  text: string;
}

export type Thumb = "up" | "down" | "none";
