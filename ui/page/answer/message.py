"""Render answers as chat messages: one line of HTML each, with all external text escaped. Pure.

A message is a single HTML block (it begins with a tag and has no line break), so Gradio reads no Markdown in it.
External text has the direction of its own script; the page's texts have that of the page's language.
"""

from index.filters import Filter
from rag.schema.answer import Answer
from ui.messages.messages import Messages
from ui.page.answer.about import about
from ui.page.answer.cards import cards
from ui.page.answer.chart import Chart, chart_title, charts
from ui.page.answer.claims import claims_html
from ui.page.answer.conditions import conditions
from ui.page.answer.conflicts import conflict_tables
from ui.page.answer.notices import notices_html
from ui.page.answer.progress import Progress
from ui.page.answer.stages import stages_html
from ui.page.escape import escaped, escaped_lines, isolated

Shown = tuple[str | Chart, ...]
"""The displayed parts of an answer: HTML and charts."""


def question_message(question: str) -> str:
    """Render a question as typed."""
    return f'<div class="cw-question" dir="auto">{escaped_lines(question)}</div>'


def progress_message(words: Messages, number: int, progress: Progress, taken: Filter) -> Shown:
    """Render a partial answer and the current stage.

    Args:
        words: Messages of the page's language.
        number: Number of the answer on the page.
        progress: Events so far.
        taken: Filter that the visitor set.
    """
    if progress.answer is not None:
        return answer_message(words, number, progress.answer, progress.standalone)
    return (_message(*_so_far(words, number, progress, taken), stages_html(words, progress)),)


def stopped_message(words: Messages, number: int, progress: Progress, taken: Filter) -> Shown:
    """Render the part of an answer that existed when it was stopped."""
    return (_message(*_so_far(words, number, progress, taken), _note(words.answer.stopped)),)


def error_message(words: Messages, problem: str) -> Shown:
    """Render the reason why there is no answer."""
    content = f'<p class="cw-headline">{words.chat.failed}</p><p dir="auto">{escaped(problem)}</p>'
    return (_message(f'<div class="cw-error">{content}</div>'),)


def answer_message(words: Messages, number: int, answer: Answer, standalone: str = "") -> Shown:
    """Render a complete answer; `standalone` is the question as understood, shown if it differs."""
    citations = {citation.n: citation for citation in answer.citations}
    window = next((notice.text for notice in answer.notices if notice.kind == "window"), "")
    above = (
        conditions(words, number, answer.filter, window, whole=True),
        _understood(words, standalone if standalone != answer.question else ""),
    )
    if answer.status == "not_found":
        return (_message(*above, _not_found(words, number, answer), about(words, answer)),)
    first = (
        *above,
        _short_answer(answer),
        _note(words.answer.partial) if answer.status == "partial" else "",
        claims_html(words, number, answer.claims, citations),
        notices_html(words, answer),
        conflict_tables(words, number, answer.conflicts, citations),
    )
    rest = (_section(words.cards.sources, cards(words, number, answer.citations)), about(words, answer))
    shown_charts = charts(number, answer.conflicts, citations)
    if not shown_charts:
        return (_message(*first, *rest),)
    titled = [part for chart in shown_charts for part in (_chart_title(words, chart), chart)]
    return (_message(*first), *titled, f'<div class="cw-rest">{"".join(rest)}</div>')


def _message(*parts: str) -> str:
    return f'<div class="cw-answer">{"".join(parts)}</div>'


def _so_far(words: Messages, number: int, progress: Progress, taken: Filter) -> tuple[str, ...]:
    return (
        conditions(words, number, taken),
        _understood(words, progress.standalone),
        claims_html(words, number, progress.claims.values(), progress.citations),
    )


def _note(text: str) -> str:
    return f'<p class="cw-note">{text}</p>'


def _understood(words: Messages, standalone: str) -> str:
    if not standalone:
        return ""
    return f'<p class="cw-understood">{words.answer.understood(question=isolated(standalone))}</p>'


def _short_answer(answer: Answer) -> str:
    """Render the short answer; "" if it only repeats the first claim."""
    first = answer.claims[0].text.strip() if answer.claims else ""
    if not answer.short_answer or first == answer.short_answer.strip():
        return ""
    return f'<p class="cw-short" dir="auto">{escaped(answer.short_answer)}</p>'


def _not_found(words: Messages, number: int, answer: Answer) -> str:
    """Render the headline of the reason why nothing was found, and the related passages."""
    texts = words.answer
    headlines = {
        "outside_window": texts.outside_window,
        "outside_filter": words.filters.outside,
        "removed": texts.removed,
        "one_side": texts.one_side,
    }
    kinds = [notice.kind for notice in answer.notices]
    headline = next((headlines[kind] for kind in kinds if kind in headlines), texts.not_found)
    title, explained = words.cards.nearest, words.cards.nearest_help
    if "outside_window" in kinds:
        title, explained = words.cards.outside, words.cards.outside_help
    elif "outside_filter" in kinds:
        title, explained = words.filters.outside_title, words.filters.outside_help
    nearest = cards(words, number, answer.related)
    listed = _section(title, f"{_note(explained)}{nearest}" if nearest else "")
    return f'<p class="cw-headline">{headline}</p>{notices_html(words, answer)}<div class="cw-nearest">{listed}</div>'


def _chart_title(words: Messages, chart: Chart) -> str:
    return f'<div class="cw-chart-title">{chart_title(words, chart, isolated)}</div>'


def _section(title: str, content: str) -> str:
    return f'<div class="cw-section"><h3>{title}</h3>{content}</div>' if content else ""
