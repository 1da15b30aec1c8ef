"""One article a page: the text by trafilatura, the rest from JSON-LD, meta tags and what trafilatura makes of them."""

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
from index.text.cleaning import canonical_url
from index.text.dates import parse_moment
from index.text.language_detection import language_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_ARTICLE = re.compile(r"(Article|Posting|Report|Review|Page)$")
_DEEPEST = 5
_SHORTEST = 40
"""Characters: where a page has no article, trafilatura gives its menu."""
_TEASER = 800
"""Characters of the longest text that is taken for a beginning, where a page says that the whole is not free."""
_CLOSED = re.compile(r'"isAccessibleForFree"\s*:\s*"?false\b', re.IGNORECASE)
_NO_ARTICLE = "holds no article that can be told from the page around it; save its text alone"
_NO_ARTICLE_FETCHED = (
    "holds no article that can be told from the page around it: it may be drawn by a script, or be for subscribers; "
    "open it in a browser, save it, and ingest the file"
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
"""Our field -> the meta tags that give it, the surest first."""


def read_html(file: File, named: Mapping[str, str]) -> Article:
    """The article on a saved page.

    Raises:
        SourceError: the page cannot be read, or no article is found on it.
    """
    page = _decoded(read_bytes(file), file)
    fields = article_of_page(page, named)
    if not fields.get("text"):
        raise SourceError(file.place, _NO_ARTICLE_FETCHED if file.address else _NO_ARTICLE)
    if file.address:
        refuse_front_page(fields, file.address)
        _refuse_teaser(fields["text"], page, file.place)
        fields = addressed(fields, file.address)
    return article_from(fields, fallback_id=file.name, place=file.place, origin=file.origin)


def _refuse_teaser(text: str, page: str, place: str) -> None:
    """Raise a SourceError where only subscribers would be shown the article: its first lines are not it."""
    if len(text) < _TEASER and _CLOSED.search(page):
        problem = f"shows {len(text)} characters to those who do not subscribe; save it in a browser that may read it"
        raise SourceError(place, problem)


def article_of_page(page: str, named: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The fields of the article on a page; "text" is missing where it has none."""
    from trafilatura import load_html

    tree = load_html(page)
    if tree is None:
        return {}
    meta, linked = _from_meta(tree), _from_json_ld(tree, named or {})
    told = _first({"url": _canonical(tree)}, {"url": meta["url"]}, linked, meta, _from_trafilatura(page))
    text = _text(page, tree)
    text = text if len(text) >= _SHORTEST else str(told.get("text", ""))
    # What a template says of the language is less sure than the text itself.
    return {**told, "text": text, "language": language_of(text) or told.get("language", "")}


def _text(page: str, tree: "HtmlElement") -> str:
    """The words below the heading: a careful reading, or, where that keeps less than half as much, a generous one."""
    from trafilatura import extract

    careful = extract(page, favor_precision=True, include_comments=False, include_tables=True) or ""
    generous = extract(page, fast=True, include_comments=False, include_tables=True) or ""
    text = generous if len(careful) * 2 < len(generous) else careful
    paragraphs = [line.strip() for line in text.splitlines() if line.strip()]
    headings = {" ".join(heading.text_content().split()) for heading in tree.iter("h1")}
    return "\n\n".join(paragraphs[1:] if paragraphs[:1] and paragraphs[0] in headings else paragraphs)


def _decoded(data: bytes, file: File) -> str:
    """The page as text, in the encoding that its byte-order mark says or that it names, if it is in it."""
    named = None if data.startswith(codecs.BOM_UTF8) else _CHARSET.search(data[:4096])
    page = decoded_by_label(data, named[1].decode("ascii")) if named else None
    return page if page is not None else decoded(data, encoding_of(data, file.place), file.place)


def _first(*told: dict[str, Any]) -> dict[str, Any]:
    """Of each field what the first says that says anything."""
    found = {
        name: value for fields in reversed(told) for name, value in fields.items() if value and _reads(name, value)
    }
    return {name: unescape(value) if isinstance(value, str) else value for name, value in found.items()}


def _reads(name: str, value: Any) -> bool:
    """Whether a date is one: an article is not lost for what a template wrote above it."""
    if name not in ("published", "updated"):
        return True
    try:
        parse_moment(str(value))
    except DateError:
        return False
    return True


def _from_json_ld(tree: "HtmlElement", named: Mapping[str, str]) -> dict[str, Any]:
    """What the page says about its article in JSON-LD (schema.org)."""
    nodes: list[dict[str, Any]] = []
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):
        with suppress(ValueError, RecursionError):
            nodes += _nodes(json.loads(script.text or "", strict=False))
    named_nodes = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and node.get("name")}
    for node in nodes:
        kinds = node.get("@type")
        if node.get("headline") and any(_ARTICLE.search(str(kind)) for kind in _listed(kinds)):
            fields = known_fields(node, named)
            who = {name: _looked_up(fields.get(name), named_nodes) for name in ("authors", "source")}
            return {**fields, **who, "id": "", "url": _address(node)}
    return {}


def _nodes(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Every object of a JSON-LD document, outer ones first."""
    if isinstance(value, dict):
        yield value
    if depth < _DEEPEST and isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _nodes(inner, depth + 1)


def _looked_up(value: Any, nodes: Mapping[str, dict[str, Any]]) -> list[Any]:
    """The people or publishers that a property names, those too that it names by their `@id` alone."""
    known = [nodes.get(str(one.get("@id")), one) if isinstance(one, dict) else one for one in _listed(value)]
    return [one for one in known if one and (not isinstance(one, dict) or one.get("name"))]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _address(node: dict[str, Any]) -> str:
    for value in _listed(node.get("mainEntityOfPage")) + _listed(node.get("url")):
        address = value.get("@id") or value.get("url") if isinstance(value, dict) else value
        if isinstance(address, str) and canonical_url(address):
            return address
    return ""


def _canonical(tree: "HtmlElement") -> str:
    """The page's own address, unless it names the site's front page, as some templates do on every page."""
    for link in tree.iter("link"):
        address = canonical_url(link.get("href") or "") if link.get("rel") == "canonical" else ""
        if urlsplit(address).path.strip("/"):
            return address
    return ""


def _from_meta(tree: "HtmlElement") -> dict[str, Any]:
    """What the page says about its article in meta tags, and in which language."""
    said: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop") or ""
        if name and tag.get("content"):
            said.setdefault(name.lower(), tag.get("content").strip())
    fields: dict[str, Any] = {
        ours: next((said[tag] for tag in tags if tag in said), "") for ours, tags in _META.items()
    }
    if "://" in fields["authors"]:  # some put the address of a profile there
        fields["authors"] = ""
    for moment in tree.iter("time"):
        if moment.get("itemprop") == "datePublished" or moment.get("pubdate") is not None:
            fields["published"] = fields["published"] or moment.get("datetime") or ""
    fields["language"] = tree.get("lang") or fields["language"]
    return fields


def _from_trafilatura(page: str) -> dict[str, Any]:
    """Title, authors and publisher as trafilatura finds them in the page itself. Not its dates: it guesses."""
    from trafilatura import extract_metadata

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = extract_metadata(page)
    authors = [name.strip() for name in (found.author or "").split(";")]
    return {
        "title": found.title,
        "authors": authors if any(authors) else (),
        "source": found.sitename or found.hostname,
    }
