"""Answers as messages: one line of HTML each, in which every word of others is escaped. Pure.

A message is a single HTML block (it begins with a tag and holds no line break), so no Markdown is read in it.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from urllib.parse import quote

from rag.answer_shape import Answer
from rag.claim import Citation, Claim
from rag.verify import UNSURE
from ui.page import messages
from ui.page.cards import cards, mark
from ui.page.chart import Chart, charts
from ui.page.conflicts import conflict_tables
from ui.page.dates import day
from ui.page.escape import escaped, escaped_lines
from ui.page.progress import Progress

Shown = tuple[str | Chart, ...]
"""What is shown of an answer: HTML, and charts between it."""


def question_message(question: str) -> str:
    """What was asked, as it was typed."""
    return f'<div class="cw-question">{escaped_lines(question)}</div>'


def progress_message(number: int, progress: Progress, as_of: date | None = None) -> Shown:
    """The answer as far as it is known, and what is being done. `number` tells the page's answers apart; `as_of` is the
    day that was set."""
    if progress.answer is not None:
        return answer_message(number, progress.answer, progress.standalone)
    stage = f'<p class="cw-stage">{escaped(progress.stage)}</p>'
    return (_message(_conditions(number, as_of), *_so_far(number, progress), stage),)


def stopped_message(number: int, progress: Progress, as_of: date | None = None) -> Shown:
    """What was there when it was stopped."""
    stopped = f'<p class="cw-note">{messages.STOPPED}</p>'
    return (_message(_conditions(number, as_of), *_so_far(number, progress), stopped),)


def error_message(problem: str) -> Shown:
    """Why there is no answer, and what to do."""
    return (
        _message(f'<div class="cw-error"><p class="cw-headline">{messages.FAILED}</p><p>{escaped(problem)}</p></div>'),
    )


def answer_message(number: int, answer: Answer, standalone: str = "") -> Shown:
    """The whole answer. `standalone` is the question as it was understood, where that differs."""
    citations = {citation.n: citation for citation in answer.citations}
    told = {notice.kind: notice for notice in answer.notices}
    window = told["window"].text if "window" in told else ""
    above = (
        _conditions(number, answer.filter.as_of, window),
        _understood(standalone if standalone != answer.question else ""),
    )
    if answer.status == "not_found":
        return (_message(*above, _not_found(number, answer), _link(answer)),)
    drawn = charts(number, answer.conflicts, citations)
    first = (
        *above,
        _short_answer(answer),
        f'<p class="cw-note">{messages.STATUSES[answer.status]}</p>' if answer.status == "partial" else "",
        _claims(number, answer.claims, citations),
        _notices(answer),
        conflict_tables(number, answer.conflicts, citations),
    )
    rest = (_section(messages.SOURCES, cards(number, answer.citations)), _link(answer))
    if not drawn:
        return (_message(*first, *rest),)
    titled = [part for chart in drawn for part in (_chart_title(chart), chart)]
    return (_message(*first), *titled, f'<div class="cw-rest">{"".join(rest)}</div>')


def _conditions(number: int, as_of: date | None, window: str = "") -> str:
    """What it was answered from, where that is not everything that stands now; a window with what lifts it."""
    chips = f'<span class="cw-chip">{escaped(messages.as_of(day(as_of)))}</span>' if as_of else ""
    if window:
        lift = f'<button type="button" class="cw-lift" id="cw-lift-{number}">{messages.LIFT}</button>'
        chips += f'<span class="cw-chip">{escaped(window)}</span>{lift}'
    return f'<div class="cw-conditions">{chips}</div>' if chips else ""


def _link(answer: Answer) -> str:
    """Where the answer can be read again."""
    if not answer.id:
        return ""
    href = f"/a/{quote(answer.id, safe='')}"
    return (
        f'<p class="cw-permalink"><a href="{escaped(href)}" title="{escaped(answer.id)}">{messages.ANSWER_LINK}</a></p>'
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
    """According to whom, and how many report it, where more than one does; a claim that failed its check gets no such
    recommendation."""
    if claim.verdict != "supported":
        return ""
    told = [messages.according_to(claim.attribution)] if claim.attribution else []
    if claim.independent_sources > 1:
        told.append(messages.reported_by(claim.independent_sources))
    return f'<span class="cw-spread">{escaped(" · ".join(told))}</span>' if told else ""


def _not_found(number: int, answer: Answer) -> str:
    """Each reason has its own headline; what lies outside the days asked for is offered as such."""
    kinds = [notice.kind for notice in answer.notices]
    headline = next((messages.HEADLINES[kind] for kind in kinds if kind in messages.HEADLINES), messages.NOT_FOUND)
    outside = "outside_window" in kinds
    title, said = (messages.OUTSIDE, messages.OUTSIDE_HELP) if outside else (messages.NEAREST, messages.NEAREST_HELP)
    nearest = cards(number, answer.related)
    helped = f'<p class="cw-note">{said}</p>{nearest}' if nearest else ""
    return (
        f'<p class="cw-headline">{headline}</p>'
        f'{_notices(answer)}<div class="cw-nearest">{_section(title, helped)}</div>'
    )


def _notices(answer: Answer) -> str:
    """What else is to be known; what stands as a chip, at a claim or as a table is not said again."""
    spread = any(claim.verdict == "supported" and claim.independent_sources > 1 for claim in answer.claims)
    shown = {"window"} | ({"conflict"} if answer.conflicts else set()) | ({"agreement"} if spread else set())
    return "".join(
        f'<p class="cw-notice cw-notice-{escaped(notice.kind)}">{escaped(notice.text)}</p>'
        for notice in answer.notices
        if notice.kind not in shown
    )


def _chart_title(chart: Chart) -> str:
    return f'<div class="cw-chart-title">{escaped(chart.title)}</div>'


def _section(title: str, content: str) -> str:
    return f'<div class="cw-section"><h3>{title}</h3>{content}</div>' if content else ""
