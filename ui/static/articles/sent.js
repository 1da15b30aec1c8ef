/** Send files or URLs for import and read the server's progress events (docs/articles.md). */

import words from "../say.js";

const texts = words.desk;

/** Return { report } when the import is complete, else { problem } with the reason. `heard` receives each step. */
export async function sent(address, { body, headers }, signal, heard) {
  let started = false;
  try {
    const asked = { method: "POST", body, headers: { ...headers, Accept: "text/event-stream" }, signal };
    const response = await fetch(address, asked);
    if (!response.ok) return { problem: await problemOf(response) };
    started = true;
    for await (const { name, data } of events(response.body)) {
      if (name === "progress") heard(data);
      else if (name === "done") return { report: data };
      else return { problem: data.detail };
    }
    return { problem: texts.cut };
  } catch {
    return { problem: started ? texts.cut : texts.unanswered };
  }
}

/** Return the error of a response; a proxy's may not be JSON. */
export async function problemOf(response) {
  try {
    return (await response.json()).detail ?? texts.unanswered;
  } catch {
    return texts.unanswered;
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
