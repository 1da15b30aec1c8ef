/** Articles and their changes, from the API: { body } or { problem }, which says why there is none. */

import words from "./say.js";

export function articleOf(articleId, version) {
  return fetched(articleId, version ? `?version=${version}` : "");
}

export function changesOf(articleId, from, to) {
  return fetched(articleId, `/changes?from=${from}&to=${to}`);
}

async function fetched(articleId, rest) {
  try {
    const response = await fetch(`/api/articles/${encodeURIComponent(articleId)}${rest}`);
    const body = await response.json();
    return response.ok ? { body } : { problem: body.detail ?? words.gone };
  } catch {
    return { problem: words.unanswered };
  }
}
