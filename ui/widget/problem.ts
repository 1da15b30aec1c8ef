/** Why there is no answer. */

/** `offline`: nobody answers. `busy`: to be asked again in `seconds`. `denied`: the site is not set up for this
 * address. `lost`: the line was lost, and nothing follows. `told`: the server says why. */
export type Kind = "offline" | "busy" | "denied" | "lost" | "told";

export interface Trouble {
  kind: Kind;
  seconds: number;
  detail: string;
}

const BUSY_S = 5;

export class Problem extends Error {
  readonly trouble: Trouble;

  constructor(kind: Kind, detail = "", seconds = 0) {
    super(kind);
    this.trouble = { kind, detail, seconds };
  }

  /** Of a response that is no success. */
  static async of(response: Response): Promise<Problem> {
    if (response.status === 403) return new Problem("denied");
    const { detail = "" } = await response.json().catch(() => ({}));
    if (response.status !== 429) return new Problem("told", String(detail));
    return new Problem("busy", "", Number(response.headers.get("Retry-After")) || BUSY_S);
  }
}

/** As the conversation keeps it. */
export function troubleOf(error: unknown): Trouble {
  return (error instanceof Problem ? error : new Problem("told")).trouble;
}
