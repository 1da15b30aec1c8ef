"""Cited and nearest passages, as the page lists them under an answer: a card for each independent source."""

from collections.abc import Sequence

from index.dedup.agency import same_name
from rag.schema.citation import Citation
from ui.messages.messages import Messages
from ui.page.escape import escaped, isolated, unturned
from ui.serialization.links import changes_link, citation_link, web_address


def cards(words: Messages, answer: int, citations: Sequence[Citation]) -> str:
    """The citations as a list, those from one hand on one card."""
    listed = "".join(_card(words, answer, group) for group in grouped(citations))
    return f'<ol class="cw-cards">{listed}</ol>' if listed else ""


def grouped(citations: Sequence[Citation]) -> list[list[Citation]]:
    """Those of one publisher, and those of outlets that pass on one agency, together; each group where its first
    citation stands."""
    groups: list[list[Citation]] = []
    for citation in citations:
        near = [group for group in groups if any(_one_hand(citation, other) for other in group)]
        if not near:
            groups.append([citation])
            continue
        for group in near[1:]:  # what stood apart until now is joined by this one
            near[0].extend(group)
            groups.remove(group)
        near[0].append(citation)
    return groups


def byline(words: Messages, citation: Citation) -> str:
    """Source and date, as plain text: "Reuters, 15 November 2022"."""
    article = citation.article
    return f"{article.source or words.cards.unnamed}, {words.day(article.published) or words.cards.undated}"


def mark(words: Messages, answer: int, citation: Citation) -> str:
    """The number that stands behind a claim: a link that opens the article at the words."""
    title = escaped(unturned(f"{byline(words, citation)}: {citation.article.title or words.cards.untitled}"))
    return f'<a class="cw-cite" href="{escaped(citation_link(answer, citation))}" title="{title}">[{citation.n}]</a>'


def _one_hand(one: Citation, other: Citation) -> bool:
    if one.article.id == other.article.id:
        return True
    return any(same_name(hand, another) for hand in _hands(one) for another in _hands(other))


def _hands(one: Citation) -> tuple[str, ...]:
    return tuple(hand for hand in (one.article.source, one.agency) if hand)


def _card(words: Messages, answer: int, group: Sequence[Citation]) -> str:
    entries = "".join(_entry(words, answer, citation, group[0]) for citation in sorted(group, key=lambda one: one.n))
    return f'<li class="cw-card"><p class="cw-card-by">{_source(words, group)}</p>{entries}</li>'


def _source(words: Messages, group: Sequence[Citation]) -> str:
    """Whose words they are: the first one's publisher, the agency behind it, and the other outlets that print it."""
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
