/** The widget's own words: English and Ukrainian are built in, any language by the `messages` attribute. */

import { en } from "./en.js";
import { uk } from "./uk.js";

/** A text with {places}; one that depends on a count has a form for each plural of its language. */
type Text = string | Partial<Record<Intl.LDMLPluralRule, string>>;
export type Words = { [Key in keyof typeof en]: Text };
export type Key = keyof Words;

const BUILT_IN: Record<string, Words> = { en, uk };
const RIGHT_TO_LEFT = /^(ar|ckb|dv|fa|he|ps|sd|ug|ur|yi)\b/;

export class Messages {
  readonly lang: string;
  readonly dir: string;
  readonly #words: Words;

  /** English where `lang` is neither built in nor given. `own`: texts that go before the built-in ones. */
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

  /** As `say`, with the places apart, so that an element may stand in one. */
  parts<Place = string>(key: Key, places: Record<string, Place | string>): (Place | string)[] {
    const text = this.#words[key];
    const form = typeof text === "string" ? text : (text[this.#plural(Number(places["count"]))] ?? text.other ?? "");
    return form.split(/\{(\w+)\}/).map((part, at) => (at % 2 ? (places[part] ?? "") : part));
  }

  /** "15 November 2022"; "" of what is no day. */
  day(moment: string | null): string {
    const at = new Date(moment ?? NaN);
    if (isNaN(+at)) return "";
    return new Intl.DateTimeFormat(this.lang, {
      day: "numeric",
      month: "long",
      year: "numeric",
      timeZone: "UTC",
    }).format(at);
  }

  #plural(count: number): Intl.LDMLPluralRule {
    return new Intl.PluralRules(this.lang).select(count);
  }
}

/** The texts of a `messages` attribute; what is no text is passed over. */
export function ownWords(attribute: string | null): Partial<Words> {
  try {
    const given = Object.entries(JSON.parse(attribute || "{}"));
    return Object.fromEntries(given.filter(([key, text]) => key in en && text));
  } catch {
    console.warn("citewell-chat: messages is no JSON");
    return {};
  }
}
