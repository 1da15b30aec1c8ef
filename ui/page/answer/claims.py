"""Render the sentences of an answer with citations, verdict and attribution."""

from collections.abc import Iterable, Mapping

from rag.answering.compose import QUOTED
from rag.schema.citation import Citation, Claim, Verdict
from rag.verification.verify import UNSURE
from ui.messages.messages import Messages
from ui.page.answer.cards import mark
from ui.page.escape import escaped, isolated


def claims_html(words: Messages, number: int, claims: Iterable[Claim], citations: Mapping[int, Citation]) -> str:
    """Render one paragraph per claim of the page's answer number `number`."""
    return "".join(_claim(words, number, claim, citations) for claim in claims)


def according_to(words: Messages, who: str) -> str:
    """Render the attribution of a claim, "According to the air force", with "The" in lower case."""
    return words.answer.according_to(who=isolated("t" + who[1:] if who.startswith("The ") else who))


def verdict_label(words: Messages, verdict: Verdict) -> str:
    """Return the label of a verdict; "" for a supported claim."""
    texts = words.answer
    match verdict:
        case "contradicted":
            return texts.contradicted
        case "unsupported":
            return texts.unsupported
        case "unchecked":
            return texts.unchecked
        case "supported":
            return ""


def _claim(words: Messages, number: int, claim: Claim, citations: Mapping[int, Citation]) -> str:
    marks = "".join(mark(words, number, citations[n]) for n in claim.citations if n in citations)
    text = f'<span class="cw-words">{escaped(claim.text)}</span>'
    joined = f"{text}&nbsp;{marks}" if marks else text
    below = f"{_verdict(words, claim)}{_spread(words, claim)}"
    return f'<p class="cw-claim cw-{claim.verdict}" dir="auto">{joined}{below}</p>'


def _verdict(words: Messages, claim: Claim) -> str:
    if claim.verdict == "supported":
        notes = [
            words.answer.unsure if reason == UNSURE else isolated(reason)
            for reason in claim.reasons
            if reason not in QUOTED
        ]
        return _below(words, "cw-spread", "; ".join(notes)) if notes else ""
    label = verdict_label(words, claim.verdict)
    if claim.verdict == "unchecked" and claim.reasons:  # a sentence that needs no source
        return ""
    reasons = "; ".join(claim.reasons)
    return _below(words, "cw-verdict", f"{label}: {isolated(reasons)}" if reasons else label)


def _spread(words: Messages, claim: Claim) -> str:
    """Render the attribution and the number of independent sources of a supported claim."""
    if claim.verdict != "supported":
        return ""
    notes = [according_to(words, claim.attribution)] if claim.attribution else []
    if claim.independent_sources > 1:
        notes.append(words.answer.reported_by(claim.independent_sources))
    return _below(words, "cw-spread", " · ".join(notes)) if notes else ""


def _below(words: Messages, css_class: str, content: str) -> str:
    """Render a line in the page's direction below a sentence, which may have the other direction."""
    return f'<span class="{css_class}" dir="{words.direction}">{content}</span>'
