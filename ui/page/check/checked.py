"""Render a checked draft as one line of HTML with all external text escaped. Pure.

The draft keeps its paragraphs. A sentence that is not supported has lines of its own with the reason below it. Verdicts
have a symbol and words, never colour alone.
"""

from collections.abc import Iterator, Mapping

from rag.schema.citation import Citation, Verdict
from rag.verification.draft import DraftCheck, DraftClaim
from ui.messages.messages import Messages
from ui.messages.phrase import Counted
from ui.page.answer.cards import cards, mark
from ui.page.escape import escaped, isolated

NUMBER = 0
"""Answer number in the check's citation links; answers count from 1."""
_SIGNS: dict[Verdict, str] = {"supported": "✓", "contradicted": "✗", "unsupported": "?", "unchecked": ""}


def check_html(words: Messages, check: DraftCheck) -> str:
    """Render the draft as checked so far, the counts of verdicts, and the cited passages."""
    cited = {citation.n: citation for citation in check.citations}
    paragraphs = "".join(
        f'<p class="cw-paragraph" dir="auto">{" ".join(sentences)}</p>'
        for sentences in _paragraphs(words, check, cited)
    )
    sources = cards(words, NUMBER, check.citations)
    listed = f'<div class="cw-section"><h3>{words.cards.sources}</h3>{sources}</div>' if sources else ""
    return _block(_summary(words, check), f'<div class="cw-draft">{paragraphs}</div>', _caveats(check), listed)


def check_problem(words: Messages, problem: str) -> str:
    """Render the reason why there is no check."""
    content = f'<p class="cw-headline">{words.check.failed}</p><p dir="auto">{escaped(problem)}</p>'
    return _block(f'<div class="cw-error">{content}</div>')


def status_html(status: str) -> str:
    """Render the progress of the check."""
    return f'<p class="cw-progress">{status}</p>'


def _block(*parts: str) -> str:
    return f'<div class="cw-checked">{"".join(parts)}</div>'


def _summary(words: Messages, check: DraftCheck) -> str:
    """Render the symbols with their meaning and number of sentences."""
    texts = words.check
    names: dict[Verdict, Counted] = {
        "supported": texts.count_supported,
        "contradicted": texts.count_contradicted,
        "unsupported": texts.count_unsupported,
    }
    counts = {verdict: check.count(verdict) for verdict in names}
    if not any(counts.values()):
        return f'<p class="cw-note">{texts.nothing}</p>' if len(check.claims) == check.sentences else ""
    items = "".join(
        f'<li class="cw-{verdict}"><span class="cw-sign">{_SIGNS[verdict]}</span> {names[verdict](count)}</li>'
        for verdict, count in counts.items()
        if count
    )
    return f'<ul class="cw-counts">{items}</ul>'


def _paragraphs(words: Messages, check: DraftCheck, cited: Mapping[int, Citation]) -> Iterator[list[str]]:
    """Yield the sentences of each paragraph as HTML; unchecked text follows unchanged."""
    paragraph, end = list[str](), 0
    for sentence in check.claims:
        if "\n" in check.text[end : sentence.start] and paragraph:
            yield paragraph
            paragraph = []
        paragraph.append(_sentence(words, sentence, cited))
        end = sentence.end
    first, *later = check.text[end:].split("\n")
    if first.strip():
        paragraph.append(_waiting(first))
    if paragraph:
        yield paragraph
    yield from ([_waiting(line)] for line in later if line.strip())


def _waiting(text: str) -> str:
    return f'<span class="cw-waiting">{escaped(text)}</span>'


def _sentence(words: Messages, sentence: DraftClaim, cited: Mapping[int, Citation]) -> str:
    claim = sentence.claim
    text = f'<span class="cw-words">{escaped(claim.text)}</span>'
    if claim.verdict == "unchecked":
        return f'<span class="cw-sentence cw-unchecked">{text}</span>'
    label = _verdict(words, claim.verdict)
    sign = f'<span class="cw-sign" title="{label}">{_SIGNS[claim.verdict]}</span>'
    marks = "".join(mark(words, NUMBER, cited[n]) for n in claim.citations if n in cited)
    joined = f"{sign}&nbsp;{text}" + (f"&nbsp;{marks}" if marks else "")
    return f'<span class="cw-sentence cw-{claim.verdict}">{joined}{_reason(words, sentence, label)}</span>'


def _reason(words: Messages, sentence: DraftClaim, label: str) -> str:
    """Render the reason of a failed check on its own line; for a supported sentence, a label for screen readers."""
    claim = sentence.claim
    if claim.verdict == "supported":
        return f'<span class="cw-unseen" dir="{words.direction}"> ({label})</span>'
    reasons = isolated("; ".join(claim.reasons)) if claim.reasons else ""
    why = f"<b>{label}</b>{': ' if reasons else ''}{reasons}"
    return f'<span class="cw-why" dir="{words.direction}">{why}</span>'


def _verdict(words: Messages, verdict: Verdict) -> str:
    texts = words.check
    match verdict:
        case "supported":
            return texts.supported
        case "contradicted":
            return texts.contradicted
        case "unsupported":
            return texts.unsupported
        case "unchecked":
            return texts.unchecked


def _caveats(check: DraftCheck) -> str:
    return "".join(f'<p class="cw-notice" dir="auto">{escaped(caveat)}</p>' for caveat in check.caveats)
