"""Render the page's header and greeting. Pure."""

from index.catalogue.view import Counts
from index.readers.registry import suffixes
from ui.messages.messages import NAME, Messages

COMMAND = "citewell ingest FOLDER"
"""Command that fills an empty store."""


def header(words: Messages, counts: Counts | None = None) -> str:
    """Render the name and the store's counts."""
    holds = f'<p class="cw-holds">{_holds(words, counts)}</p>' if counts and counts.articles else ""
    return f'<header class="cw-header"><h1>{NAME}</h1>{holds}</header>'


def welcome(words: Messages, counts: Counts | None = None, *, administrator: bool = False) -> str:
    """Render the greeting; for an empty store, how to fill it (administrators may do so on the page)."""
    texts = words.opening
    if counts is not None and not counts.articles:
        here = f'<p><a href="#articles">{words.articles.begin}</a></p>' if administrator else ""
        how = texts.empty_or if administrator else texts.empty_help
        sources = texts.empty_sources(kinds=", ".join(suffixes()))
        return (
            f'<div class="cw-welcome"><h2>{texts.empty}</h2>{here}<p>{how}</p>'
            f'<pre class="cw-command"><code>{COMMAND}</code></pre><p>{sources}</p></div>'
        )
    return f'<div class="cw-welcome"><h2>{texts.title}</h2><p>{texts.help}</p></div>'


def _holds(words: Messages, counts: Counts) -> str:
    if counts.newest is None:
        return words.opening.holds(counts.articles)
    return words.opening.newest(counts.articles, day=words.day(counts.newest))
