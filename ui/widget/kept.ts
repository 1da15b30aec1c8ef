/** What is kept for as long as the tab is open. A browser may refuse to keep anything: the chat works all the same. */

import type { Exchange } from "./conversation.js";
import type { Site } from "./shapes.js";

/** Of what is kept: a number more where it means something else, so that what an earlier widget kept is let be. */
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

  /** The last exchanges, fewer where the browser has no room for them. */
  save(site: Site, exchanges: readonly Exchange[]): void {
    for (let most = MOST; most; most >>= 1) {
      if (write(this.#key, JSON.stringify({ site, exchanges: exchanges.slice(-most) }))) return;
    }
  }
}

/** A random name of this tab: 128 bits, as digits. */
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
