"""The reading model: one encoder that, of a question or claim and a passage, says where the answer stands, whether one
does, and whether the claim holds."""

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
"""Tokens that the pieces of a longer passage share, so that no answer is cut in two."""
MAX_QUESTION_TOKENS = 96
"""A longer question is cut: it must leave the passage room."""
LONGEST_SPAN = 24
"""Tokens of the longest span looked for: a short answer, not a sentence."""
CANDIDATES = 8
"""Spans kept of each passage, best first."""
RELEVANCE, NO_ANSWER = 4.62, -0.03
"""What a unit of relevance takes from the score of "no answer here", and what is added to it, so that an answer is one
where its score is above (`training/threshold.py`)."""
SLOWER = ["SkipLayerNormFusion", "BiasSkipLayerNormFusion", "BiasGeluFusion"]
"""What onnxruntime would do to the model, and what makes it a fifth slower on a processor."""
_CLS, _SEP = 101, 102

Array = np.ndarray[Any, np.dtype[Any]]
Logits = np.ndarray[tuple[int], np.dtype[np.float32]]


class Session(Protocol):
    """What runs the model: onnxruntime, or (while it is trained) the network itself."""

    def run(self, names: Sequence[str], inputs: Mapping[str, Array]) -> Sequence[Array]:
        """The outputs of these names, of one pair."""
        ...


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a passage: `text == passage[start:end]`; `score` is the sum of its start and end logits."""

    text: str
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader found in one passage: its best span, always given, and the score of there being no answer.

    Offsets are relative to the passage that was read. `spans` are the best few that do not repeat each other, the best
    among them. Compare `score` with `no_answer_score`: above it, the reader holds that the passage answers.
    `relevance` is the logit of the model's other opinion on that, which looks at the whole pair and not at a span.
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
        """How far the best span is above "no answer" (below, where negative)."""
        return self.score - self.no_answer_score


@dataclass(frozen=True, slots=True)
class EntailmentScores:
    """What a passage makes of a claim, as probabilities that sum to 1."""

    supported: float
    contradicted: float
    unstated: float


class Reader:
    """The model of `rag/reader/weights`; `load()` makes one. Safe to use from many threads at once.

    Each passage runs alone on one thread, two or more side by side: with dynamic int8 a reading in a batch would depend
    on its neighbours.
    """

    def __init__(self, session: Session, tokenizer: Any, threads: int) -> None:
        self._session, self._tokenizer = session, tokenizer
        self._workers = ThreadPoolExecutor(max(1, threads), "read")

    @classmethod
    def load(cls, threads: int = 0) -> Self:
        """The reader that comes with the project; `threads` 0 takes a thread for each core.

        Raises:
            ModelError: its files are not there.
        """
        return cls.of(model_folder("weights", MODELS), threads)

    @classmethod
    def of(cls, folder: Path, threads: int = 0) -> Self:
        """The reader of the model in `folder` (model.int8.onnx, tokenizer.json)."""
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
        """One Reading of each passage, in order. An empty passage reads as an empty span."""
        return self.read_pairs([(question, passage) for passage in passages])

    def read_pairs(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        """One Reading of each (question, passage), in order."""
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
    """The former name of `entailment`, which programs may still call."""

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
        found = []
        for window in self._windows(claim, passage):
            [logits] = self._run(["support"], window)
            shares = np.exp(logits[0] - logits[0].max())
            found.append(EntailmentScores(*(float(share) for share in shares / shares.sum())))
        return min(found, key=lambda scores: scores.unstated, default=EntailmentScores(0.0, 0.0, 1.0))

    def _windows(self, first: str, passage: str) -> Iterator["_Window"]:
        """The pair as the model takes it; a long passage in several pieces that overlap."""
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
    """Tokens of a pair, and where in the passage those from `base` on stand."""

    tokens: Sequence[int]
    offsets: Sequence[tuple[int, int]]
    base: int


@lru_cache(maxsize=1)
def embedded_reader() -> Reader:
    """The project's own reader, loaded once a process."""
    return Reader.load()


def _best_spans(start: Logits, end: Logits, offsets: Sequence[tuple[int, int]], passage: str) -> tuple[Span, ...]:
    """The best CANDIDATES spans that do not overlap a better one, best first; at least one."""
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
    """The best spans of all pieces of a passage: each stands as far above the best piece's "no answer" as above its
    own."""
    raised = [
        replace(span, score=span.score - look.no_answer_score + best.no_answer_score)
        for look in looks
        for span in look.spans
    ]
    spans: list[Span] = []
    for span in sorted(raised, key=lambda span: -span.score):
        if len(spans) < CANDIDATES and all(span.end <= one.start or span.start >= one.end for one in spans):
            spans.append(span)
    return tuple(spans)
