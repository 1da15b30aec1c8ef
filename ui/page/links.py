"""The two kinds of address in a message: of a cited span in this page, and of an article elsewhere."""

from urllib.parse import quote, urlsplit

from rag.claim import Citation


def citation_link(answer: int, citation: Citation) -> str:
    """`#cite-ANSWER-N/VERSION/START/END/ARTICLE`: all that the page's script needs to show the span.

    Messages lose every data attribute when they are made safe, so the link itself carries it. Offsets count code
    points.
    """
    article = citation.article
    place = f"{article.version}/{citation.start}/{citation.end}/{quote(article.id, safe='')}"
    return f"#cite-{answer}-{citation.n}/{place}"


def web_address(url: str) -> str:
    """`url` where it is a plain http(s) address, else ""."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return url.strip() if parts.scheme in ("http", "https") and parts.hostname else ""
