"""HTML pages: one article each. Trafilatura extracts the text; JSON-LD, meta tags and trafilatura give the rest."""

import codecs
import json
import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from index.article import Article
from index.errors import DateError, SourceError
from index.readers.address import addressed, refuse_front_page
from index.readers.decode import decoded, decoded_by_label, encoding_of
from index.readers.fields import known_fields
from index.readers.files import File, read_bytes
from index.readers.record import article_from
from index.readers.source_reader import SourceReader
from index.text.cleaning import canonical_url
from index.text.dates import parse_moment
from index.text.language_detection import language_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HTML = re.compile(r"\s*(<\?xml[^>]*>\s*)?<(!doctype\s+html|html)\b", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_ARTICLE = re.compile(r"(Article|Posting|Report|Review|Page)$")
_MAX_DEPTH = 5
"""Levels of nested JSON-LD objects that are searched."""
_MIN_TEXT = 40
"""Characters: if a page has no article, trafilatura returns its menu, which is shorter."""
_MAX_TEASER = 800
"""Characters: on a page that says it is not free, a shorter text is only the first lines of the article."""
_CLOSED = re.compile(r'"isAccessibleForFree"\s*:\s*"?false\b', re.IGNORECASE)
_NO_ARTICLE = "holds no article; save its text alone"
_NO_ARTICLE_FETCHED = (
    "holds no article: a script may draw it, or only subscribers may read it; open it in a browser, save it, and "
    "ingest the file"
)
_META = {
    "title": ("og:title", "twitter:title", "dc.title"),
    "source": ("og:site_name", "dc.publisher"),
    "url": ("og:url",),
    "published": (
        "article:published_time", "og:published_time", "datepublished", "publish-date", "pubdate", "dc.date.issued",
        "dc.date", "date", "parsely-pub-date", "sailthru.date",
    ),
    "updated": ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dc.date.modified"),
    "authors": ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author"),
    "language": ("dc.language",),
}  # fmt: skip
"""Our field -> the meta tags that give it, the most reliable first."""


def read_html(file: File, named: Mapping[str, str]) -> Iterator[Article]:
    """Yield the article on a saved or fetched page.

    Raises:
        SourceError: The page cannot be read, or holds no article.
    """
    page = _decoded(read_bytes(file), file)
    fields = article_of_page(page, named)
    if not fields.get("text"):
        raise SourceError(file.place, _NO_ARTICLE_FETCHED if file.address else _NO_ARTICLE)
    if file.address:
        refuse_front_page(fields, file.address)
        _refuse_teaser(fields["text"], page, file.place)
        fields = addressed(fields, file.address)
    yield article_from(fields, fallback_id=file.name, place=file.place, origin=file.origin)


def _refuse_teaser(text: str, page: str, place: str) -> None:
    """Raise SourceError if the page shows the whole article to subscribers only."""
    if len(text) < _MAX_TEASER and _CLOSED.search(page):
        problem = f"shows {len(text)} characters without a subscription; save it from a browser that is logged in"
        raise SourceError(place, problem)


def article_of_page(page: str, named: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return the fields of the article on a page; "text" is missing or "" if the page holds none."""
    from trafilatura import load_html

    tree = load_html(page)
    if tree is None:
        return {}
    meta, linked = _from_meta(tree), _from_json_ld(tree, named or {})
    fields = _first({"url": _canonical(tree)}, {"url": meta["url"]}, linked, meta, _from_trafilatura(page))
    text = _text(page, tree)
    text = text if len(text) >= _MIN_TEXT else str(fields.get("text", ""))
    # The language of the text is more reliable than the one that the page's template declares.
    return {**fields, "text": text, "language": language_of(text) or fields.get("language", "")}


def _text(page: str, tree: "HtmlElement") -> str:
    """Return the text below the heading: the precise extraction, or the fast one if that keeps over twice as much."""
    from trafilatura import extract

    precise = extract(page, favor_precision=True, include_comments=False, include_tables=True) or ""
    fast = extract(page, fast=True, include_comments=False, include_tables=True) or ""
    text = fast if len(precise) * 2 < len(fast) else precise
    paragraphs = [line.strip() for line in text.splitlines() if line.strip()]
    headings = {" ".join(heading.text_content().split()) for heading in tree.iter("h1")}
    return "\n\n".join(paragraphs[1:] if paragraphs[:1] and paragraphs[0] in headings else paragraphs)


def _decoded(data: bytes, file: File) -> str:
    """Decode the page: by its byte-order mark, else by the charset that it names if that fits, else by detection."""
    charset = None if data.startswith(codecs.BOM_UTF8) else _CHARSET.search(data[:4096])
    page = decoded_by_label(data, charset[1].decode("ascii")) if charset else None
    return page if page is not None else decoded(data, encoding_of(data, file.place), file.place)


def _first(*sources: dict[str, Any]) -> dict[str, Any]:
    """Merge fields: each gets the first usable value that a source gives it."""
    merged = {
        name: value for fields in reversed(sources) for name, value in fields.items() if value and _usable(name, value)
    }
    return {name: unescape(value) if isinstance(value, str) else value for name, value in merged.items()}


def _usable(name: str, value: Any) -> bool:
    """Return False for a date that cannot be parsed: a template's mistake must not cost the article."""
    if name not in ("published", "updated"):
        return True
    try:
        parse_moment(str(value))
    except DateError:
        return False
    return True


def _from_json_ld(tree: "HtmlElement", named: Mapping[str, str]) -> dict[str, Any]:
    """Return the fields of the article that the page describes in JSON-LD (schema.org)."""
    nodes: list[dict[str, Any]] = []
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):
        with suppress(ValueError, RecursionError):
            nodes += _nodes(json.loads(script.text or "", strict=False))
    named_nodes = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and node.get("name")}
    for node in nodes:
        types = _listed(node.get("@type"))
        if node.get("headline") and any(_ARTICLE.search(str(type_name)) for type_name in types):
            fields = known_fields(node, named)
            parties = {name: _resolved(fields.get(name), named_nodes) for name in ("authors", "source")}
            return {**fields, **parties, "id": "", "url": _address(node)}
    return {}


