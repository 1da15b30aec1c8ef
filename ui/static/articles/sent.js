/** What is sent to be brought in, and what the server tells of it while it is (docs/articles.md). */

import words from "../say.js";

const said = words.desk;

/** { report } once all is done, else { problem }, which says why it is not. `heard` is given each step. */
export async function sent(address, { body, headers }, signal, heard) {
  let begun = false;
  try {
    const asked = { method: "POST", body, headers: { ...headers, Accept: "text/event-stream" }, signal };
    const response = await fetch(address, asked);
    if (!response.ok) return { problem: await problemOf(response) };
    begun = true;
    for await (const { name, data } of events(response.body)) {
      if (name === "progress") heard(data);
      else if (name === "done") return { report: data };
      else return { problem: data.detail };
    }
    return { problem: said.cut };
  } catch {
    return { problem: begun ? said.cut : said.unanswered };
  }
}

/** What a refusal says; a proxy's may be no JSON. */
export async function problemOf(response) {
  try {
    return (await response.json()).detail ?? said.unanswered;
  } catch {
    return said.unanswered;
  }
}

async function* events(stream) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const blocks = (rest + value).split("\n\n");
    rest = blocks.pop();
    yield* blocks.map(event);
  }
}

function event(block) {
  const field = (name) => block.split("\n").find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
  return { name: field("event"), data: JSON.parse(field("data") ?? "{}") };
}
