"""Render cited and related passages below an answer, one card per independent source."""

from collections.abc import Sequence

from index.dedup.agency import same_name
from rag.schema.citation import Citation
from ui.messages.messages import Messages
from ui.page.escape import escaped, isolated, without_direction_marks
from ui.serialization.links import changes_link, citation_link, web_address


def cards(words: Messages, answer: int, citations: Sequence[Citation]) -> str:
    """Render the citations as a list of cards, one per publisher or agency."""
    listed = "".join(_card(words, answer, group) for group in grouped(citations))
    return f'<ol class="cw-cards">{listed}</ol>' if listed else ""


def grouped(citations: Sequence[Citation]) -> list[list[Citation]]:
    """Group citations of one publisher or one agency; a group keeps the place of its first citation."""
    groups: list[list[Citation]] = []
    for citation in citations:
        matching = [group for group in groups if any(_same_publisher(citation, other) for other in group)]
        if not matching:
            groups.append([citation])
            continue
        for group in matching[1:]:  # this citation connects groups that were separate
            matching[0].extend(group)
            groups.remove(group)
        matching[0].append(citation)
    return groups


def byline(words: Messages, citation: Citation) -> str:
    """Return source and date as plain text: "Reuters, 15 November 2022"."""
    article = citation.article
    return f"{article.source or words.cards.unnamed}, {words.day(article.published) or words.cards.undated}"


def mark(words: Messages, answer: int, citation: Citation) -> str:
    """Render a citation number as a link that opens the article at the quote."""
    name = f"{byline(words, citation)}: {citation.article.title or words.cards.untitled}"
    title = escaped(without_direction_marks(name))
    return f'<a class="cw-cite" href="{escaped(citation_link(answer, citation))}" title="{title}">[{citation.n}]</a>'


def _same_publisher(first: Citation, second: Citation) -> bool:
    if first.article.id == second.article.id:
        return True
    return any(same_name(name, other) for name in _publishers(first) for other in _publishers(second))


def _publishers(citation: Citation) -> tuple[str, ...]:
    return tuple(name for name in (citation.article.source, citation.agency) if name)


def _card(words: Messages, answer: int, group: Sequence[Citation]) -> str:
    ordered = sorted(group, key=lambda citation: citation.n)
    entries = "".join(_entry(words, answer, citation, group[0]) for citation in ordered)
    return f'<li class="cw-card"><p class="cw-card-by">{_source(words, group)}</p>{entries}</li>'


def _source(words: Messages, group: Sequence[Citation]) -> str:
    """Render the publisher of the first citation, its agency, and the other outlets that carry the story."""
    first = group[0]
    own = first.article.source
    parts = [f'<span class="cw-card-source">{isolated(own or words.cards.unnamed)}</span>']
    if first.agency and not same_name(first.agency, own):
        parts.append(f"<span>{words.cards.passed_on(who=isolated(first.agency))}</span>")
    outlets: dict[str, str] = {}
    for citation in group:
        for name in (citation.article.source, *citation.also_in):
            outlets.setdefault(name.casefold(), name)
    others = [isolated(name) for key, name in outlets.items() if key not in ("", own.casefold())]
    if others:
        parts.append(f"<span>{words.cards.also_in(len(others), names=', '.join(others))}</span>")
    return "".join(parts)


def _entry(words: Messages, answer: int, citation: Citation, first: Citation) -> str:
    article = citation.article
    href = escaped(citation_link(answer, citation))
    return (
        f'<div class="cw-entry">{mark(words, answer, citation)}<div class="cw-card-body"><p class="cw-card-head"'
        f' dir="auto"><a class="cw-card-title" href="{href}" title="{words.cards.open}">'
        f"{escaped(article.title or words.cards.untitled)}</a></p>"
        f'<p class="cw-card-when">{_details(words, citation, first)}</p>'
        f'<blockquote class="cw-quote" dir="auto">{escaped(citation.quote)}</blockquote>{_dates(words, citation)}'
        f"{_corrected(words, answer, citation)}</div></div>"
    )


def _details(words: Messages, citation: Citation, first: Citation) -> str:
    article = citation.article
    parts = [f"<span>{words.day(article.published) or words.cards.undated}</span>"]
    if article.source.casefold() != first.article.source.casefold():
        parts.insert(0, f"<span>{isolated(article.source or words.cards.unnamed)}</span>")
    if address := web_address(article.url):
        parts.append(f'<a class="cw-original" href="{escaped(address)}">{words.cards.original}</a>')
    return "".join(parts)


def _dates(words: Messages, citation: Citation) -> str:
    """Render the dates resolved from relative expressions in the quote: "Tuesday: 15 November 2022"."""
    days = dict.fromkeys(
        words.cards.resolved(words=isolated(resolved.text), day=words.day(resolved.day)) for resolved in citation.dates
    )
    return f'<p class="cw-dates">{"".join(f"<span>{day}</span>" for day in days)}</p>' if days else ""


def _corrected(words: Messages, answer: int, citation: Citation) -> str:
    """Render the date of a correction with a link to the changes; "" for none."""
    if citation.corrected is None:
        return ""
    link = f'<a class="cw-changes" href="{escaped(changes_link(answer, citation))}">{words.cards.changes}</a>'
    return f'<p class="cw-corrected">{words.cards.corrected(day=words.day(citation.corrected))} {link}</p>'
