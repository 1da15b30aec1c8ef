"""The kinds of address in a message: of a cited span, of what changed in its article, and of an article elsewhere."""

from urllib.parse import quote, urlsplit

from rag.schema.citation import Citation


def citation_link(answer: int, citation: Citation) -> str:
    """`#cite-ANSWER-N/VERSION/START/END/ARTICLE/PASSAGE`: all that the page's script needs to show the span.

    Messages lose every data attribute when they are made safe, so the link itself carries it. Offsets count code
    points.
    """
    article = citation.article
    place = f"{article.version}/{citation.start}/{citation.end}/{quote(article.id, safe='')}/{citation.passage_id}"
    return f"#cite-{answer}-{citation.n}/{place}"


def changes_link(answer: int, citation: Citation) -> str:
    """`#changes-ANSWER-N/VERSION/ARTICLE`: what the cited version reads otherwise than the one before it."""
    article = citation.article
    return f"#changes-{answer}-{citation.n}/{article.version}/{quote(article.id, safe='')}"


def web_address(url: str) -> str:
    """`url` where it is a plain http(s) address, else ""."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return url.strip() if parts.scheme in ("http", "https") and parts.hostname else ""
