"""Export a conversation as Markdown or as JSON."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlsplit

from index.text.dates import date_in_words
from rag.storage.conversations import Exchanged, KeptConversation
from ui.messages.language import FALLBACK, in_language
from ui.serialization.saved import listed_json
from ui.serialization.serializers import Json

GONE = "(taken down)"
_MARKS = re.compile(r"[\\`*_\[\]{}#|~$^]|(?<=:)//|(?<=www)\.")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_FIRST = re.compile(r"^(?:[-+:]|\d+(?=[.)]))")
"""Characters that begin a list or another block at the beginning of a line."""
_HIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Invisible characters, which could also reorder the text around them."""


def conversation_json(kept: KeptConversation) -> Json:
    """Return a whole conversation. Each `answer` is the object that was sent at the time."""
    return {**listed_json(kept), "exchanges": [_exchange_json(exchanged) for exchanged in kept.exchanges]}


def conversation_markdown(kept: KeptConversation) -> str:
    """Return a conversation to read: each answer with its sources, and tables of its verdicts and conflicts if any.

    Text of articles and people is escaped, so that nothing in it acts as Markdown or HTML.
    """
    blocks = [f"# {_inline(kept.title) or 'Conversation'}", f"Begun on {date_in_words(kept.created)}."]
    for number, exchanged in enumerate(kept.exchanges, 1):
        blocks.extend(_exchange(number, exchanged))
    return "\n\n".join(blocks) + "\n"


def _exchange_json(exchanged: Exchanged) -> Json:
    return {
        "question": exchanged.question,
        "asked": exchanged.asked.isoformat() if exchanged.asked else None,
        "as_of": exchanged.as_of.isoformat() if exchanged.as_of else None,
        "conditions": dict(exchanged.conditions),
        "answer": dict(exchanged.answer_json),
    }


def _exchange(number: int, exchanged: Exchanged) -> Iterator[str]:
    answer = exchanged.answer_json
    yield f"## {number}. {_inline(exchanged.question)}"
    if exchanged.as_of:
        yield f"As of {date_in_words(exchanged.as_of)}."
    if narrowed := answer.get("narrowed"):
        yield _narrowed(narrowed["sources"], narrowed["languages"])
    if answer["short_answer"] and answer["citations"]:
        yield f"**{_inline(answer['short_answer'])}**"
    yield from (_claim(claim) for claim in answer["claims"])
    yield from (f"> {_block(notice['text'])}" for notice in answer["notices"])
    if any(claim["citations"] for claim in answer["claims"]):
        yield from ("### Verdicts", _verdicts(answer["claims"]))
    if answer["conflicts"]:
        yield from ("### Conflicting values", _conflicts(answer["conflicts"]))
    for heading, cited in (("Sources", answer["citations"]), ("Related passages", answer["related"])):
        if cited:
            yield from (f"### {heading}", "\n".join(map(_source, cited)))


def _narrowed(sources: Iterable[str], languages: Iterable[str]) -> str:
    """Return the filters on sources and languages, worded as on the page."""
    words = in_language(FALLBACK)
    filters = [words.filters.source(name=_inline(name)) for name in sources]
    filters += [words.filters.language(name=_inline(words.language_name(code))) for code in languages]
    return ". ".join(filters) + "."


def _claim(claim: Mapping[str, Any]) -> str:
    doubt = f" *({claim['verdict']})*" if claim["verdict"] in ("contradicted", "unsupported") else ""
    return " ".join([_block(claim["text"]), _numbers(claim["citations"])]).strip() + doubt


def _verdicts(claims: Iterable[Mapping[str, Any]]) -> str:
    rows = [
        (
            f"{_inline(claim['text'])} {_numbers(claim['citations'])}",
            claim["verdict"],
            str(claim["independent_sources"]),
            _inline(claim["attribution"]),
            _inline("; ".join(claim["reasons"])),
        )
        for claim in claims
    ]
    return _table(("sentence", "verdict", "independent sources", "according to", "why"), rows)


def _conflicts(conflicts: Iterable[Mapping[str, Any]]) -> str:
    rows = [
        (
            _inline(conflict["quantity"]),
            _inline(conflict["value"]),
            " ".join([conflict["kind"], _inline(conflict["scope"])]).strip(),
            _day(conflict["published"]),
            _inline(conflict["source"]),
            _inline(conflict["attribution"]),
            _numbers(conflict["citations"]),
        )
        for conflict in conflicts
    ]
    return _table(("what", "value", "kind", "date", "source", "according to", "cited"), rows)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _source(citation: Mapping[str, Any]) -> str:
    """Return a citation as a list item: its number, the article and its source, and the quote."""
    also = f"Also in {', '.join(map(_inline, citation['also_in']))}" if citation["also_in"] else ""
    corrected = f"Corrected on {_day(citation['corrected'])}" if citation.get("corrected") else ""
    where = [_inline(citation["source"]), _day(citation["published"]), _link(citation["url"]), also, corrected]
    lines = [f"- {_numbers([citation['n']])} {_inline(citation['title']) or GONE}"]
    lines[0] = ". ".join([lines[0], *(part for part in where if part)])
    return "\n".join([*lines, *([f"  > {_block(citation['quote'])}"] if citation["quote"] else [])])


def _numbers(numbers: Iterable[int]) -> str:
    return "".join(f"\\[{n}\\]" for n in numbers)


def _day(moment: str | None) -> str:
    return date_in_words(datetime.fromisoformat(moment)) if moment else ""


def _link(url: str) -> str:
    """Return a web address as a link, and any other text escaped."""
    try:
        parts = urlsplit(url)
        web = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        web = False
    return f"<{quote(url, safe=_IN_ADDRESS)}>" if web else _inline(url)


_IN_ADDRESS = "%:/?#[]@!$&'()*+,;=~"


def _inline(text: str) -> str:
    """Return `text` on one line, with Markdown and HTML escaped."""
    plain = " ".join(_HIDDEN.sub("", text).split())
    marked = _MARKS.sub(lambda mark: f"\\{mark[0]}", plain)
    return re.sub("[&<>]", lambda mark: _ENTITIES[mark[0]], marked)


def _block(text: str) -> str:
    """Return `text` escaped for the beginning of a line."""
    return _FIRST.sub(lambda mark: f"\\{mark[0]}" if not mark[0].isdigit() else f"{mark[0]}\\", _inline(text))
