"""Articles for tests."""

from pathlib import Path

from index.article import Article
from index.text.dates import parse_moment

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
    text: str = HARBOUR, id: str = "harbour", published: str = "2024-03-04T10:00:00+00:00", **fields: str
) -> Article:
    """Make an article, with defaults for what is not given; `published` "" leaves it undated."""
    return Article.make(
        id=id,
        fallback_id=id,
        title=fields.pop("title", f"About {id}"),
        text=text,
        source=fields.pop("source", "The Tolland Times"),
        published=parse_moment(published) if published else None,
        updated=parse_moment(fields.pop("updated")) if fields.get("updated") else None,
        language=fields.pop("language", "en"),
        **fields,
    )
