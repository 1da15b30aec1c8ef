/** Load articles and their changes from the API: { body } or { problem }, the reason. */

import { at } from "./root.js";
import words from "./say.js";

/** Load an article. Readers without access to whole articles get `passage` alone. */
export function articleOf(articleId, version, passage = "") {
  const asked = new URLSearchParams();
  if (version) asked.set("version", version);
  if (passage) asked.set("passage", passage);
  return fetched(articleId, `?${asked}`);
}

export function changesOf(articleId, from, to) {
  return fetched(articleId, `/changes?from=${from}&to=${to}`);
}

async function fetched(articleId, rest) {
  try {
    const response = await fetch(at(`api/articles/${encodeURIComponent(articleId)}${rest}`));
    const body = await response.json();
    return response.ok ? { body } : { problem: body.detail ?? words.panel.gone };
  } catch {
    return { problem: words.panel.unanswered };
  }
}