def _nodes(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield every object of a JSON-LD document, outer ones first."""
    if isinstance(value, dict):
        yield value
    if depth < _MAX_DEPTH and isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _nodes(inner, depth + 1)


def _resolved(value: Any, nodes: Mapping[str, dict[str, Any]]) -> list[Any]:
    """Return the people or publishers of a property, and replace references by `@id` with the objects they name."""
    parties = [
        nodes.get(str(party.get("@id")), party) if isinstance(party, dict) else party for party in _listed(value)
    ]
    return [party for party in parties if party and (not isinstance(party, dict) or party.get("name"))]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _address(node: dict[str, Any]) -> str:
    for value in _listed(node.get("mainEntityOfPage")) + _listed(node.get("url")):
        address = value.get("@id") or value.get("url") if isinstance(value, dict) else value
        if isinstance(address, str) and canonical_url(address):
            return address
    return ""


def _canonical(tree: "HtmlElement") -> str:
    """Return the canonical link, unless it leads to the site's front page, as some templates have it on every page."""
    for link in tree.iter("link"):
        address = canonical_url(link.get("href") or "") if link.get("rel") == "canonical" else ""
        if urlsplit(address).path.strip("/"):
            return address
    return ""


def _from_meta(tree: "HtmlElement") -> dict[str, Any]:
    """Return the fields of the article, and its language, that the page gives in meta tags."""
    content: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop") or ""
        if name and tag.get("content"):
            content.setdefault(name.lower(), tag.get("content").strip())
    fields: dict[str, Any] = {
        ours: next((content[tag] for tag in tags if tag in content), "") for ours, tags in _META.items()
    }
    if "://" in fields["authors"]:  # some pages give the address of a profile
        fields["authors"] = ""
    for moment in tree.iter("time"):
        if moment.get("itemprop") == "datePublished" or moment.get("pubdate") is not None:
            fields["published"] = fields["published"] or moment.get("datetime") or ""
    fields["language"] = tree.get("lang") or fields["language"]
    return fields


def _from_trafilatura(page: str) -> dict[str, Any]:
    """Return title, authors and publisher as trafilatura finds them. Its dates are left out: it guesses them."""
    from trafilatura import extract_metadata

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    metadata = extract_metadata(page)
    authors = [name.strip() for name in (metadata.author or "").split(";")]
    return {
        "title": metadata.title,
        "authors": authors if any(authors) else (),
        "source": metadata.sitename or metadata.hostname,
    }


def _is_html(text: str) -> bool:
    return bool(_HTML.match(text))


READER = SourceReader(
    name="HTML",
    suffixes=(".html", ".htm", ".xhtml"),
    label=(
        "one saved page; Citewell extracts the article, and takes title, authors, dates and publisher from JSON-LD, "
        "meta tags and the canonical link"
    ),
    read=read_html,
    media_types=("text/html", "application/xhtml+xml"),
    recognize=_is_html,
)
