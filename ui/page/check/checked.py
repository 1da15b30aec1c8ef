"""A checked draft as the page shows it: one line of HTML, in which every word of others is escaped. Pure.

The draft reads as it was written, in its paragraphs. A sentence that is not supported stands on lines of its own, with
the reason under it. Verdicts are told by a sign and in words, never by colour alone.
"""

from collections.abc import Iterator, Mapping

from rag.schema.citation import Citation, Verdict
from rag.verification.draft import DraftCheck, DraftClaim
from ui.messages.messages import Messages
from ui.messages.phrase import Counted
from ui.page.answer.cards import cards, mark
from ui.page.escape import escaped, isolated

NUMBER = 0
"""What tells the links of the check from those of answers, which count from 1."""
_SIGNS: dict[Verdict, str] = {"supported": "✓", "contradicted": "✗", "unsupported": "?", "unchecked": ""}


def check_html(words: Messages, check: DraftCheck) -> str:
    """The draft as far as it is checked, what was found, and the cited passages."""
    cited = {citation.n: citation for citation in check.citations}
    paragraphs = "".join(
        f'<p class="cw-paragraph" dir="auto">{" ".join(one)}</p>' for one in _paragraphs(words, check, cited)
    )
    sources = cards(words, NUMBER, check.citations)
    listed = f'<div class="cw-section"><h3>{words.cards.sources}</h3>{sources}</div>' if sources else ""
    return _block(_summary(words, check), f'<div class="cw-draft">{paragraphs}</div>', _caveats(check), listed)


def check_problem(words: Messages, problem: str) -> str:
    """Why there is no check, and what to do."""
    told = f'<p class="cw-headline">{words.check.failed}</p><p dir="auto">{escaped(problem)}</p>'
    return _block(f'<div class="cw-error">{told}</div>')


def status_html(said: str) -> str:
    """How far the check is."""
    return f'<p class="cw-progress">{said}</p>'


def _block(*parts: str) -> str:
    return f'<div class="cw-checked">{"".join(parts)}</div>'


def _summary(words: Messages, check: DraftCheck) -> str:
    """What the signs mean, and how many sentences have each."""
    said = words.check
    names: dict[Verdict, Counted] = {
        "supported": said.count_supported,
        "contradicted": said.count_contradicted,
        "unsupported": said.count_unsupported,
    }
    counts = {verdict: check.count(verdict) for verdict in names}
    if not any(counts.values()):
        return f'<p class="cw-note">{said.nothing}</p>' if len(check.claims) == check.sentences else ""
    items = "".join(
        f'<li class="cw-{verdict}"><span class="cw-sign">{_SIGNS[verdict]}</span> {names[verdict](count)}</li>'
        for verdict, count in counts.items()
        if count
    )
    return f'<ul class="cw-counts">{items}</ul>'


def _paragraphs(words: Messages, check: DraftCheck, cited: Mapping[int, Citation]) -> Iterator[list[str]]:
    """The sentences as HTML, those of one paragraph together; what is not checked yet stands as it is at the end."""
    paragraph, end = list[str](), 0
    for one in check.claims:
        if "\n" in check.text[end : one.start] and paragraph:
            yield paragraph
            paragraph = []
        paragraph.append(_sentence(words, one, cited))
        end = one.end
    first, *later = check.text[end:].split("\n")
    if first.strip():
        paragraph.append(_waiting(first))
    if paragraph:
        yield paragraph
    yield from ([_waiting(line)] for line in later if line.strip())


def _waiting(text: str) -> str:
    return f'<span class="cw-waiting">{escaped(text)}</span>'


def _sentence(words: Messages, one: DraftClaim, cited: Mapping[int, Citation]) -> str:
    claim = one.claim
    text = f'<span class="cw-words">{escaped(claim.text)}</span>'
    if claim.verdict == "unchecked":
        return f'<span class="cw-sentence cw-unchecked">{text}</span>'
    said = _verdict(words, claim.verdict)
    sign = f'<span class="cw-sign" title="{said}">{_SIGNS[claim.verdict]}</span>'
    marks = "".join(mark(words, NUMBER, cited[n]) for n in claim.citations if n in cited)
    joined = f"{sign}&nbsp;{text}" + (f"&nbsp;{marks}" if marks else "")
    return f'<span class="cw-sentence cw-{claim.verdict}">{joined}{_reason(words, one, said)}</span>'


def _reason(words: Messages, one: DraftClaim, said: str) -> str:
    """Why a sentence is not supported, on a line of its own; of one that is, a word for those who cannot see."""
    claim = one.claim
    if claim.verdict == "supported":
        return f'<span class="cw-unseen" dir="{words.direction}"> ({said})</span>'
    reasons = isolated("; ".join(claim.reasons)) if claim.reasons else ""
    why = f"<b>{said}</b>{': ' if reasons else ''}{reasons}"
    return f'<span class="cw-why" dir="{words.direction}">{why}</span>'


def _verdict(words: Messages, verdict: Verdict) -> str:
    said = words.check
    match verdict:
        case "supported":
            return said.supported
        case "contradicted":
            return said.contradicted
        case "unsupported":
            return said.unsupported
        case "unchecked":
            return said.unchecked


def _caveats(check: DraftCheck) -> str:
    return "".join(f'<p class="cw-notice" dir="auto">{escaped(caveat)}</p>' for caveat in check.caveats)
