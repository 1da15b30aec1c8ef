"""Language models through the real clients, against a server on loopback that has every fault real ones have."""

import logging
import socket

import pytest

from index.errors import (
    ContextTooLongError,
    CostLimitError,
    LanguageModelError,
    ModelKeyError,
    ModelSilentError,
    ModelUnavailableError,
)
from prompts.load import Message, load_prompt
from rag.llama_index.language_model_client import LlamaLanguageModel
from tests.openai_server import OpenAIServer
from tests.openai_server.scripts import Script, fails, repeats_the_key, too_long, wrong_key
from tests.rag.llama_index.models import ANSWER, AT_ONCE, KEY, MESSAGES, MakeModel


def test_an_answer_streams_in_pieces_and_its_cost_is_counted(made: MakeModel, server: OpenAIServer) -> None:
    server.will(Script(ANSWER))
    model = made()
    pieces = list(model.stream(MESSAGES))
    assert "".join(pieces) == ANSWER
    assert len(pieces) > 5
    asked = server.asked[0]
    assert [message["role"] for message in asked["messages"]] == ["system", "user"]
    assert (asked["stream_options"], asked["model"], server.keys) == ({"include_usage": True}, "words", [KEY])
    assert model.spending.today() == pytest.approx((11 * 1000 + 13 * 2000) / 1e6)


def test_tokens_that_nobody_counts_are_estimated(made: MakeModel, server: OpenAIServer) -> None:
    server.will(Script("x" * 40, usage=False))
    model = made()
    assert model.complete([Message("user", "y" * 80)]) == "x" * 40
    assert model.spending.today() == pytest.approx((20 * 1000 + 10 * 2000) / 1e6)


