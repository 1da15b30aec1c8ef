"""Make claims with a passage that supports, contradicts or does not state them."""

from collections.abc import Iterator, Sequence
from math import sqrt
from pathlib import Path
from typing import Any

from bench.rows import rows
from index.text.analyzer import stems
from index.text.sentences import sentence_spans
from training.edits import Editor, Kind
from training.example import Example, Support
from training.paraphrase import paraphrased, presupposed, statement
from training.passage import cut
from training.questions import Asked, without

FALSE: Sequence[Kind] = (
    "number", "number", "date", "name", "name", "negation", "opposite", "roles", "attribution", "neighbour",
)  # fmt: skip
"""Edits that make a claim contradict its passage; frequent ones appear twice."""
SHORTEST, LONGEST = 6, 45
"""Length, in words, of a sentence that can become a claim."""
EVIDENCE_WORDS = 150
"""Words of evidence for a claim, about a passage of the store."""
DOMAINS = ("ectsum", "podcast", "qmsumm", "sales_call", "sales_email", "samsum", "scitldr")
_WICE: dict[str, Support] = {
    "supported": "supported", "partially_supported": "unstated", "not_supported": "unstated",
}  # fmt: skip


def from_sentences(contexts: Sequence[str], editor: Editor) -> Iterator[Example]:
    """Make a claim from each context that has a suitable sentence."""
    rng = editor.rng
    for context in contexts:
        sentences = [span for span in sentence_spans(context) if SHORTEST <= _words(context, span) <= LONGEST]
        if sentences:
            example = _from_sentence(context, rng.choice(sentences), contexts, editor)
            if example:
                yield example


def _from_sentence(context: str, span: tuple[int, int], contexts: Sequence[str], editor: Editor) -> Example | None:
    rng, sentence = editor.rng, context[slice(*span)]
    claim = paraphrased(sentence, rng)
    passage = cut(context, span, rng).text
    way = rng.random()
    if way < 0.34:
        return Example(claim, passage, "paraphrased", support="supported")
    if way < 0.74:
        edit = editor.edit(claim if rng.random() < 0.6 else sentence, context, FALSE)
        return Example(edit.text, passage, f"claim: {edit.kind}", support="contradicted") if edit else None
    if way < 0.82:
        edit = editor.edit(claim, context, ["invented"])
        return Example(edit.text, passage, "claim: invented", support="unstated") if edit else None
    other = context[: span[0]] + context[span[1] :] if way < 0.93 else rng.choice(contexts)
    if len(other.split()) < 20 or other == context:
        return None
    return Example(claim, cut(other, None, rng).text, "claim: not there", support="unstated")


def from_questions(asked: Sequence[Asked], editor: Editor) -> Iterator[Example]:
    """Join question and answer into a statement, or the question and another answer from the passage."""
    for one in asked:
        claim = statement(one.question, one.answer)
        if not claim:
            continue
        passage = cut(one.context, (one.start, one.end), editor.rng).text
        if editor.rng.random() < 0.5:
            yield Example(claim, passage, "statement", support="supported")
        elif edit := editor.edit(claim, one.context, ["name", "number", "date", "opposite", "negation"]):
            yield Example(edit.text, passage, f"statement: {edit.kind}", support="contradicted")


def in_other_words(asked: Sequence[Asked], editor: Editor) -> Iterator[Example]:
    """Turn people's questions into claims in other words than the passage.

    The passage supports the claim, contradicts it (one thing is changed), or does not state it (its answer is removed).
    """
    rng = editor.rng
    for one in asked:
        claim = presupposed(one.question) or statement(one.question, one.answer)
        if not claim:
            continue
        passage, way = cut(one.context, (one.start, one.end), rng).text, rng.random()
        if way < 0.5:
            yield Example(claim, passage, "other words", support="supported")
        elif way < 0.75:
            edit = editor.edit(claim, one.context, ["name", "name", "number", "date", "opposite", "negation"])
            if edit:
                yield Example(edit.text, passage, f"other words: {edit.kind}", support="contradicted")
        elif left := without(one, rng):
            yield Example(claim, left.second, "other words: not there", support="unstated")


def from_summedits(data: Path) -> Iterator[Example]:
    """Take sentences of summaries: edited ones contradict their document, the others are supported."""
    for domain in DOMAINS:
        for row in rows(data / "grounding" / f"summedits_{domain}_train.jsonl.gz"):
            yield from _summary(row, f"summedits {domain}")


def _summary(row: Any, origin: str) -> Iterator[Example]:
    text, original = row["summary"], row["original_summary"]
    untouched = {original[slice(*span)] for span in sentence_spans(original)}
    sentences = [text[slice(*span)] for span in sentence_spans(text)]
    changed = [sentence for sentence in sentences if sentence not in untouched]
    if row["label"] == 0 and len(changed) == 1:  # with several changes, any may be the false one
        yield Example(changed[0], evidence_for(changed[0], row["doc"]), origin, support="contradicted")
    for sentence in sentences if row["label"] == 1 else ():
        if len(sentence.split()) >= 5:
            yield Example(sentence, evidence_for(sentence, row["doc"]), origin, support="supported")


def from_wice(file: Path) -> Iterator[Example]:
    """Take claims of Wikipedia with sentences of the pages they cite; partial support counts as unstated."""
    for row in rows(file):
        evidence = evidence_for(row["claim"], "\n".join(row["evidence"]))
        yield Example(row["claim"], evidence, "wice", support=_WICE[row["label"]])


def evidence_for(claim: str, document: str, words: int = EVIDENCE_WORDS) -> str:
    """Return the sentences of a long document that share most words with the claim, in their order."""
    if len(document.split()) <= words:
        return document
    wanted = set(stems(claim))
    sentences = sentence_spans(document)
    ranked = sorted(sentences, key=lambda span: -_shared(wanted, document[slice(*span)]))
    chosen, held = [], 0
    for span in ranked:
        if held + _words(document, span) > words:
            break
        chosen.append(span)
        held += _words(document, span)
    return " ".join(document[slice(*span)] for span in sorted(chosen)) or document[: words * 6]


def _shared(wanted: set[str], sentence: str) -> float:
    own = set(stems(sentence))
    return len(wanted & own) / sqrt(8 + len(own))


def _words(text: str, span: tuple[int, int]) -> int:
    return len(text[slice(*span)].split())
