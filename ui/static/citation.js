/** Citation links: `#cite-ANSWER-N/VERSION/START/END/ARTICLE` (written by ui/page/links.py). */

const LINK = /^#cite-(\d+)-(\d+)\/(\d+)\/(\d+)\/(\d+)\/(.+)$/;

/** The span that a link's fragment names, or null where it is no citation. */
export function parseCitation(fragment) {
  const found = LINK.exec(fragment);
  if (!found) return null;
  try {
    return {
      n: Number(found[2]),
      version: Number(found[3]),
      start: Number(found[4]),
      end: Number(found[5]),
      articleId: decodeURIComponent(found[6]),
    };
  } catch {
    return null; // a broken percent sign
  }
}

/** The citation link that an event happened in, or null. */
export function citationLink(event) {
  const link = event.target instanceof Element ? event.target.closest('a[href*="#cite-"]') : null;
  return link && parseCitation(link.hash) ? link : null;
}
