/** Citation links: `#cite-ANSWER-N/VERSION/START/END/ARTICLE/PASSAGE` (written by ui/serialization/links.py). Those of earlier
 * pages, which people may have kept, name no passage. */

const LINK = /^#cite-(\d+)-(\d+)\/(\d+)\/(\d+)\/(\d+)\/([^/]+)(?:\/(p\d+)?)?$/;
const CHANGES = /^#changes-\d+-\d+\/(\d+)\/(.+)$/;
export const LINKS = 'a[href*="#cite-"], a[href*="#changes-"]';

/** The span that a link's fragment names, or null where it is no citation. */
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
    return null; // a broken percent sign
  }
}

/** The fragments of all citations of the answer that this one is of, by their numbers; none where it is on no page. */
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

/** The version whose changes a link's fragment names (`#changes-ANSWER-N/VERSION/ARTICLE`), or null. */
export function parseChanges(fragment) {
  const found = CHANGES.exec(fragment);
  if (!found) return null;
  try {
    return { version: Number(found[1]), articleId: decodeURIComponent(found[2]) };
  } catch {
    return null;
  }
}

/** The link to a citation or to changes that an event happened in, or null. */
export function citationLink(event) {
  const link = event.target instanceof Element ? event.target.closest(LINKS) : null;
  return link && (parseCitation(link.hash) || parseChanges(link.hash)) ? link : null;
}
