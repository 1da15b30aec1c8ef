/** Render an article with a highlighted quote from text nodes; its text is never parsed as HTML. */

import { unitIndex } from "./offsets.js";
import words, { day, filled } from "./say.js";

const texts = words.panel;

export function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

/** Render source, authors and dates of an article. */
export function articleDetails(article) {
  const list = element("dl", "cw-details");
  const add = (term, value) => {
    if (!value) return;
    const row = element("div");
    row.append(element("dt", "", term), element("dd", "", value));
    list.append(row);
  };
  add(texts.source, article.source);
  add(article.authors?.length > 1 ? texts.authors : texts.author, article.authors?.join(", "));
  add(texts.published, day(article.published));
  if (day(article.updated) !== day(article.published)) add(texts.updated, day(article.updated));
  return list;
}

/** Return a link to the original; null unless its URL is http(s). */
export function originalLink(article) {
  const address = webAddress(article.url);
  if (!address) return null;
  const link = element("a", "cw-original", filled(texts.original, { host: address.host }));
  link.href = address.href;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  return link;
}

/** Render the text in paragraphs and highlight `start` to `end` (in code points of the article). The text of a `partial`
 * article is a passage that begins at the article's `start`. */
export function articleText(article, { start, end }) {
  const body = element("div", "cw-text");
  const { text } = article;
  const before = article.partial ? article.start : 0;
  const from = unitIndex(text, start - before);
  const to = unitIndex(text, end - before);
  for (const paragraph of text.matchAll(/[^\n]+/g)) {
    body.append(markedParagraph(paragraph[0], from - paragraph.index, to - paragraph.index));
  }
  return body;
}

function markedParagraph(text, from, to) {
  const made = element("p");
  made.dir = "auto";
  const begin = Math.min(Math.max(from, 0), text.length);
  const finish = Math.min(Math.max(to, begin), text.length);
  if (begin > 0) made.append(text.slice(0, begin));
  if (finish > begin) made.append(element("mark", "", text.slice(begin, finish)));
  if (finish < text.length) made.append(text.slice(finish));
  return made;
}

function webAddress(url) {
  try {
    const address = new URL(url);
    return ["http:", "https:"].includes(address.protocol) ? address : null;
  } catch {
    return null;
  }
}
