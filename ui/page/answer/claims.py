"""The sentences of an answer, each with its citations, its verdict, and who says it."""

from collections.abc import Iterable, Mapping

from rag.answering.compose import QUOTED
from rag.schema.citation import Citation, Claim, Verdict
from rag.verification.verify import UNSURE
from ui.messages.messages import Messages
from ui.page.answer.cards import mark
from ui.page.escape import escaped, isolated


def claims_html(words: Messages, number: int, claims: Iterable[Claim], citations: Mapping[int, Citation]) -> str:
    """The sentences, a paragraph each, as `number`'s answer has them."""
    return "".join(_claim(words, number, claim, citations) for claim in claims)


def according_to(words: Messages, who: str) -> str:
    """Who the articles say it according to; a name that began a sentence no longer does."""
    return words.answer.according_to(who=isolated("t" + who[1:] if who.startswith("The ") else who))


def failed(words: Messages, verdict: Verdict) -> str:
    """What is said of a sentence that is not supported; "" of one that is."""
    said = words.answer
    match verdict:
        case "contradicted":
            return said.contradicted
        case "unsupported":
            return said.unsupported
        case "unchecked":
            return said.unchecked
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
        noted = [words.answer.unsure if one == UNSURE else isolated(one) for one in claim.reasons if one not in QUOTED]
        return _below(words, "cw-spread", "; ".join(noted)) if noted else ""
    said = failed(words, claim.verdict)
    if claim.verdict == "unchecked" and claim.reasons:  # a sentence that needs no source
        return ""
    reasons = "; ".join(claim.reasons)
    return _below(words, "cw-verdict", f"{said}: {isolated(reasons)}" if reasons else said)


def _spread(words: Messages, claim: Claim) -> str:
    """According to whom, and how many report it, where more than one does; a claim that failed its check gets no such
    recommendation."""
    if claim.verdict != "supported":
        return ""
    told = [according_to(words, claim.attribution)] if claim.attribution else []
    if claim.independent_sources > 1:
        told.append(words.answer.reported_by(claim.independent_sources))
    return _below(words, "cw-spread", " · ".join(told)) if told else ""


def _below(words: Messages, kind: str, said: str) -> str:
    """A line of the page's own under a sentence that may run the other way."""
    return f'<span class="{kind}" dir="{words.direction}">{said}</span>'
