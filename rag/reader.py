"""The reading model: finds, in a passage, the words that answer a question, or says that they are not there."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from os import cpu_count
from pathlib import Path
from typing import Any, Self

import numpy as np

from index.models.files import model_folder

MODELS = Path(__file__).parent / "models"
MAX_TOKENS = 384
MAX_QUESTION_TOKENS = 96
"""A longer question is cut: it must leave the passage room."""
LONGEST_SPAN = 24
"""Tokens of the longest span looked for: a short answer, not a sentence."""
CANDIDATES = 8
"""Spans kept of each passage, best first."""

Logits = np.ndarray[tuple[int], np.dtype[np.float32]]


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
    """

    text: str
    start: int
    end: int
    score: float
    no_answer_score: float
    spans: tuple[Span, ...] = ()

    @property
    def margin(self) -> float:
        """How far the best span is above "no answer" (below, where negative)."""
        return self.score - self.no_answer_score


class Reader:
    """The model of `rag/models/reader` on onnxruntime; `load()` makes one.

    Each passage runs alone on one thread, two or more side by side: with dynamic int8 a reading in a batch would depend
    on its neighbours.
    """

    def __init__(self, folder: Path, threads: int) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            folder / "model.int8.onnx", options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._workers = ThreadPoolExecutor(max(1, threads), "read")

    @classmethod
    def load(cls, threads: int = 0) -> Self:
        """The reader that comes with the project; `threads` 0 takes a thread for each core.

        Raises:
            ModelError: its files are not there.
        """
        return cls(model_folder("reader", MODELS), threads or cpu_count() or 2)

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        """One Reading of each passage, in order. An empty passage reads as an empty span."""
        return self.read_pairs([(question, passage) for passage in passages])

    def read_pairs(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        """One Reading of each (question, passage), in order."""
        return list(self._workers.map(lambda pair: self._read(*pair), pairs))

    def _read(self, question: str, passage: str) -> Reading:
        first = self._tokenizer.encode(question, add_special_tokens=False).ids[:MAX_QUESTION_TOKENS]
        second = self._tokenizer.encode(passage, add_special_tokens=False)
        room = MAX_TOKENS - len(first) - 3
        ids, offsets = second.ids[:room], second.offsets[:room]
        if not ids:
            return Reading("", 0, 0, 0.0, 1.0)
        cls, sep = 101, 102
        tokens = np.array([[cls, *first, sep, *ids, sep]], np.int64)
        types = np.array([[0] * (len(first) + 2) + [1] * (len(ids) + 1)], np.int64)
        start, end = self._session.run(
            ["start", "end"], {"input_ids": tokens, "attention_mask": np.ones_like(tokens), "token_type_ids": types}
        )
        base = len(first) + 2
        inside = slice(base, base + len(ids))
        spans = _best_spans(np.asarray(start)[0, inside], np.asarray(end)[0, inside], offsets, passage)
        best = spans[0]
        return Reading(best.text, best.start, best.end, best.score, float(start[0, 0] + end[0, 0]), spans)


@lru_cache(maxsize=1)
def embedded_reader() -> Reader:
    """The project's own reader, loaded once a process."""
    return Reader.load()


def _best_spans(start: Logits, end: Logits, offsets: Sequence[tuple[int, int]], passage: str) -> tuple[Span, ...]:
    """The best CANDIDATES spans that do not overlap a better one, best first; at least one."""
    size = len(start)
    scores = start[:, None] + end[None, :]
    late = np.arange(size)[None, :] - np.arange(size)[:, None]
    scores = np.where((late >= 0) & (late < LONGEST_SPAN), scores, -np.inf)
    spans: list[Span] = []
    for flat in np.argsort(-scores, axis=None, kind="stable")[: CANDIDATES * 40]:
        first, last = divmod(int(flat), size)
        score = float(scores[first, last])
        low, high = offsets[first][0], offsets[last][1]
        if score == -np.inf or len(spans) == CANDIDATES:
            break
        if all(high <= span.start or low >= span.end for span in spans):
            spans.append(Span(passage[low:high], low, high, score))
    return tuple(spans)
