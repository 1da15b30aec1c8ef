"""A checked draft as the page shows it: one line of HTML, in which every word of others is escaped. Pure.

The draft reads as it was written, in its paragraphs. A sentence that is not supported stands on lines of its own, with
the reason under it. Verdicts are told by a sign and in words, never by colour alone.
"""

from collections.abc import Iterator, Mapping

from rag.claim import Citation, Verdict
from rag.draft import DraftCheck, DraftClaim
from ui.page import messages
from ui.page.cards import cards, mark
from ui.page.escape import escaped

NUMBER = 0
"""What tells the links of the check from those of answers, which count from 1."""
_COUNTED: tuple[Verdict, ...] = ("supported", "contradicted", "unsupported")


def check_html(check: DraftCheck) -> str:
    """The draft as far as it is checked, what was found, and the cited passages."""
    cited = {citation.n: citation for citation in check.citations}
    paragraphs = "".join(f'<p class="cw-paragraph">{" ".join(one)}</p>' for one in _paragraphs(check, cited))
    sources = cards(NUMBER, check.citations)
    listed = f'<div class="cw-section"><h3>{messages.SOURCES}</h3>{sources}</div>' if sources else ""
    return _block(_summary(check), f'<div class="cw-draft">{paragraphs}</div>', _caveats(check), listed)


def check_problem(problem: str) -> str:
    """Why there is no check, and what to do."""
    told = f'<p class="cw-headline">{messages.CHECK_FAILED}</p><p>{escaped(problem)}</p>'
    return _block(f'<div class="cw-error">{told}</div>')


def status_html(words: str) -> str:
    """How far the check is."""
    return f'<p class="cw-progress">{escaped(words)}</p>'


def _block(*parts: str) -> str:
    return f'<div class="cw-checked">{"".join(parts)}</div>'


def _summary(check: DraftCheck) -> str:
    """What the signs mean, and how many sentences have each."""
    counts = [(verdict, check.count(verdict)) for verdict in _COUNTED]
    if not any(count for _, count in counts):
        return f'<p class="cw-note">{messages.NOTHING_TO_CHECK}</p>' if len(check.claims) == check.sentences else ""
    items = "".join(
        f'<li class="cw-{verdict}"><span class="cw-sign">{messages.SIGNS[verdict]}</span> '
        f"{messages.counted(verdict, count)}</li>"
        for verdict, count in counts
        if count
    )
    return f'<ul class="cw-counts">{items}</ul>'


def _paragraphs(check: DraftCheck, cited: Mapping[int, Citation]) -> Iterator[list[str]]:
    """The sentences as HTML, those of one paragraph together; what is not checked yet stands as it is at the end."""
    paragraph, end = list[str](), 0
    for one in check.claims:
        if "\n" in check.text[end : one.start] and paragraph:
            yield paragraph
            paragraph = []
        paragraph.append(_sentence(one, cited))
        end = one.end
    first, *later = check.text[end:].split("\n")
    if first.strip():
        paragraph.append(_waiting(first))
    if paragraph:
        yield paragraph
    yield from ([_waiting(line)] for line in later if line.strip())


def _waiting(text: str) -> str:
    return f'<span class="cw-waiting">{escaped(text)}</span>'


def _sentence(one: DraftClaim, cited: Mapping[int, Citation]) -> str:
    claim = one.claim
    words = f'<span class="cw-words">{escaped(claim.text)}</span>'
    if claim.verdict == "unchecked":
        return f'<span class="cw-sentence cw-unchecked">{words}</span>'
    said = messages.CHECKED[claim.verdict]
    sign = f'<span class="cw-sign" title="{said}">{messages.SIGNS[claim.verdict]}</span>'
    marks = "".join(mark(NUMBER, cited[n]) for n in claim.citations if n in cited)
    joined = f"{sign}&nbsp;{words}" + (f"&nbsp;{marks}" if marks else "")
    return f'<span class="cw-sentence cw-{claim.verdict}">{joined}{_reason(one)}</span>'


def _reason(one: DraftClaim) -> str:
    """Why a sentence is not supported, on a line of its own; of one that is, a word for those who cannot see."""
    claim = one.claim
    said = messages.CHECKED[claim.verdict]
    if claim.verdict == "supported":
        return f'<span class="cw-unseen"> ({said})</span>'
    reasons = "; ".join(claim.reasons)
    return f'<span class="cw-why"><b>{said}</b>{": " + escaped(reasons) if reasons else ""}</span>'


def _caveats(check: DraftCheck) -> str:
    return "".join(f'<p class="cw-notice">{escaped(caveat)}</p>' for caveat in check.caveats)
