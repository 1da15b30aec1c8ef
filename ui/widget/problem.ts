/** The reasons why there is no answer. */

/** `offline`: the server cannot be reached. `busy`: retry after `seconds`. `denied`: the site key does not allow this
 * origin. `lost`: the connection was lost for good. `told`: the server gave a reason, `detail`. */
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

  /** Build the problem of an error response. */
  static async of(response: Response): Promise<Problem> {
    if (response.status === 403) return new Problem("denied");
    const { detail = "" } = await response.json().catch(() => ({}));
    if (response.status !== 429) return new Problem("told", String(detail));
    return new Problem("busy", "", Number(response.headers.get("Retry-After")) || BUSY_S);
  }
}

/** Convert an error to the form that the conversation saves. */
export function troubleOf(error: unknown): Trouble {
  return (error instanceof Problem ? error : new Problem("told")).trouble;
}
