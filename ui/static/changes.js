/** What changed in an article from one version to another, word by word. */

import { element } from "./article.js";
import { changesOf } from "./fetched.js";
import words, { day, filled } from "./say.js";

const said = words.changes;

/** The last change of words that led to `version`: of `versions` (the first of them first), those before it are looked
 * through, since a version may differ in its address alone. Null where its words never changed; { problem } where that
 * cannot be known. */
export async function lastChange(articleId, versions, version) {
  const at = versions.findIndex((one) => one.version === version);
  for (let earlier = at - 1; earlier >= 0; earlier -= 1) {
    const { body, problem } = await changesOf(articleId, versions[earlier].version, version);
    if (!body) return { problem };
    if (differs(body)) return { ...body, since: versions[earlier + 1].since };
  }
  return null;
}

/** What changed from `version` to the one that stands now, or null. */
export async function changeSince(articleId, versions, version) {
  const { body } = await changesOf(articleId, version, versions.at(-1).version);
  if (!body || !differs(body)) return null;
  return { ...body, until: versions.find((one) => one.version === version).until };
}

/** The change as it is read: text nodes in `ins` and `del`, nothing of it as HTML. */
export function changeContent(change) {
  const legend = element("p", "cw-legend", `${filled(said.since, { day: day(change.since) })} `);
  legend.append(said.legend);
  const parts = [legend];
  if (change.title_runs.some(isChange)) {
    parts.push(element("h3", "cw-panel-part", said.headline), runs("p", "cw-diff cw-diff-title", change.title_runs));
    parts.push(element("h3", "cw-panel-part", said.text));
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
