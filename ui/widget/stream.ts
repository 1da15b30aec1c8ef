/** Stream an answer as server-sent events over fetch: EventSource cannot post or send headers. */

import { Problem } from "./problem.js";
import type { Server } from "./server.js";
import type { Event, Turn } from "./shapes.js";

/** Milliseconds before each attempt to reconnect. */
const WAITS = [300, 1000, 2000, 4000, 8000];

/** An event with its id, "STREAM:NUMBER". */
export type StreamEvent = Event & { id: string };

/** Where to start: with a question, or after the last received event. */
export type Start = { question: string; history: Turn[] } | { last: string };

/** Yield all events of an answer and reconnect as needed.
 *
 * Throws a Problem if the end cannot be reached.
 */
export async function* events(server: Server, start: Start, signal: AbortSignal): AsyncGenerator<StreamEvent> {
  let last = "last" in start ? start.last : "";
  let response = "last" in start ? null : await server.ask(start.question, start.history, signal);
  for (let tries = 0; ; tries++) {
    try {
      response ??= await resumed(server, last, signal);
      for await (const event of parsed(response)) {
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

async function resumed(server: Server, last: string, signal: AbortSignal): Promise<Response> {
  const response = await server.goOn(last.slice(0, last.lastIndexOf(":")), last, signal);
  if (!response) throw new Problem("lost");
  return response;
}

/** Parse the events of a response; Citewell writes an event's data on one line. */
async function* parsed(response: Response): AsyncGenerator<StreamEvent> {
  let id = "";
  let name = "";
  let data = "";
  for await (const line of lines(response)) {
    if (!line) {
      if (data) yield { id, name, data: JSON.parse(data) } as StreamEvent;
      name = data = "";
      continue;
    }
    const [field, value = ""] = line.split(/: ?(.*)/s);
    if (field === "id") id = value;
    else if (field === "event") name = value;
    else if (field === "data") data = value;
  }
}

/** Yield complete lines; text after the last line end waits for more. */
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
