/** Save the chat in session storage. The chat works without it if the browser refuses. */

import type { Exchange } from "./conversation.js";
import type { Site } from "./shapes.js";

/** Format of the saved data. Increase it when the format changes, so that older data is ignored. */
const VERSION = 1;
const MOST = 30;
const TAB = "citewell:tab";

interface Kept {
  site: Site;
  exchanges: Exchange[];
}

export class Keeper {
  readonly #key: string;

  constructor(root: string, site: string) {
    this.#key = `citewell:${VERSION}:${root}:${site}`;
  }

  load(): Kept {
    return JSON.parse(read(this.#key) ?? '{"site":{},"exchanges":[]}');
  }

  /** Save the last exchanges, fewer if the storage is full. */
  save(site: Site, exchanges: readonly Exchange[]): void {
    for (let most = MOST; most; most >>= 1) {
      if (write(this.#key, JSON.stringify({ site, exchanges: exchanges.slice(-most) }))) return;
    }
  }
}

/** Return the random id of this tab: 128 bits as decimal digits. */
export function tab(): string {
  const known = read(TAB);
  if (known) return known;
  const made = crypto.getRandomValues(new BigUint64Array(2)).join("").padEnd(16, "0");
  write(TAB, made);
  return made;
}

function read(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): boolean {
  try {
    sessionStorage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}
