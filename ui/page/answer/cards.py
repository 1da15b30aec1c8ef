"""Cited and nearest passages, as the page lists them under an answer."""

from collections.abc import Sequence

from rag.claim import Citation
from ui.page.escape import escaped, isolated, unturned
from ui.page.links import changes_link, citation_link, web_address
from ui.page.messages.messages import Messages


def cards(words: Messages, answer: int, citations: Sequence[Citation]) -> str:
    """The citations as a list."""
    listed = "".join(_card(words, answer, citation) for citation in citations)
    return f'<ol class="cw-cards">{listed}</ol>' if listed else ""


def byline(words: Messages, citation: Citation) -> str:
    """Source and date, as plain text: "Reuters, 15 November 2022"."""
    article = citation.article
    return f"{article.source or words.cards.unnamed}, {words.day(article.published) or words.cards.undated}"


def mark(words: Messages, answer: int, citation: Citation) -> str:
    """The number that stands behind a claim: a link that opens the article at the words."""
    title = escaped(unturned(f"{byline(words, citation)}: {citation.article.title or words.cards.untitled}"))
    return f'<a class="cw-cite" href="{escaped(citation_link(answer, citation))}" title="{title}">[{citation.n}]</a>'


def _card(words: Messages, answer: int, citation: Citation) -> str:
    article = citation.article
    href = escaped(citation_link(answer, citation))
    return (
        f'<li class="cw-card">{mark(words, answer, citation)}<div class="cw-card-body"><p class="cw-card-head"'
        f' dir="auto"><a class="cw-card-title" href="{href}" title="{words.cards.open}">'
        f"{escaped(article.title or words.cards.untitled)}</a></p>"
        f'<p class="cw-card-by">{_details(words, citation)}</p>'
        f'<blockquote class="cw-quote" dir="auto">{escaped(citation.quote)}</blockquote>{_dates(words, citation)}'
        f"{_corrected(words, answer, citation)}</div></li>"
    )


def _details(words: Messages, citation: Citation) -> str:
    article = citation.article
    parts = [
        f"<span>{isolated(article.source or words.cards.unnamed)}</span>",
        f"<span>{words.day(article.published) or words.cards.undated}</span>",
    ]
    if citation.also_in:
        names = ", ".join(isolated(name) for name in citation.also_in)
        parts.append(f"<span>{words.cards.also_in(len(citation.also_in), names=names)}</span>")
    if address := web_address(article.url):
        parts.append(f'<a class="cw-original" href="{escaped(address)}">{words.cards.original}</a>')
    return "".join(parts)


def _dates(words: Messages, citation: Citation) -> str:
    """Which days the quote names by its article's."""
    days = dict.fromkeys(
        words.cards.resolved(words=isolated(one.text), day=words.day(one.day)) for one in citation.dates
    )
    return f'<p class="cw-dates">{"".join(f"<span>{one}</span>" for one in days)}</p>' if days else ""


def _corrected(words: Messages, answer: int, citation: Citation) -> str:
    """That the article read otherwise before, with a link to the difference."""
    if citation.corrected is None:
        return ""
    link = f'<a class="cw-changes" href="{escaped(changes_link(answer, citation))}">{words.cards.changes}</a>'
    return f'<p class="cw-corrected">{words.cards.corrected(day=words.day(citation.corrected))} {link}</p>'
