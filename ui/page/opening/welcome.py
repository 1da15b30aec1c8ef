"""What the page shows before anything is asked. Pure."""

from index.catalogue.view import Counts
from index.readers.registry import suffixes
from ui.messages.messages import NAME, Messages

COMMAND = "citewell ingest FOLDER"
"""What fills an empty store."""


def header(words: Messages, counts: Counts | None = None) -> str:
    """The name, and what the store holds."""
    holds = f'<p class="cw-holds">{_holds(words, counts)}</p>' if counts and counts.articles else ""
    return f'<header class="cw-header"><h1>{NAME}</h1>{holds}</header>'


def welcome(words: Messages, counts: Counts | None = None, *, administered: bool = False) -> str:
    """What can be done here; with an empty store, how to fill it: on the page itself where one is an administrator."""
    said = words.opening
    if counts is not None and not counts.articles:
        here = f'<p><a href="#articles">{words.articles.begin}</a></p>' if administered else ""
        how = said.empty_or if administered else said.empty_help
        sources = said.empty_sources(kinds=", ".join(suffixes()))
        return (
            f'<div class="cw-welcome"><h2>{said.empty}</h2>{here}<p>{how}</p>'
            f'<pre class="cw-command"><code>{COMMAND}</code></pre><p>{sources}</p></div>'
        )
    return f'<div class="cw-welcome"><h2>{said.title}</h2><p>{said.help}</p></div>'


def _holds(words: Messages, counts: Counts) -> str:
    if counts.newest is None:
        return words.opening.holds(counts.articles)
    return words.opening.newest(counts.articles, day=words.day(counts.newest))
