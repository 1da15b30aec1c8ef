/** The widget's messages. English and Ukrainian are built in; the `messages` attribute adds any language. */

import { en } from "./en.js";
import { uk } from "./uk.js";

/** A text with {placeholders}, or its plural forms if it depends on a count. */
type Text = string | Partial<Record<Intl.LDMLPluralRule, string>>;
export type Words = { [Key in keyof typeof en]: Text };
export type Key = keyof Words;

const BUILT_IN: Record<string, Words> = { en, uk };
const RIGHT_TO_LEFT = /^(ar|ckb|dv|fa|he|ps|sd|ug|ur|yi)\b/;

export class Messages {
  readonly lang: string;
  readonly dir: string;
  readonly #words: Words;

  /** `own` texts override the built-in ones. An unknown `lang` without own texts falls back to English. */
  constructor(lang: string, own: Partial<Words>) {
    const short = lang.toLowerCase().split("-")[0]!;
    const known = BUILT_IN[short];
    this.lang = known || Object.keys(own).length ? lang : "en";
    this.dir = RIGHT_TO_LEFT.test(this.lang) ? "rtl" : "ltr";
    this.#words = { ...en, ...known, ...own };
  }

  say(key: Key, places: Record<string, string | number> = {}): string {
    return this.parts(key, places).join("");
  }

  /** Like `say`, but return the parts, so that a placeholder may hold an element. */
  parts<Place = string>(key: Key, places: Record<string, Place | string>): (Place | string)[] {
    const text = this.#words[key];
    const form = typeof text === "string" ? text : (text[this.#plural(Number(places["count"]))] ?? text.other ?? "");
    return form.split(/\{(\w+)\}/).map((part, index) => (index % 2 ? (places[part] ?? "") : part));
  }

  /** Format a day, "15 November 2022"; "" for an invalid one. */
  day(moment: string | null): string {
    const day = new Date(moment ?? NaN);
    if (isNaN(+day)) return "";
    return new Intl.DateTimeFormat(this.lang, {
      day: "numeric",
      month: "long",
      year: "numeric",
      timeZone: "UTC",
    }).format(day);
  }

  #plural(count: number): Intl.LDMLPluralRule {
    return new Intl.PluralRules(this.lang).select(count);
  }
}

/** Parse a `messages` attribute and skip unknown keys. */
export function ownWords(attribute: string | null): Partial<Words> {
  try {
    const given = Object.entries(JSON.parse(attribute || "{}"));
    return Object.fromEntries(given.filter(([key, text]) => key in en && text));
  } catch {
    console.warn("citewell-chat: messages is not JSON");
    return {};
  }
}
