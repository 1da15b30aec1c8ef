/** Show the word-level changes between two versions of an article. */

import { element } from "./article.js";
import { changesOf } from "./fetched.js";
import words, { day, filled } from "./say.js";

const texts = words.changes;

/** Return the last change of text that led to `version`, null if the text never changed, { problem } on error.
 * `versions` is oldest first; a version may differ from the one before in its URL alone, so earlier ones are tried too. */
export async function lastChange(articleId, versions, version) {
  const position = versions.findIndex((entry) => entry.version === version);
  for (let earlier = position - 1; earlier >= 0; earlier -= 1) {
    const { body, problem } = await changesOf(articleId, versions[earlier].version, version);
    if (!body) return { problem };
    if (differs(body)) return { ...body, since: versions[earlier + 1].since };
  }
  return null;
}

/** Return the change from `version` to the current one, or null. */
export async function changeSince(articleId, versions, version) {
  const { body } = await changesOf(articleId, version, versions.at(-1).version);
  if (!body || !differs(body)) return null;
  return { ...body, until: versions.find((entry) => entry.version === version).until };
}

/** Render a change as text nodes in `ins` and `del`; nothing is parsed as HTML. */
export function changeContent(change) {
  const legend = element("p", "cw-legend", `${filled(texts.since, { day: day(change.since) })} `);
  legend.append(texts.legend);
  const parts = [legend];
  if (change.title_runs.some(isChange)) {
    parts.push(element("h3", "cw-panel-part", texts.headline), runs("p", "cw-diff cw-diff-title", change.title_runs));
    parts.push(element("h3", "cw-panel-part", texts.text));
  }
  parts.push(runs("div", "cw-text cw-diff", change.runs));
  return parts;
}

function runs(name, className, list) {
  const made = element(name, className);
  made.dir = "auto";
  for (const { kind, text } of list) {
    made.append(kind === "equal" ? text : element(kind === "deleted" ? "del" : "ins", "", text));
  }
  return made;
}

const isChange = ({ kind }) => kind !== "equal";
const differs = ({ title_runs, runs }) => title_runs.some(isChange) || runs.some(isChange);
