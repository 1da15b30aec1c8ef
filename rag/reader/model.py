"""The reading model: one encoder that reads a question or claim with a passage.

It finds the span that answers, says how relevant the passage is, and whether the passage supports the claim.
"""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache
from os import cpu_count
from pathlib import Path
from typing import Any, Protocol, Self

import numpy as np

from index.embedding.model_files import model_folder

MODELS = Path(__file__).parent
MAX_TOKENS = 384
OVERLAP = 96
"""Tokens that the windows of a longer passage share, so that no answer is cut in two."""
MAX_QUESTION_TOKENS = 96
"""Tokens of the longest question; a longer one is cut, to leave room for the passage."""
LONGEST_SPAN = 24
"""Tokens of the longest span: a short answer, not a sentence."""
CANDIDATES = 8
"""Spans kept for each passage, best first."""
RELEVANCE, NO_ANSWER = 4.62, -0.03
"""What a unit of relevance takes off the score of "no answer here", and what is added to that score. A passage answers
if the score of a span is above it. Fitted by `training/threshold.py`."""
SLOWER = ["SkipLayerNormFusion", "BiasSkipLayerNormFusion", "BiasGeluFusion"]
"""Optimizations of onnxruntime that make the model a fifth slower on a processor."""
_CLS, _SEP = 101, 102

Array = np.ndarray[Any, np.dtype[Any]]
Logits = np.ndarray[tuple[int], np.dtype[np.float32]]


class Session(Protocol):
    """What runs the model: onnxruntime, or the network itself during training."""

    def run(self, names: Sequence[str], inputs: Mapping[str, Array]) -> Sequence[Array]:
        """Return the outputs with these names for one pair."""
        ...


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a passage: `text == passage[start:end]`; `score` is the sum of its start and end logits."""

    text: str
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader found in one passage.

    Attributes:
        text: The best span; there always is one.
        start: Where it starts in the passage that was read.
        end: Where it ends there.
        score: The span's score. The passage answers if it is above `no_answer_score`.
        no_answer_score: The score of there being no answer.
        spans: The best few spans that do not overlap, with the best among them.
        relevance: How relevant the whole passage is (logit), judged apart from any span.
    """

    text: str
    start: int
    end: int
    score: float
    no_answer_score: float
    spans: tuple[Span, ...] = ()
    relevance: float = 0.0

    @property
    def margin(self) -> float:
        """How far the best span is above "no answer"; negative if below."""
        return self.score - self.no_answer_score


@dataclass(frozen=True, slots=True)
class EntailmentScores:
    """What a passage makes of a claim, as probabilities that sum to 1."""

    supported: float
    contradicted: float
    unstated: float