OUT_OF_MEMORY = Script("Jana", end="error", error={"message": f"out of memory {KEY}"})
FAULTS: dict[str, tuple[list[Script], type[LanguageModelError], str, str]] = {
    "wrong key": ([wrong_key()], ModelKeyError, "", "set CITEWELL_LLM_KEY"),
    "forbidden": ([repeats_the_key(403)], ModelKeyError, "", "refuses the key (403)"),
    "too long": ([too_long()], ContextTooLongError, "", "maximum context length is 4096 tokens"),
    "too long for a gateway": ([fails(413, "prompt is too long")], ContextTooLongError, "", "prompt is too long"),
    "unknown model": ([fails(404, "no model words")], LanguageModelError, "", "no model words); check CITEWELL"),
    "bad request": ([repeats_the_key(400)], LanguageModelError, "", "refuses the request (400"),
    "no quota": ([fails(429, "over", "insufficient_quota")], LanguageModelError, "", "accepts no more requests"),
    "overloaded": ([fails(429)] * 3, ModelUnavailableError, "", "accepts no more requests for now (429"),
    "failing": ([repeats_the_key(500)] * 3, ModelUnavailableError, "", "fails (500"),
    "breaks at once": ([Script(end="breaks")] * 3, ModelUnavailableError, "", "broke off"),
    "breaks": ([Script("Jana", end="breaks")], LanguageModelError, "Jana", "broke off in the middle"),
    "ends early": ([Script("Jana", end="ends early")], LanguageModelError, "Jana", "broke off in the middle"),
    "malformed": ([Script("Jana", end="malformed")], LanguageModelError, "Jana", "sent a response that cannot be read"),
    "error event": ([OUT_OF_MEMORY], LanguageModelError, "Jana", "out of memory"),
    "empty": ([Script()], ModelSilentError, "", "returned an empty answer"),
    "refusal": ([Script(refusal="I will not.")], ModelSilentError, "", "refuses to answer (I will not.)"),
    "filtered": ([Script("Jana", finish="content_filter")], ModelSilentError, "Jana", "its filter holds"),
}  # fmt: skip
SLOW: dict[str, tuple[list[Script], type[LanguageModelError], str, str]] = {
    "slow to begin": (
        [Script(ANSWER, before_s=30)] * 2,
        ModelUnavailableError,
        "",
        "did not begin to answer within 0.3 s",
    ),
    "stalls": ([Script("Jana", end="stalls")], LanguageModelError, "Jana", "stalled in the middle"),
    "slow words": ([Script(ANSWER, delay_s=30)] * 2, LanguageModelError, "", "CITEWELL_LLM_TIMEOUT"),
    "only pings": ([Script("Jana", end="pings")], LanguageModelError, "Jana", "stalled in the middle"),
    "only events": ([Script("Jana", end="empty events")], LanguageModelError, "Jana", "stalled in the middle"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_an_error_that_says_what_happened(made: MakeModel, server: OpenAIServer, fault: str) -> None:
    _fails_as_told(made(), server, FAULTS[fault])


@pytest.mark.parametrize("fault", SLOW)
def test_nothing_stands_still_for_longer_than_its_timeout(made: MakeModel, server: OpenAIServer, fault: str) -> None:
    model = made(timeout_s=AT_ONCE)
    warmed(model, server)
    _fails_as_told(model, server, SLOW[fault])


def _fails_as_told(
    model: LlamaLanguageModel, server: OpenAIServer, told: tuple[list[Script], type[LanguageModelError], str, str]
) -> None:
    """It fails with this error after these words, having asked once a script and leaving none."""
    scripts, kind, before, words = told
    server.will(*scripts)
    already, written = len(server.asked), list[str]()
    with pytest.raises(kind) as caught:
        written.extend(model.stream(MESSAGES))
    assert "".join(written) == before
    assert words in str(caught.value)
    assert "quoted from the articles" in str(caught.value)
    assert (len(server.asked) - already, list(server.scripts)) == (len(scripts), [])


def warmed(model: LlamaLanguageModel, server: OpenAIServer) -> None:
    """Load what the first question loads, however long it takes here."""
    for _ in range(20):
        server.scripts.clear()
        try:
            model.complete(MESSAGES)
        except ModelUnavailableError:
            continue
        return
    pytest.fail("the server does not answer")


def test_no_error_and_no_log_has_a_piece_of_the_key(
    made: MakeModel, server: OpenAIServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    model = made(timeout_s=2.0)
    shown = [repr(model), repr(model.config)]
    for scripts, kind, _, _ in FAULTS.values():
        server.scripts.clear()
        server.will(*scripts)
        with pytest.raises(kind) as caught:
            list(model.stream(MESSAGES))
        error: BaseException | None = caught.value
        while error is not None:
            shown += [str(error), repr(error)]
            error = error.__cause__ or error.__context__
    assert set(server.keys) == {KEY}
    shown += [f"{record.getMessage()} {record.__dict__}" for record in caplog.records]
    assert [text for text in shown if "MARKED" in text or KEY[-6:] in text or KEY[:8] in text] == []


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 529])
def test_what_may_pass_is_tried_again(made: MakeModel, server: OpenAIServer, status: int) -> None:
    server.will(fails(status), fails(status), Script(ANSWER))
    assert made().complete(MESSAGES) == ANSWER
    assert len(server.asked) == 3


@pytest.mark.parametrize(
    "after", ["0", "3600", "Wed, 21 Oct 2099 07:28:00 GMT", "Wed, 21 Oct 2015 07:28:00 GMT", "soon"]
)
def test_retry_after_is_kept_to_within_the_timeout(made: MakeModel, server: OpenAIServer, after: str) -> None:
    model = made(timeout_s=AT_ONCE)
    warmed(model, server)
    server.otherwise = lambda _: Script(ANSWER)
    server.will(fails(429, Retry_After=after))
    assert "".join(model.stream(MESSAGES)) == ANSWER


def test_a_whole_answer_is_tried_again_even_from_its_middle(made: MakeModel, server: OpenAIServer) -> None:
    server.will(Script("Jana", end="breaks"), Script(ANSWER))
    assert made().complete(MESSAGES) == ANSWER


def test_a_server_that_is_not_there_is_said_with_its_address(made: MakeModel) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and does not listen
        port = taken.getsockname()[1]
        with pytest.raises(ModelUnavailableError, match=rf"cannot be reached at http://127\.0\.0\.1:{port}/v1"):
            made(url=f"http://name:pass@127.0.0.1:{port}/v1").complete(MESSAGES)


def test_closing_the_stream_closes_the_connection(made: MakeModel, server: OpenAIServer) -> None:
    server.will(Script(ANSWER * 100, delay_s=0.02))
    model = made()
    stream = model.stream(MESSAGES)
    first = next(stream)
    stream.close()
    assert server.streams[0].disconnected.wait(10)
    assert len(server.streams[0].written) < len(ANSWER) * 100
    assert model.spending.today() == pytest.approx((14 * 1000 + 2 * 2000) / 1e6), "what had come is counted"
    assert first == ANSWER[:8]


def test_a_model_that_never_ends_is_stopped(made: MakeModel, server: OpenAIServer) -> None:
    server.will(Script("word " * 20_000, piece=5_000))
    with pytest.raises(LanguageModelError, match="does not stop writing"):
        list(made().stream(MESSAGES))
    assert server.streams[0].over.wait(10)


def test_the_days_limit_holds_and_a_restart_forgets_nothing(made: MakeModel, server: OpenAIServer) -> None:
    assert made(daily_limit=0.01).complete(MESSAGES)
    for again in (made(daily_limit=0.01), made(daily_limit=0.01)):
        with pytest.raises(CostLimitError, match=r"limit of \$0.01 .* raise CITEWELL_LLM_DAILY_LIMIT"):
            again.complete(MESSAGES)
    assert len(server.asked) == 1
    assert made(daily_limit=100.0).complete(MESSAGES)


def test_what_is_too_long_for_a_known_context_is_not_sent(made: MakeModel, server: OpenAIServer) -> None:
    with pytest.raises(ContextTooLongError, match="CITEWELL_LLM_CONTEXT is 10"):
        made(context_tokens=10).complete(MESSAGES)
    assert server.asked == []
    assert made(context_tokens=100).complete(MESSAGES)


def test_the_server_by_hand_answers_from_the_first_passage(made: MakeModel) -> None:
    passages = '<passage n="1" title="Crane">\nA crane fell. Two were injured.\n</passage>'
    asked = load_prompt("answer").render(passages=passages, question="What fell?", today="1 May 2024")
    assert made().complete(asked) == "A crane fell. [1]"
    asked = load_prompt("condense").render(conversation="user: What fell?", question="And when?")
    assert made().complete(asked) == "And when?"
