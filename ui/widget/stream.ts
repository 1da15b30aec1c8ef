/** An answer on its way: server-sent events over fetch (EventSource can neither post nor send headers). */

import { Problem } from "./problem.js";
import type { Server } from "./server.js";
import type { Event, Turn } from "./shapes.js";

/** Milliseconds before a lost line is taken up again, as often as there are numbers. */
const WAITS = [300, 1000, 2000, 4000, 8000];

/** An event with its id, "STREAM:NUMBER". */
export type Told = Event & { id: string };

/** Where an answer begins: with a question, or after an event that was already heard. */
export type Start = { question: string; history: Turn[] } | { last: string };

/** The events up to the last one, over as many connections as it takes.
 *
 * Throws a Problem where it cannot be heard to its end.
 */
export async function* heard(server: Server, start: Start, signal: AbortSignal): AsyncGenerator<Told> {
  let last = "last" in start ? start.last : "";
  let response = "last" in start ? null : await server.ask(start.question, start.history, signal);
  for (let tries = 0; ; tries++) {
    try {
      response ??= await again(server, last, signal);
      for await (const event of told(response)) {
        last = event.id || last;
        tries = 0;
        yield event;
        if (event.name === "done" || event.name === "error") return;
      }
    } catch (error) {
      if (signal.aborted || !(error instanceof TypeError || (error as Problem).trouble?.kind === "offline")) throw error;
    }
    response = null;
    const wait = WAITS[tries];
    if (!last || wait === undefined) throw new Problem("lost");
    await new Promise((resolve) => setTimeout(resolve, wait));
    signal.throwIfAborted();
  }
}

async function again(server: Server, last: string, signal: AbortSignal): Promise<Response> {
  const response = await server.goOn(last.slice(0, last.lastIndexOf(":")), last, signal);
  if (!response) throw new Problem("lost");
  return response;
}

/** As Citewell writes them: an event's data stands on one line. */
async function* told(response: Response): AsyncGenerator<Told> {
  let id = "";
  let name = "";
  let data = "";
  for await (const line of lines(response)) {
    if (!line) {
      if (data) yield { id, name, data: JSON.parse(data) } as Told;
      name = data = "";
      continue;
    }
    const [field, value = ""] = line.split(/: ?(.*)/s);
    if (field === "id") id = value;
    else if (field === "event") name = value;
    else if (field === "data") data = value;
  }
}

/** What comes after the last line end is no line yet. */
async function* lines(response: Response): AsyncGenerator<string> {
  const reader = response.body!.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, any>).getReader();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const [...parts] = (rest + value).split("\n");
      rest = parts.pop()!;
      yield* parts;
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}
