/** An article with some words marked, built of text nodes: nothing in an article is ever read as HTML. */

import { unitIndex } from "./offsets.js";
import words, { filled } from "./say.js";

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

export function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

/** What is known of the article: source, authors, dates, where it was published. */
export function articleDetails(article) {
  const list = element("dl", "cw-details");
  const add = (term, value) => {
    if (!value) return;
    const row = element("div");
    row.append(element("dt", "", term), element("dd", "", value));
    list.append(row);
  };
  add(words.source, article.source);
  add(article.authors?.length > 1 ? words.authors : words.author, article.authors?.join(", "));
  add(words.published, day(article.published));
  if (day(article.updated) !== day(article.published)) add(words.updated, day(article.updated));
  return list;
}

/** A link to the original, or null where the address is no plain web address. */
export function originalLink(article) {
  const address = webAddress(article.url);
  if (!address) return null;
  const link = element("a", "cw-original", filled(words.original, { host: address.host }));
  link.href = address.href;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  return link;
}

/** The text in paragraphs, with [start, end) (code points) in `mark` elements. */
export function articleText(text, start, end) {
  const body = element("div", "cw-text");
  const from = unitIndex(text, start);
  const to = unitIndex(text, end);
  for (const paragraph of text.matchAll(/[^\n]+/g)) {
    body.append(markedParagraph(paragraph[0], from - paragraph.index, to - paragraph.index));
  }
  return body;
}

function markedParagraph(text, from, to) {
  const made = element("p");
  const begin = Math.min(Math.max(from, 0), text.length);
  const finish = Math.min(Math.max(to, begin), text.length);
  if (begin > 0) made.append(text.slice(0, begin));
  if (finish > begin) made.append(element("mark", "", text.slice(begin, finish)));
  if (finish < text.length) made.append(text.slice(finish));
  return made;
}

/** The day in the zone that the moment was written in, as the answers write it. */
export function day(moment) {
  return moment ? DAY.format(new Date(`${moment.slice(0, 10)}T00:00:00Z`)) : "";
}

function webAddress(url) {
  try {
    const address = new URL(url);
    return ["http:", "https:"].includes(address.protocol) ? address : null;
  } catch {
    return null;
  }
}
