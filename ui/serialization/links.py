"""Links in a message: to a cited span, to the changes of its article, and to an article on the web."""

from urllib.parse import quote, urlsplit

from rag.schema.citation import Citation


def citation_link(answer: int, citation: Citation) -> str:
    """Return `#cite-ANSWER-N/VERSION/START/END/ARTICLE/PASSAGE`, all that the page's script needs to show the span.

    Sanitizing removes every data attribute from messages, so the link carries the data. Offsets count code points.
    """
    article = citation.article
    position = f"{article.version}/{citation.start}/{citation.end}/{quote(article.id, safe='')}/{citation.passage_id}"
    return f"#cite-{answer}-{citation.n}/{position}"


def changes_link(answer: int, citation: Citation) -> str:
    """Return `#changes-ANSWER-N/VERSION/ARTICLE`, for the changes from the version before the cited one."""
    article = citation.article
    return f"#changes-{answer}-{citation.n}/{article.version}/{quote(article.id, safe='')}"


def web_address(url: str) -> str:
    """Return `url` if it is an http(s) address, else ""."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return url.strip() if parts.scheme in ("http", "https") and parts.hostname else ""
