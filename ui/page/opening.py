"""What the page shows before anything is asked. Pure."""

from index.view import Counts
from ui.page import messages
from ui.page.dates import day
from ui.page.escape import escaped


def header(counts: Counts | None = None) -> str:
    """The name, and what the store holds."""
    holds = ""
    if counts is not None and counts.articles:
        holds = f'<p class="cw-holds">{escaped(messages.holdings(counts.articles, day(counts.newest)))}</p>'
    return f'<header class="cw-header"><h1>{messages.TITLE}</h1>{holds}</header>'


def welcome(counts: Counts | None = None) -> str:
    """What can be done here; with an empty store, how to fill it."""
    if counts is not None and not counts.articles:
        return (
            f'<div class="cw-welcome"><h2>{messages.EMPTY}</h2><p>{messages.EMPTY_HELP}</p>'
            f'<pre class="cw-command"><code>{messages.EMPTY_COMMAND}</code></pre><p>{messages.EMPTY_SOURCES}</p></div>'
        )
    return f'<div class="cw-welcome"><h2>{messages.OPENING}</h2><p>{messages.OPENING_HELP}</p></div>'