class Reader:
    """The model of `rag/reader/weights`; `load()` makes one. Safe to use from many threads at once.

    Each passage runs alone on one thread, several side by side. In a batch with dynamic int8, a reading would depend on
    its neighbours.
    """

    def __init__(self, session: Session, tokenizer: Any, threads: int) -> None:
        self._session, self._tokenizer = session, tokenizer
        self._workers = ThreadPoolExecutor(max(1, threads), "read")

    @classmethod
    def load(cls, threads: int = 0) -> Self:
        """Load the reader that comes with the project.

        Args:
            threads: Passages to read side by side; 0 for one a core.

        Raises:
            ModelError: The model's files are missing.
        """
        return cls.of(model_folder("weights", MODELS), threads)

    @classmethod
    def of(cls, folder: Path, threads: int = 0) -> Self:
        """Load the model in a folder (model.int8.onnx, tokenizer.json); `threads` as in `load`."""
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        session = onnxruntime.InferenceSession(
            folder / "model.int8.onnx",
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=SLOWER,
        )
        tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return cls(session, tokenizer, threads or cpu_count() or 2)

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        """Read passages for one question.

        Args:
            question: Complete without its conversation; cut after MAX_QUESTION_TOKENS.
            passages: Texts of any length; an empty one gives an empty span.

        Returns:
            One Reading a passage, in order.
        """
        return self.read_pairs([(question, passage) for passage in passages])

    def read_pairs(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        """Return one Reading for each (question, passage), in order."""
        return list(self._workers.map(lambda pair: self._read(*pair), pairs))

    def entailment(self, pairs: Sequence[tuple[str, str]]) -> list[EntailmentScores]:
        """Score how far each passage supports or contradicts its claim.

        Args:
            pairs: (claim, passage), any length; an empty passage states nothing.

        Returns:
            One `EntailmentScores` per pair, in order; its three shares add up to 1.
        """
        return list(self._workers.map(lambda pair: self._entailment(*pair), pairs))

    support = entailment
    """The former name of `entailment`, kept for programs that call it."""

    def _read(self, question: str, passage: str) -> Reading:
        looks = [self._look(window, passage) for window in self._windows(question, passage)]
        if not looks:
            return Reading("", 0, 0, 0.0, 1.0)
        best = max(looks, key=lambda look: look.margin)
        return best if len(looks) == 1 else replace(best, spans=_together(looks, best))

    def _look(self, window: "_Window", passage: str) -> Reading:
        start, end, relevance = self._run(["start", "end", "relevance"], window)
        inside = slice(window.base, window.base + len(window.offsets))
        spans = _best_spans(start[0, inside], end[0, inside], window.offsets, passage)
        best, sure = spans[0], float(relevance[0])
        nothing = float(start[0, 0] + end[0, 0]) - RELEVANCE * sure + NO_ANSWER
        return Reading(best.text, best.start, best.end, best.score, nothing, spans, sure)

    def _entailment(self, claim: str, passage: str) -> EntailmentScores:
        scores = []
        for window in self._windows(claim, passage):
            [logits] = self._run(["support"], window)
            shares = np.exp(logits[0] - logits[0].max())
            scores.append(EntailmentScores(*(float(share) for share in shares / shares.sum())))
        return min(scores, key=lambda score: score.unstated, default=EntailmentScores(0.0, 0.0, 1.0))

    def _windows(self, first: str, passage: str) -> Iterator["_Window"]:
        """Yield the pair as the model takes it: a long passage in several windows that overlap."""
        ids = self._tokenizer.encode(first, add_special_tokens=False).ids[:MAX_QUESTION_TOKENS]
        second = self._tokenizer.encode(passage, add_special_tokens=False)
        room = MAX_TOKENS - len(ids) - 3
        for low in range(0, max(1, len(second.ids) - OVERLAP), room - OVERLAP):
            inside = slice(low, low + room)
            if second.ids[inside]:
                tokens = [_CLS, *ids, _SEP, *second.ids[inside], _SEP]
                yield _Window(tokens, second.offsets[inside], len(ids) + 2)

    def _run(self, names: Sequence[str], window: "_Window") -> Sequence[Array]:
        tokens = np.array([window.tokens], np.int64)
        types = np.zeros_like(tokens)
        types[0, window.base :] = 1
        return self._session.run(names, {"input_ids": tokens, "token_type_ids": types})


@dataclass(frozen=True, slots=True)
class _Window:
    """The tokens of a pair, and the offsets in the passage of those from `base` on."""

    tokens: Sequence[int]
    offsets: Sequence[tuple[int, int]]
    base: int


@lru_cache(maxsize=1)
def embedded_reader() -> Reader:
    """Return the project's own reader, loaded once a process."""
    return Reader.load()


def _best_spans(start: Logits, end: Logits, offsets: Sequence[tuple[int, int]], passage: str) -> tuple[Span, ...]:
    """Return the best CANDIDATES spans that do not overlap a better one, best first; at least one."""
    beyond = np.full(LONGEST_SPAN - 1, -np.inf, np.float32)
    ends = np.lib.stride_tricks.sliding_window_view(np.concatenate([end, beyond]), LONGEST_SPAN)
    scores = start[:, None] + ends  # [first token, tokens more]
    spans: list[Span] = []
    for flat in np.argsort(-scores, axis=None, kind="stable")[: CANDIDATES * 40]:
        first, more = divmod(int(flat), LONGEST_SPAN)
        score = float(scores[first, more])
        last = min(first + more, len(offsets) - 1)
        low, high = offsets[first][0], offsets[last][1]
        if score == -np.inf or len(spans) == CANDIDATES:
            break
        if all(high <= span.start or low >= span.end for span in spans):
            spans.append(Span(passage[low:high], low, high, score))
    return tuple(spans)


def _together(looks: Sequence[Reading], best: Reading) -> tuple[Span, ...]:
    """Return the best spans of all windows of a passage.

    Each keeps its distance from "no answer", measured against the best window instead of its own.
    """
    raised = [
        replace(span, score=span.score - look.no_answer_score + best.no_answer_score)
        for look in looks
        for span in look.spans
    ]
    spans: list[Span] = []
    for span in sorted(raised, key=lambda span: -span.score):
        if len(spans) < CANDIDATES and all(span.end <= kept.start or span.start >= kept.end for kept in spans):
            spans.append(span)
    return tuple(spans)
