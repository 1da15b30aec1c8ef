"""An answer without the words of articles that are purged, and without what rested on them; and what was said beside
it. Pure."""

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from index.store import Purged
from index.text.analyzer import stems
from rag.language.keywords import content_words
from rag.retrieval.removed import quoted
from rag.storage.saved_answer import Json

GONE = "An article that this rested on has been taken down."
"""Stands in the place of each sentence that cited it."""
GAP = "[…]"
"""Stands in the place of a word that no other article has."""
_PLACE = ("n", "version", "passage_id", "start", "end")
_WORDS = ("title", "source", "url", "quote", "agency")
_NOTHING: Mapping[str, Any] = {**dict.fromkeys(_WORDS, ""), "also_in": [], "dates": []}


def without(given: Mapping[str, Any], gone: Purged) -> Json:
    """The answer with nothing of the purged articles in it.

    Sentences that cite one, and what was made of them (the short answer, figures that differ, notices), are struck; of
    the rest, and of the question, the words that no other article has. What cites none loses their titles alone.
    """
    cited = {one["n"] for one in given["citations"] if one["article_id"] in gone.article_ids}
    touched = cited or any(one["article_id"] in gone.article_ids for one in given["related"])
    if not touched:
        return {**given, "notices": [one for one in given["notices"] if not _names(one["text"], gone)]}
    claims = [
        _struck(claim) if cited.intersection(claim["citations"]) else {**claim, "text": gapped(claim["text"], gone)}
        for claim in given["claims"]
    ]
    return {
        **given,
        "question": gapped(given["question"], gone),
        "standalone_question": gapped(given["standalone_question"], gone),
        "short_answer": "" if cited else gapped(given["short_answer"], gone),
        "answer": " ".join(_marked(claim) for claim in claims),
        "claims": claims,
        "citations": [_emptied(one, gone) for one in given["citations"]],
        "related": [_emptied(one, gone) for one in given["related"]],
        "conflicts": [one for one in given["conflicts"] if not cited.intersection(one["citations"])],
        "notices": [{"kind": "purged", "text": GONE}],
    }


def beside(given: Mapping[str, Any], gone: Purged, told: frozenset[str]) -> Json:
    """Another answer of a conversation in which such answers were given, which said the words `told`.

    A sentence that cites nothing may repeat them ("say that again"), and is struck where it shares a word with them;
    so is all of a language model's, which may have been another language. Elsewhere the words that no other article
    has are left out.
    """
    claims = [
        _struck(claim)
        if not claim["citations"] and (given["mode"] == "llm" or shares(claim["text"], told))
        else {**claim, "text": gapped(claim["text"], gone)}
        for claim in given["claims"]
    ]
    struck = any(claim["text"] == GONE for claim in claims)
    return {
        **given,
        "question": gapped(given["question"], gone),
        "standalone_question": gapped(given["standalone_question"], gone),
        "short_answer": "" if struck else gapped(given["short_answer"], gone),
        "answer": " ".join(_marked(claim) for claim in claims),
        "claims": claims,
        "notices": [{**one, "text": gapped(one["text"], gone)} for one in given["notices"]],
    }


def said_of(given: Mapping[str, Any], gone: Purged) -> frozenset[str]:
    """The words, stemmed, of what an answer says by the purged articles."""
    cited = {one["n"] for one in given["citations"] if one["article_id"] in gone.article_ids}
    struck = [claim["text"] for claim in given["claims"] if cited.intersection(claim["citations"])]
    return frozenset(stem for text in struck for stem in content_words(text).values())


def shares(text: str, told: frozenset[str]) -> bool:
    """Whether `text` has one of these words."""
    return not told.isdisjoint(content_words(text).values())


def gapped(text: str, gone: Purged) -> str:
    """`text` without the words that no other article has."""
    words = [word for word, stem in content_words(text).items() if stem in gone.words]
    return re.sub(rf"\b(?:{'|'.join(map(re.escape, words))})\b", GAP, text) if words else text


def alias(article_id: str, gone: Purged) -> str:
    """What a purged article is called from now on: as before, unless its id has words that only it had (an address with
    the headline in it); then by a digest."""
    if gone.words.isdisjoint(stems(article_id)):
        return article_id
    return f"purged-{sha256(article_id.encode()).hexdigest()[:12]}"


def _struck(claim: Mapping[str, Any]) -> Json:
    kept = {"citations": claim["citations"], "independent_sources": 0}
    return {"text": GONE, **kept, "verdict": "unchecked", "reasons": [], "attribution": ""}


def _emptied(citation: Mapping[str, Any], gone: Purged) -> Json:
    if citation["article_id"] not in gone.article_ids:
        return dict(citation)
    empty = {name: _NOTHING.get(name) for name in citation}
    return empty | {name: citation[name] for name in _PLACE} | {"article_id": alias(citation["article_id"], gone)}


def _marked(claim: Mapping[str, Any]) -> str:
    return " ".join([claim["text"], "".join(f"[{n}]" for n in claim["citations"])]).strip()


def _names(text: str, gone: Purged) -> bool:
    return any(quoted(title) in text for title in gone.titles)
