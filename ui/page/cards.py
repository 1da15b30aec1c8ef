"""Cited and nearest passages, as the page lists them under an answer."""

from collections.abc import Sequence

from rag.claim import Citation
from ui.page import messages
from ui.page.dates import day
from ui.page.escape import escaped
from ui.page.links import changes_link, citation_link, web_address


def cards(answer: int, citations: Sequence[Citation]) -> str:
    """The citations as a list."""
    listed = "".join(_card(answer, citation) for citation in citations)
    return f'<ol class="cw-cards">{listed}</ol>' if listed else ""


def byline(citation: Citation) -> str:
    """Source and date, as plain text: "Reuters, 15 November 2022"."""
    article = citation.article
    return f"{article.source or messages.UNNAMED}, {day(article.published) or messages.UNDATED}"


def mark(answer: int, citation: Citation) -> str:
    """The number that stands behind a claim: a link that opens the article at the words."""
    title = escaped(f"{byline(citation)}: {citation.article.title or messages.UNTITLED}")
    return f'<a class="cw-cite" href="{escaped(citation_link(answer, citation))}" title="{title}">[{citation.n}]</a>'


def _card(answer: int, citation: Citation) -> str:
    article = citation.article
    href = escaped(citation_link(answer, citation))
    return (
        f'<li class="cw-card">{mark(answer, citation)}<div class="cw-card-body">'
        f'<a class="cw-card-title" href="{href}" title="{messages.OPEN_SOURCE}">'
        f"{escaped(article.title or messages.UNTITLED)}</a>"
        f'<p class="cw-card-by">{_details(citation)}</p>'
        f'<blockquote class="cw-quote">{escaped(citation.quote)}</blockquote>{_dates(citation)}'
        f"{_corrected(answer, citation)}</div></li>"
    )


def _details(citation: Citation) -> str:
    article = citation.article
    parts = [
        f'<span class="cw-source">{escaped(article.source or messages.UNNAMED)}</span>',
        f"<span>{escaped(day(article.published) or messages.UNDATED)}</span>",
    ]
    if citation.also_in:
        outlets = messages.also_in(len(citation.also_in), ", ".join(citation.also_in))
        parts.append(f'<span class="cw-source">{escaped(outlets)}</span>')
    if address := web_address(article.url):
        parts.append(f'<a class="cw-original" href="{escaped(address)}">{messages.ORIGINAL}</a>')
    return "".join(parts)


def _dates(citation: Citation) -> str:
    """Which days the quote names by its article's."""
    days = dict.fromkeys(messages.resolved(one.text, day(one.day)) for one in citation.dates)
    return f'<p class="cw-dates">{"".join(f"<span>{escaped(one)}</span>" for one in days)}</p>' if days else ""


def _corrected(answer: int, citation: Citation) -> str:
    """That the article read otherwise before, with a link to the difference."""
    if citation.corrected is None:
        return ""
    link = f'<a class="cw-changes" href="{escaped(changes_link(answer, citation))}">{messages.CHANGES}</a>'
    return f'<p class="cw-corrected">{escaped(messages.corrected(day(citation.corrected)))} {link}</p>'
