"""The reading model: one encoder that reads a question or claim with a passage.

It finds the span that answers, says how relevant the passage is, and whether the passage supports the claim.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache
from os import cpu_count
from pathlib import Path
from typing import Protocol, Self

import numpy as np

from index.embedding.model_files import model_folder
from index.embedding.tokenizer import shared_tokenizer
from index.embedding.word_table import shared_word_table
from index.text.sentences import Span as Place
from rag.reader.windows import Array, BertWindows, PieceWindows, Window, WindowMaker

MODELS = Path(__file__).parent
LONGEST_SPAN = 24
"""Tokens of the longest span: a short answer, not a sentence."""
CANDIDATES = 8
"""Spans kept for each passage, best first."""
SLOWER = ["SkipLayerNormFusion", "BiasSkipLayerNormFusion", "BiasGeluFusion"]
"""Optimizations of onnxruntime that make the model a fifth slower on a processor."""

Logits = np.ndarray[tuple[int], np.dtype[np.float32]]

Pair = tuple[str, str] | tuple[str, str, str]
"""A question or claim, a passage, and maybe the passage's heading (title, source and date of its article)."""


class Session(Protocol):
    """What runs the model: onnxruntime."""

    def run(self, names: Sequence[str], inputs: Mapping[str, Array]) -> Sequence[Array]:
        """Return the outputs with these names for one pair."""
        ...


@dataclass(frozen=True, slots=True)
class Threshold:
    """The score of "no answer here": what a unit of relevance takes off it, and what is added to it.

    A passage answers if the score of a span is above it. Fitted by `training/threshold.py`.
    """

    relevance: float
    no_answer: float


ENGLISH, MULTILINGUAL = Threshold(4.62, -0.03), Threshold(1.92, -0.82)
"""The thresholds of the two models."""


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
    """A reading model; `load()` makes the one in use, `multilingual()` the one that reads many languages.

    Safe to use from many threads at once.

    Each passage runs alone on one thread, several side by side. In a batch with dynamic int8, a reading would depend on
    its neighbours.
    """

    def __init__(self, session: Session, windows: WindowMaker, threshold: Threshold, threads: int) -> None:
        self._session, self._windows, self._threshold = session, windows, threshold
        self._workers = ThreadPoolExecutor(max(1, threads), "read")

    @classmethod
    def load(cls, threads: int = 0) -> Self:
        """Load the reader that answers: the model in `weights`, which reads English.

        Args:
            threads: Passages to read side by side; 0 for one a core.

        Raises:
            ModelError: The model's files are missing.
        """
        from tokenizers import Tokenizer

        folder = model_folder("weights", MODELS)
        windows = BertWindows(Tokenizer.from_file(str(folder / "tokenizer.json")))
        return cls(_session(folder / "model.int8.onnx"), windows, ENGLISH, threads or cpu_count() or 2)

    @classmethod
    def multilingual(cls, folder: Path | None = None, threads: int = 0) -> Self:
        """Load the model that reads many languages.

        Args:
            folder: Folder of its layers (layers.int8.onnx); None for the one that comes with the project.
            threads: As in `load`.

        Raises:
            ModelError: The model's files are missing.
        """
        file = (folder or model_folder("multilingual", MODELS)) / "layers.int8.onnx"
        windows = PieceWindows(shared_tokenizer(), shared_word_table())
        return cls(_session(file), windows, MULTILINGUAL, threads or cpu_count() or 2)

    def read(self, question: str, passages: Sequence[str], headings: Sequence[str] = ()) -> list[Reading]:
        """Read passages for one question.

        Args:
            question: Complete without its conversation; cut after MAX_QUESTION_TOKENS.
            passages: Texts of any length, in any language; an empty one gives an empty span.
            headings: The heading of each passage, or none at all.

        Returns:
            One Reading a passage, in order.
        """
        headed = headings or [""] * len(passages)
        return self.read_pairs([(question, *pair) for pair in zip(passages, headed, strict=True)])

    def read_pairs(self, pairs: Sequence[Pair]) -> list[Reading]:
        """Return one Reading for each pair, in order."""
        return list(self._workers.map(lambda pair: self._read(*pair), pairs))

    def entailment(self, pairs: Sequence[Pair]) -> list[EntailmentScores]:
        """Score how far each passage supports or contradicts its claim.

        Args:
            pairs: (claim, passage), maybe with a heading, any length; a question that asks yes or no counts as the
                claim that it asks about; an empty passage states nothing.

        Returns:
            One `EntailmentScores` per pair, in order; its three shares add up to 1.
        """
        return list(self._workers.map(lambda pair: self._entailment(*pair), pairs))

    support = entailment
    """The former name of `entailment`, kept for programs that call it."""

    def _read(self, question: str, passage: str, heading: str = "") -> Reading:
        looks = [self._look(window, passage) for window in self._windows.windows(question, passage, heading)]
        if not looks:
            return Reading("", 0, 0, 0.0, 1.0)
        best = max(looks, key=lambda look: look.margin)
        return best if len(looks) == 1 else replace(best, spans=_together(looks, best))

    def _look(self, window: Window, passage: str) -> Reading:
        start, end, relevance = self._run(["start", "end", "relevance"], window)
        inside = slice(window.base, window.base + len(window.offsets))
        spans = _best_spans(start[0, inside], end[0, inside], window.offsets, passage)
        best, sure = spans[0], float(relevance[0])
        nothing = float(start[0, 0] + end[0, 0]) - self._threshold.relevance * sure + self._threshold.no_answer
        return Reading(best.text, best.start, best.end, best.score, nothing, spans, sure)

    def _entailment(self, claim: str, passage: str, heading: str = "") -> EntailmentScores:
        scores = []
        for window in self._windows.windows(claim, passage, heading):
            [logits] = self._run(["support"], window)
            shares = np.exp(logits[0] - logits[0].max())
            scores.append(EntailmentScores(*(float(share) for share in shares / shares.sum())))
        return min(scores, key=lambda score: score.unstated, default=EntailmentScores(0.0, 0.0, 1.0))

    def _run(self, names: Sequence[str], window: Window) -> Sequence[Array]:
        return self._session.run(names, self._windows.inputs(window))


@lru_cache(maxsize=1)
def embedded_reader() -> Reader:
    """Return the project's own reader, loaded once a process."""
    return Reader.load()


def _session(file: Path) -> Session:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session: Session = onnxruntime.InferenceSession(
        file, options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOWER
    )
    return session


def _best_spans(start: Logits, end: Logits, offsets: Sequence[Place], passage: str) -> tuple[Span, ...]:
    """Return the best CANDIDATES spans that do not overlap a better one, best first; at least one."""
    white = np.array([low == high for low, high in offsets])
    if not white.all():  # no span begins or ends at white space
        start, end = np.where(white, -np.inf, start), np.where(white, -np.inf, end)
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
