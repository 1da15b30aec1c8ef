"""A stream resumes after a lost connection, for its visitor alone, and ends if nobody listens."""

import asyncio
import threading
from collections.abc import Iterator

import httpx
import pytest

from index.errors import NotFoundError
from index.store import Store
from tests.openai_server.scripts import Script
from tests.ui.written import Written, events_of, written
from ui.api import sse_streams as told_in
from ui.api.sse_streams import NamedEvents, Stream, Streams
from ui.limits.middleware import Limits

pytestmark = pytest.mark.slow

QUESTION = "how many missiles were intercepted"
RIGHT = "Seventy of the missiles were intercepted, Ukraine's air force said [1]."


@pytest.fixture(scope="module")
def app(examples: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Written]:
    """The application with a language model; an unheard answer ends at once, and at most two run."""
    folder = tmp_path_factory.mktemp("streams")
    with written(examples, folder, timeout_s=300, limits=Limits(answers=2, linger_s=0.05)) as app:
        yield app


def lines_until(response: httpx.Response, wanted: str) -> list[str]:
    """The lines of a stream up to the one that begins so."""
    lines: list[str] = []
    for line in response.iter_lines():
        lines.append(line)
        if line.startswith(wanted):
            break
    return lines


def begun(response: httpx.Response) -> str:
    """The id of the stream that a response begins with."""
    _, data = next(events_of(response))
    return str(data["stream"])


def test_every_event_has_its_number_and_the_rest_is_heard_again(app: Written) -> None:
    app.model.will(Script(RIGHT, piece=4))
    with httpx.Client(base_url=app.address, timeout=60) as client:
        with client.stream("POST", "/api/chat", json={"question": QUESTION}) as response:
            whole = response.read().decode()
        frames = whole.split("\n\n")[:-1]
        stream, _, first = frames[0].splitlines()[0].removeprefix("id: ").partition(":")
        assert first == "1" and frames[0].splitlines()[1] == "event: start"
        assert [frame.splitlines()[0] for frame in frames] == [f"id: {stream}:{n}" for n in range(1, len(frames) + 1)]
        rest = "".join(f"{frame}\n\n" for frame in frames[3:])
        path = f"/api/chat/{stream}"
        assert client.get(path, headers={"Last-Event-ID": f"{stream}:3"}).text == rest
        assert client.get(path, params={"after": 3}).text == rest
        assert client.get(path).text == whole
        assert client.get(path, params={"after": len(frames)}).status_code == 204
        wrong = client.get(path, headers={"Last-Event-ID": "other:3"})
        assert wrong.status_code == 400 and "send the id of the last event you received" in wrong.json()["detail"]
        assert client.get("/api/chat/unknown").status_code == 404


def test_whoever_lost_the_line_hears_the_rest_as_it_comes_and_nobody_else_does(app: Written) -> None:
    may_answer = threading.Event()

    def script(_: object) -> Script:
        may_answer.wait(300)
        return Script(RIGHT)

    app.model.otherwise = script
    with httpx.Client(base_url=app.address, timeout=60) as client, httpx.Client(base_url=app.address) as other:
        first = client.send(client.build_request("POST", "/api/chat", json={"question": QUESTION}), stream=True)
        stream = begun(first)
        with client.stream("GET", f"/api/chat/{stream}", params={"after": 1}) as again:
            first.close()
            assert other.get(f"/api/chat/{stream}").status_code == 404
            assert other.delete(f"/api/chat/{stream}").status_code == 404
            may_answer.set()
            names = [name for name, _ in events_of(again)]
    assert names[:3] == ["stage", "sources", "stage"] and names[-2:] == ["answer", "done"]
    app.model.forget()


def test_it_is_stopped_at_once_where_its_visitor_says_so(app: Written) -> None:
    app.model.will(Script(f"{RIGHT} " * 200, piece=4, delay_s=0.02))
    with httpx.Client(base_url=app.address, timeout=60) as client:
        with client.stream("POST", "/api/chat", json={"question": QUESTION}) as response:
            events = events_of(response)
            _, data = next(events)
            while next(events)[0] != "claim_delta":
                pass
            assert client.delete(f"/api/chat/{data['stream']}").status_code == 204
            last = list(events)[-1]
        assert last == ("done", {"stopped": True})
    [played] = app.model.streams
    assert played.disconnected.wait(30)
    assert len(played.written) < len(RIGHT * 200)
    app.model.forget()


def test_more_than_are_made_at_once_are_told_to_come_back_even_while_nobody_listens(app: Written) -> None:
    may_answer = threading.Event()

    def script(_: object) -> Script:
        may_answer.wait(300)
        return Script(RIGHT)

    app.model.otherwise = script
    body = {"question": QUESTION}
    with httpx.Client(base_url=app.address, timeout=60) as client:
        for _ in range(2):
            with client.stream("POST", "/api/chat", json=body) as left:
                lines_until(left, "event: sources")
        refused = client.post("/api/chat", json=body)
        assert (refused.status_code, refused.headers["retry-after"]) == (429, "5")
        may_answer.set()
    app.model.forget()


def _events(count: int) -> NamedEvents:
    for number in range(count):
        yield "claim_delta", {"position": 0, "text": str(number)}
    yield "done", {"stopped": False}


async def _heard(stream: Stream, after: int = 0) -> list[str]:
    return [line async for line in stream.lines(after)]


def test_so_many_events_are_kept_and_who_is_too_slow_sees_it_by_their_numbers() -> None:
    async def listened() -> tuple[list[str], bool, bool]:
        stream = Stream("me", 60, most=3)
        await asyncio.to_thread(stream.make, _events(8))
        stream.end()
        return await _heard(stream), stream.has_after(10), stream.has_after(9)

    lines, beyond, before = asyncio.run(listened())
    assert [line.splitlines()[0].partition(":")[2].rpartition(":")[2] for line in lines] == ["8", "9", "10"]
    assert (beyond, before) == (False, True)


def test_silence_is_broken_so_that_proxies_keep_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(told_in, "BEAT_S", 0.01)

    async def listened() -> list[str]:
        stream = Stream("me", 60)
        lines = stream.lines()
        heard = [await anext(lines) for _ in range(3)]
        await lines.aclose()
        stream.end()
        return heard

    start, *silence = asyncio.run(listened())
    assert "event: start" in start and silence == [": waiting\n\n"] * 2


def test_of_those_that_have_ended_the_last_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(told_in, "MOST_KEPT", 2)

    async def remembered() -> list[bool]:
        streams = Streams(9, 60, lambda _: None)
        ids = []
        for _ in range(4):
            stream = streams.begin("me", _events(1))
            ids.append(stream.id)
            await _heard(stream)
            await asyncio.sleep(0)
        return [_is_there(streams, id) for id in ids]

    assert asyncio.run(remembered()) == [False, False, True, True]


def _is_there(streams: Streams, id: str) -> bool:
    try:
        return streams.get(id, "me").id == id
    except NotFoundError:
        return False
