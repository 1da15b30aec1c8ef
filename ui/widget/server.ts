/** Requests to Citewell. They carry no cookie and no secret: the server checks the page's origin. */

import { Problem } from "./problem.js";
import type { Site, Thumb, Turn } from "./shapes.js";

const ENDED = [204, 404];

export class Server {
  readonly #root: string;
  readonly #script: string;
  readonly #headers: Record<string, string>;
  #heard = false;

  /** `tab` identifies this reader's answers; the server's fixed sentences are in `language`. */
  constructor(root: string, site: string, tab: string, language: string) {
    this.#root = `${root}/api/sites/${encodeURIComponent(site)}`;
    this.#script = `${root}/widget.js`;
    this.#headers = { "X-Citewell-Tab": tab, "Accept-Language": language };
  }

  async site(): Promise<Site> {
    return (await this.#call("")).json();
  }

  /** Ask a question; the response streams the events of the answer. */
  ask(question: string, history: Turn[], signal: AbortSignal): Promise<Response> {
    const body = JSON.stringify({ question, history, today: today() });
    return this.#call("/chat", { method: "POST", headers: { "Content-Type": "application/json" }, body, signal });
  }

  /** Resume a stream after the event `last`; null if it is gone. */
  async goOn(stream: string, last: string, signal: AbortSignal): Promise<Response | null> {
    const response = await this.#send(chat(stream), { headers: { "Last-Event-ID": last }, signal });
    if (ENDED.includes(response.status)) return null;
    return succeeded(response);
  }

  /** Stop an answer. A failure does not matter: an answer without listeners ends by itself. */
  stop(stream: string): void {
    this.#send(chat(stream), { method: "DELETE", keepalive: true }).catch(() => {});
  }

  async rate(answer_id: string, verdict: Thumb, reason: string): Promise<void> {
    const body = JSON.stringify({ answer_id, verdict, reason });
    await this.#call("/feedback", { method: "POST", headers: { "Content-Type": "application/json" }, body });
  }

  async #call(path: string, options: RequestInit = {}): Promise<Response> {
    return succeeded(await this.#send(path, options));
  }

  async #send(path: string, options: RequestInit): Promise<Response> {
    const headers = { ...options.headers, ...this.#headers };
    try {
      const response = await fetch(this.#root + path, { ...options, headers, credentials: "omit" });
      this.#heard = true;
      return response;
    } catch (error) {
      if (options.signal?.aborted) throw error;
      throw new Problem(!this.#heard && (await this.#isReached()) ? "denied" : "offline");
    }
  }

  /** Return whether the server responds at all: any page may load the script, and a browser hides why a request failed. */
  async #isReached(): Promise<boolean> {
    try {
      await fetch(this.#script, { cache: "no-store" });
    } catch {
      return false;
    }
    console.warn("citewell-chat: no such site key for", location.origin);
    return true;
  }
}

/** Return the server's origin and base path without a trailing slash. */
export function rootOf(address: string): string {
  const { origin, pathname } = new URL(address);
  return origin + pathname.replace(/(\/widget\.js|\/+)$/, "");
}

function chat(stream: string): string {
  return `/chat/${encodeURIComponent(stream)}`;
}

async function succeeded(response: Response): Promise<Response> {
  if (response.ok) return response;
  throw await Problem.of(response);
}

/** Return today in the reader's time zone, the base of "yesterday". */
function today(): string {
  const now = new Date();
  now.setMinutes(now.getMinutes() - now.getTimezoneOffset());
  return now.toISOString().slice(0, 10);
}
