"""Make the Answer of the model's sentences. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from rag.answering.refusal import refuse
from rag.generation.citations import Cited
from rag.generation.drafting import Draft
from rag.language.patterns import load_patterns
from rag.schema.answer import Answer, Notice, Status
from rag.schema.evidence import Evidence

FAILED = ("unsupported", "contradicted")
_MISSING = load_patterns("statements")["missing"]


def answer_of(question: str, draft: Draft, evidence: Sequence[Evidence]) -> Answer:
    """Make the answer of the sentences of `draft`; not found if it has none.

    The answer is partial if a sentence failed its check, or says that something is missing.
    """
    if not draft.sentences and not draft.struck:
        return replace(refuse(question, evidence), mode="llm")
    failed = [one for one in draft.sentences if one.claim.verdict in FAILED]
    missing = [one for one in draft.sentences if one.score is None and _MISSING.search(one.claim.text)]
    passed = [one for one in draft.sentences if one.claim.verdict == "supported"]
    status: Status = "answered" if passed and not (failed or missing or draft.struck) else "partial"
    return Answer(
        question=question,
        standalone_question=question,
        status=status,
        mode="llm",
        short_answer=passed[0].claim.text if passed else "",
        confidence=_confidence(draft.sentences),
        claims=tuple(one.claim for one in draft.sentences),
        citations=draft.citations,
        notices=tuple(_notices(failed, missing, draft.struck)),
    )


def _confidence(sentences: Sequence[Cited]) -> float:
    """Return the lowest score of the sentences; 0 if none states a fact."""
    return min((one.score for one in sentences if one.score is not None), default=0.0)


def _notices(failed: Sequence[Cited], missing: Sequence[Cited], struck: Sequence[Cited]) -> list[Notice]:
    found = [Notice("missing", one.claim.text) for one in missing]
    if failed:
        found.append(Notice("rewrite", f"{_count(failed)} marked; the answer can be written again by what was found."))
    if struck:
        reasons = "; ".join(dict.fromkeys(reason for one in struck for reason in one.claim.reasons))
        found.append(Notice("struck", f"{_count(struck)} struck out for want of support{reasons and f' ({reasons})'}."))
    return found


def _count(sentences: Sequence[Cited]) -> str:
    return "One sentence is" if len(sentences) == 1 else f"{len(sentences)} sentences are"
