"""Answers as messages: one line of HTML each, in which every word of others is escaped. Pure.

A message is a single HTML block (it begins with a tag and holds no line break), so no Markdown is read in it.
"""

from collections.abc import Iterable, Mapping, Sequence

from rag.answer_shape import Answer, Notice
from rag.claim import Citation, Claim
from rag.verify import UNSURE
from ui.page import messages
from ui.page.cards import cards, mark
from ui.page.conflicts import conflict_tables
from ui.page.escape import escaped, escaped_lines
from ui.page.progress import Progress


def question_message(question: str) -> str:
    """What was asked, as it was typed."""
    return f'<div class="cw-question">{escaped_lines(question)}</div>'


def progress_message(number: int, progress: Progress) -> str:
    """The answer as far as it is known, and what is being done. `number` tells the page's answers apart."""
    if progress.answer is not None:
        return answer_message(number, progress.answer, progress.standalone)
    return _message(*_so_far(number, progress), f'<p class="cw-stage">{escaped(progress.stage)}</p>')


def stopped_message(number: int, progress: Progress) -> str:
    """What was there when it was stopped."""
    return _message(*_so_far(number, progress), f'<p class="cw-note">{messages.STOPPED}</p>')


def error_message(problem: str) -> str:
    """Why there is no answer, and what to do."""
    return _message(
        f'<div class="cw-error"><p class="cw-headline">{messages.FAILED}</p><p>{escaped(problem)}</p></div>'
    )


def answer_message(number: int, answer: Answer, standalone: str = "") -> str:
    """The whole answer. `standalone` is the question as it was understood, where that differs."""
    citations = {citation.n: citation for citation in answer.citations}
    understood = _understood(standalone if standalone != answer.question else "")
    if answer.status == "not_found":
        return _message(understood, _not_found(number, answer))
    return _message(
        understood,
        _short_answer(answer),
        f'<p class="cw-note">{messages.STATUSES[answer.status]}</p>' if answer.status == "partial" else "",
        _claims(number, answer.claims, citations),
        conflict_tables(number, answer.conflicts, citations),
        _notices(answer.notices),
        _section(messages.SOURCES, cards(number, answer.citations)),
    )


def _message(*parts: str) -> str:
    return f'<div class="cw-answer">{"".join(parts)}</div>'


def _so_far(number: int, progress: Progress) -> tuple[str, str]:
    return _understood(progress.standalone), _claims(number, progress.claims.values(), progress.citations)


def _understood(standalone: str) -> str:
    return f'<p class="cw-understood">{messages.UNDERSTOOD} {escaped(standalone)}</p>' if standalone else ""


def _short_answer(answer: Answer) -> str:
    """Left out where it would only say the first claim again."""
    first = answer.claims[0].text.strip() if answer.claims else ""
    if not answer.short_answer or first == answer.short_answer.strip():
        return ""
    return f'<p class="cw-short">{escaped(answer.short_answer)}</p>'


def _claims(number: int, claims: Iterable[Claim], citations: Mapping[int, Citation]) -> str:
    return "".join(_claim(number, claim, citations) for claim in claims)


def _claim(number: int, claim: Claim, citations: Mapping[int, Citation]) -> str:
    marks = "".join(mark(number, citations[n]) for n in claim.citations if n in citations)
    words = f'<span class="cw-words">{escaped(claim.text)}</span>'
    joined = f"{words}&nbsp;{marks}" if marks else words
    return f'<p class="cw-claim cw-{claim.verdict}">{joined}{_verdict(claim)}{_spread(claim)}</p>'


def _verdict(claim: Claim) -> str:
    if claim.verdict == "supported" and UNSURE in claim.reasons:
        return f'<span class="cw-spread">{messages.UNSURE}</span>'
    word = messages.VERDICTS[claim.verdict]
    if not word or (claim.verdict == "unchecked" and claim.reasons):  # a sentence that needs no source
        return ""
    reasons = "; ".join(claim.reasons)
    return f'<span class="cw-verdict">{word}{": " + escaped(reasons) if reasons else ""}</span>'


def _spread(claim: Claim) -> str:
    """How many report it, where more than one does; a claim that failed its check gets no such recommendation."""
    if claim.verdict != "supported" or claim.independent_sources < 2:
        return ""
    return f'<span class="cw-spread">{messages.reported_by(claim.independent_sources)}</span>'


def _not_found(number: int, answer: Answer) -> str:
    nearest = cards(number, answer.related)
    helped = f'<p class="cw-note">{messages.NEAREST_HELP}</p>{nearest}' if nearest else ""
    return (
        f'<p class="cw-headline">{messages.NOT_FOUND}</p>'
        f'{_notices(answer.notices)}<div class="cw-nearest">{_section(messages.NEAREST, helped)}</div>'
    )


def _notices(notices: Sequence[Notice]) -> str:
    return "".join(f'<p class="cw-notice">{escaped(notice.text)}</p>' for notice in notices)


def _section(title: str, content: str) -> str:
    return f'<div class="cw-section"><h3>{title}</h3>{content}</div>' if content else ""
