/** Citation links: `#cite-ANSWER-N/VERSION/START/END/ARTICLE/PASSAGE` (ui/serialization/links.py writes them). Saved links
 * of earlier versions have no passage. */

const LINK = /^#cite-(\d+)-(\d+)\/(\d+)\/(\d+)\/(\d+)\/([^/]+)(?:\/(p\d+)?)?$/;
const CHANGES = /^#changes-\d+-\d+\/(\d+)\/(.+)$/;
export const LINKS = 'a[href*="#cite-"], a[href*="#changes-"]';

/** Parse a citation's fragment; null for other fragments. */
export function parseCitation(fragment) {
  const found = LINK.exec(fragment);
  if (!found) return null;
  try {
    return {
      answer: Number(found[1]),
      n: Number(found[2]),
      version: Number(found[3]),
      start: Number(found[4]),
      end: Number(found[5]),
      articleId: decodeURIComponent(found[6]),
      passage: found[7] ?? "",
    };
  } catch {
    return null; // invalid percent encoding
  }
}

/** Return the fragments of all citations of the same answer by number; none if the citation is not on the page. */
export function citationsBeside(fragment) {
  const answer = parseCitation(fragment)?.answer;
  const found = new Map();
  for (const { hash } of document.querySelectorAll(LINKS)) {
    const citation = parseCitation(hash);
    if (citation && citation.answer === answer && !found.has(citation.n)) found.set(citation.n, hash);
  }
  const fragments = [...found].sort(([one], [other]) => one - other).map(([, hash]) => hash);
  return fragments.includes(fragment) ? fragments : [];
}

/** Parse the fragment of a link to changes, `#changes-ANSWER-N/VERSION/ARTICLE`; null for other fragments. */
export function parseChanges(fragment) {
  const found = CHANGES.exec(fragment);
  if (!found) return null;
  try {
    return { version: Number(found[1]), articleId: decodeURIComponent(found[2]) };
  } catch {
    return null;
  }
}

/** Return the link to a citation or to changes that contains the event's target, or null. */
export function citationLink(event) {
  const link = event.target instanceof Element ? event.target.closest(LINKS) : null;
  return link && (parseCitation(link.hash) || parseChanges(link.hash)) ? link : null;
}
