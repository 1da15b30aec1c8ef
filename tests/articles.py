"""Articles for tests."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from index.article import Article
from index.store import Store
from index.text.dates import parse_moment

StoreOf = Callable[..., Store]
"""The fixture `store_of`: batches of articles in, their store out."""
EXAMPLES = Path(__file__).parent.parent / "examples" / "articles"

HARBOUR = (
    "The harbour of Wexmoor was closed on Monday after a crane fell into the water. Two workers were injured. "
    "The port's director, Alma Finch, said that ships would be sent to Tolland for three days."
)
BAKERY = (
    "A bakery in Tolland has made the longest loaf in the county, 41 metres of it. "
    "Baker Rufus Pell said that the oven had to be opened at both ends."
)


def article(
    text: str = HARBOUR,
    id: str = "harbour",
    published: str | datetime = "2024-03-04T10:00:00+00:00",
    *,
    updated: str | datetime = "",
    authors: Sequence[str] = (),
    **fields: str,
) -> Article:
    """Make an article, with defaults for what is not given.

    `published` "" leaves it undated; `id` "" takes its URL as id.
    """
    return Article.make(
        id=id,
        fallback_id=id,
        title=fields.pop("title", f"About {id}"),
        text=text,
        source=fields.pop("source", "The Tolland Times"),
        authors=authors,
        published=_moment(published),
        updated=_moment(updated),
        language=fields.pop("language", "en"),
        **fields,
    )


def _moment(given: str | datetime) -> datetime | None:
    return given if isinstance(given, datetime) else parse_moment(given) if given else None
