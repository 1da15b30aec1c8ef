"""Messages of the articles view, for administrators."""

from dataclasses import dataclass
from typing import Annotated

from ui.messages.phrase import Counted, Phrase


@dataclass(frozen=True, slots=True)
class Articles:
    """The collection and its imports."""

    title: str
    help: str
    begin: str
    store: str
    articles: str
    passages: str
    published: str
    between: Annotated[Phrase, "first", "last"]
    undated: str
    languages: str
    no_language: str
    by_source: str
    source: str
    newest: str
    chart: str
    others: str
    bar: Annotated[Phrase, "source", "when", "count"]
    last: str
    earlier: Counted
    none: str
    moment: Annotated[Phrase, "day", "time"]
    stopped: Annotated[Phrase, "why"]
    failures: Counted
    more: Counted
    refresh: str


@dataclass(frozen=True, slots=True)
class Desk:
    """The scripts that add, list and remove articles (ui/static/articles)."""

    bring: str
    drop: str
    choose: str
    kinds: Annotated[Phrase, "kinds"]
    addresses: str
    addresses_hint: str
    fetch: str
    stop: str
    again: str
    sending: str
    step: Annotated[Phrase, "done", "of", "source"]
    counts: Annotated[Phrase, "added", "updated", "unchanged", "failed"]
    stopped: str
    done: str
    moment: Annotated[Phrase, "day", "time"]
    failed: str
    failures: str
    folder: str
    unanswered: str
    cut: str
    list: str
    search: str
    search_hint: str
    shown: Annotated[Phrase, "first", "last", "found"]
    empty: str
    unfound: str
    previous: str
    next: str
    undated: str
    unnamed: str
    untitled: str
    remove: str
    remove_one: Annotated[Phrase, "title"]
    sure: str
    sure_help: str
    purge: str
    keep: str
    removed: Annotated[Phrase, "title"]
