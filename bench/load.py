"""Compare many simultaneous conversations over HTTP with one after another: `python -m bench.load`.

The server runs in its own process over a store of generated articles. Passage vectors are sums of word hashes (see
`bench.scale`); the model embeds the questions. Prints one JSON object that includes the machine.
"""

import argparse
import asyncio
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

import httpx

from bench.corpus import articles, questions
from bench.figure import Figure, times
from bench.machine import machine
from bench.scale import QuickEmbedder
from index.ingest.ingestion import ingest
from index.store import StoreConfig, open_store

PASSAGES = 10_000
AT_ONCE = 50
ROUNDS = 2
LONG_RUN = 2_000
SETTLED = 500
"""Questions after which memory should stop growing."""
PATIENCE_S = 600.0


@dataclass(frozen=True, slots=True)
class Heard:
    """The response to one question: status, seconds to first event and to the end, Answer."""

    question: str
    status: int
    first_s: float
    whole_s: float
    answer: dict[str, Any]
    retry_after: str = ""

    @property
    def comparable(self) -> dict[str, Any]:
        """Return the answer without ids and timings, which vary between runs."""
        return {name: value for name, value in self.answer.items() if name not in ("answer_id", "timings_ms")}


def main() -> None:
    """Measure load, memory and a full queue, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", type=Path, help="store to keep and reuse; filled if empty")
    parser.add_argument("--long", type=int, default=LONG_RUN, help="questions in the memory test; 0 skips it")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = arguments.store or Path(folder)
        _fill(store)
        with _served(store) as server:
            found = {"at once": asyncio.run(_at_once(server)), "memory": asyncio.run(_memory(server, arguments.long))}
        with _served(store, CITEWELL_MAX_ANSWERS="4", CITEWELL_MAX_WAITING="4") as server:
            found["beyond the queue"] = asyncio.run(_beyond(server))
    print(json.dumps({"machine": machine(), "figures": found}, indent=1))


@dataclass(frozen=True, slots=True)
class Server:
    """A process that serves the store."""

    url: str
    pid: int

    @property
    def memory_mb(self) -> float:
        """Resident memory in megabytes."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1e3

    @property
    def processor_s(self) -> float:
        """Processor seconds used so far, on all cores."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def _served(store: Path, **more: str) -> Iterator[Server]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CITEWELL_", "OPENAI_"))}
    environment = {**kept, "CITEWELL_STORE": str(store), **more}
    command = [sys.executable, "-m", "ui.cli", "serve", "--port", "0"]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
    assert process.stderr
    try:
        line = next(line for line in process.stderr if "answers at" in line)
        yield Server(line.split("answers at ")[1].split()[0].rstrip("/"), process.pid)
    finally:
        process.terminate()
        process.communicate(timeout=60)


def _fill(folder: Path) -> None:
    store = open_store(StoreConfig(folder), QuickEmbedder)
    with store.view() as view:
        empty = not view.counts().passages
    if empty:
        for _ in ingest(store, articles(PASSAGES)):
            pass
    store.close()


async def _at_once(server: Server) -> Figure:
    """Ask the same questions one by one and all at once, alternately, so that other load affects both alike."""
    asked = questions(AT_ONCE)
    alone_s = together_s = alone_cpu = together_cpu = 0.0
    first: list[float] = []
    failed = mixed = 0
    async with _client(server) as client:
        await _one_by_one(client, asked[:10])
        for _ in range(ROUNDS):
            begun, used = perf_counter(), server.processor_s
            alone = await _one_by_one(client, asked)
            alone_s, alone_cpu = alone_s + perf_counter() - begun, alone_cpu + server.processor_s - used
            begun, used = perf_counter(), server.processor_s
            together = await _all_at_once(client, asked)
            together_s, together_cpu = together_s + perf_counter() - begun, together_cpu + server.processor_s - used
            first += [one.first_s * 1000 for one in together]
            failed += sum(one.status != httpx.codes.OK or not one.answer for one in (*alone, *together))
            mixed += sum(one.comparable != other.comparable for one, other in zip(alone, together, strict=True))
    count = AT_ONCE * ROUNDS
    return {
        "conversations": AT_ONCE,
        "one after another, a second": count / alone_s,
        "at once, a second": count / together_s,
        "throughput": alone_s / together_s,
        "processor seconds of a question, one after another": alone_cpu / count,
        "processor seconds of a question, at once": together_cpu / count,
        "errors": failed,
        "mixed up": mixed,
        **{f"first event ms, {name}": value for name, value in times(first).items()},
    }


async def _memory(server: Server, count: int) -> Figure:
    """Measure memory after `count` questions, eight at a time, against memory after SETTLED."""
    if not count:
        return {}
    asked = questions(count, seed=99)
    async with _client(server) as client:
        for low in range(0, SETTLED, 8):
            await _all_at_once(client, asked[low : min(low + 8, SETTLED)])
        settled = server.memory_mb
        for low in range(SETTLED, count, 8):
            await _all_at_once(client, asked[low : low + 8])
    last = server.memory_mb
    return {"questions": count, f"mb after {SETTLED}": settled, "mb at the end": last, "growth": last / settled - 1}


async def _beyond(server: Server) -> Figure:
    """Ask more questions at once than the server answers and queues."""
    async with _client(server) as client:
        heard = await _all_at_once(client, questions(AT_ONCE))
    refused = [one for one in heard if one.status == httpx.codes.TOO_MANY_REQUESTS]
    waited = times([one.whole_s * 1000 for one in refused])
    return {
        "asked": len(heard),
        "answered": sum(bool(one.answer) for one in heard),
        "refused with Retry-After": sum(bool(one.retry_after) for one in refused),
        **{f"refused after ms, {name}": value for name, value in waited.items()},
    }


def _client(server: Server) -> httpx.AsyncClient:
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=0)
    return httpx.AsyncClient(base_url=server.url, timeout=PATIENCE_S, trust_env=False, limits=limits)


async def _one_by_one(client: httpx.AsyncClient, asked: Sequence[str]) -> list[Heard]:
    return [await _hear(client, question) for question in asked]


async def _all_at_once(client: httpx.AsyncClient, asked: Sequence[str]) -> list[Heard]:
    return list(await asyncio.gather(*(_hear(client, question) for question in asked)))


async def _hear(client: httpx.AsyncClient, question: str) -> Heard:
    begun, first, answer, name = perf_counter(), 0.0, {}, ""
    async with client.stream("POST", "/api/chat", json={"question": question}) as response:
        async for line in response.aiter_lines():
            field, _, value = line.partition(": ")
            first = first or perf_counter() - begun
            name = value if field == "event" else name
            if field == "data" and name == "answer":
                answer = json.loads(value)
    if answer and answer["question"] != question:
        raise AssertionError(f"asked {question!r}, but the answer is to {answer['question']!r}")
    whole = perf_counter() - begun
    return Heard(question, response.status_code, first, whole, answer, response.headers.get("retry-after", ""))


if __name__ == "__main__":
    main()
