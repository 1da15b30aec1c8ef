"""Examples of claims that people checked: WiCE, and the sentences of SummEdits' summaries."""

from collections.abc import Iterator, Mapping
from math import sqrt
from pathlib import Path
from typing import Any

from bench.rows import rows
from index.text.analyzer import stems
from index.text.sentences import sentence_spans
from training.example import Example, Support

EVIDENCE_WORDS = 110
"""Words of evidence for a claim."""
DOMAINS = ("ectsum", "podcast", "qmsumm", "sales_call", "sales_email", "samsum", "scitldr")
_WICE: Mapping[str, Support] = {
    "supported": "supported", "partially_supported": "unstated", "not_supported": "unstated",
}  # fmt: skip


def from_summedits(data: Path) -> Iterator[Example]:
    """Take sentences of summaries: edited ones contradict their document, the others are supported."""
    for domain in DOMAINS:
        for row in rows(data / "grounding" / f"summedits_{domain}_train.jsonl.gz"):
            yield from _summary(row, f"summedits en {domain}")


def _summary(row: Any, origin: str) -> Iterator[Example]:
    text, original = row["summary"], row["original_summary"]
    untouched = {original[slice(*span)] for span in sentence_spans(original)}
    sentences = [text[slice(*span)] for span in sentence_spans(text)]
    changed = [sentence for sentence in sentences if sentence not in untouched]
    if row["label"] == 0 and len(changed) == 1:  # with several changes, any may be the false one
        yield Example(changed[0], evidence_for(changed[0], row["doc"]), origin, support="contradicted")
    for sentence in changed if row["label"] == 1 else ():
        if len(sentence.split()) >= 5:
            yield Example(sentence, evidence_for(sentence, row["doc"]), origin, support="supported")


def from_wice(file: Path) -> Iterator[Example]:
    """Take claims of Wikipedia with sentences of the pages they cite; partial support counts as unstated."""
    for row in rows(file):
        evidence = evidence_for(row["claim"], "\n".join(row["evidence"]))
        yield Example(row["claim"], evidence, "wice en", support=_WICE[row["label"]])


def evidence_for(claim: str, document: str, words: int = EVIDENCE_WORDS) -> str:
    """Return the sentences of a long document that share most words with the claim, in their order."""
    if len(document.split()) <= words:
        return document
    wanted = set(stems(claim))
    sentences = sentence_spans(document)
    ranked = sorted(sentences, key=lambda span: -_shared(wanted, document[slice(*span)]))
    chosen, held = [], 0
    for span in ranked:
        size = len(document[slice(*span)].split())
        if held + size > words:
            break
        chosen.append(span)
        held += size
    return " ".join(document[slice(*span)] for span in sorted(chosen)) or document[: words * 6]


def _shared(wanted: set[str], sentence: str) -> float:
    own = set(stems(sentence))
    return len(wanted & own) / sqrt(8 + len(own))
