"""Measure groundedness checks: news summaries, some with an error, and Wikipedia claims with cited pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from time import process_time
from typing import Any

from bench.figure import Figure, interval, times
from bench.reading import Read, auc
from bench.rows import rows
from index.text.sentences import sentence_spans
from rag.reader.model import embedded_reader
from rag.schema.citation import Verdict
from rag.verification.check import check
from rag.verification.verify import Ruling, Source

_WORST: Sequence[Verdict] = ("contradicted", "unsupported", "supported")


@dataclass(frozen=True, slots=True)
class Checked:
    """A checked text with its human label.

    `verdict` and `score` are those of its worst sentence; `supported` is the label.
    """

    verdict: Verdict
    score: float
    supported: bool


def measure(data: Path) -> dict[str, Figure]:
    """Check the texts of SummEdits and WiCE.

    Returns:
        Balanced accuracy of "supported" (the worst sentence decides), share of supported texts called contradicted, AUC
        of the score, and processor milliseconds per sentence.
    """
    taken: list[float] = []
    news = [
        _checked(row["summary"], row["doc"], row["label"] == 1, taken)
        for row in rows(data / "grounding" / "summedits_news_dev.jsonl.gz")
    ]
    wice = [
        _of([_timed(row["claim"], "\n".join(row["evidence"]), taken)], row["label"] == "supported")
        for row in rows(data / "grounding" / "wice_chunks_test.jsonl.gz")
    ]
    return {
        "SummEdits, news": _figures(news),
        "WiCE": _figures(wice),
        "check of a sentence_ms of processor": times(taken),
    }


def _checked(text: str, source: str, supported: bool, taken: list[float]) -> Checked:
    return _of([_timed(text[slice(*span)], source, taken) for span in sentence_spans(text)], supported)


def _timed(claim: str, source: str, taken: list[float]) -> Ruling:
    begun = process_time()
    ruling = check(embedded_reader(), claim, [Source(source)])
    taken.append((process_time() - begun) * 1000)
    return ruling


def _of(rulings: Sequence[Ruling], supported: bool) -> Checked:
    verdicts: set[Any] = {ruling.verdict for ruling in rulings}
    worst = next(verdict for verdict in _WORST if verdict in verdicts)
    return Checked(worst, min(ruling.score for ruling in rulings), supported)


def _figures(checked: Sequence[Checked]) -> Figure:
    wrongly = [one.verdict == "contradicted" for one in checked if one.supported]
    return {
        "texts": len(checked),
        "balanced accuracy": balanced(checked),
        "balanced accuracy 95%": interval(checked, balanced),
        "supported that pass": fmean(one.verdict == "supported" for one in checked if one.supported),
        "others that pass": fmean(one.verdict == "supported" for one in checked if not one.supported),
        "supported called contradicted": fmean(wrongly),
        "AUC": auc([Read(0.0, one.score, one.supported) for one in checked]),
    }


def balanced(checked: Sequence[Checked]) -> float:
    """Return balanced accuracy: the mean of the share of supported texts that pass and of others that do not."""
    right = [one.verdict == "supported" for one in checked if one.supported]
    wrong = [one.verdict != "supported" for one in checked if not one.supported]
    return (fmean(right or [0.0]) + fmean(wrong or [0.0])) / 2
