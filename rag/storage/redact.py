"""Redact purged articles from answers, and from the other answers of their conversations. Pure."""

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
"""Replaces each sentence that cited a purged article."""
GAP = "[…]"
"""Replaces a word that no other article has."""
_PLACE = ("n", "version", "passage_id", "start", "end")
_WORDS = ("title", "source", "url", "quote", "agency")
_NOTHING: Mapping[str, Any] = {**dict.fromkeys(_WORDS, ""), "also_in": [], "dates": []}


def without(given: Mapping[str, Any], gone: Purged) -> Json:
    """Return an answer without the purged articles.

    Sentences that cite one are removed, and so is what was made of them: the short answer, figures that differ, and
    notices. The rest and the question lose the words that no other article has. An answer that cites none of the
    articles only loses notices with their titles.
    """
    cited = {citation["n"] for citation in given["citations"] if citation["article_id"] in gone.article_ids}
    touched = cited or any(citation["article_id"] in gone.article_ids for citation in given["related"])
    if not touched:
        return {**given, "notices": [notice for notice in given["notices"] if not _names(notice["text"], gone)]}
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
        "citations": [_emptied(citation, gone) for citation in given["citations"]],
        "related": [_emptied(citation, gone) for citation in given["related"]],
        "conflicts": [conflict for conflict in given["conflicts"] if not cited.intersection(conflict["citations"])],
        "notices": [{"kind": "purged", "text": GONE}],
    }


def beside(given: Mapping[str, Any], gone: Purged, stems_to_hide: frozenset[str]) -> Json:
    """Redact another answer of a conversation that cited purged articles.

    A sentence that cites nothing may repeat a redacted one ("say that again"). It is removed if it shares a word with
    those. All uncited sentences of a language model are removed, as they may be in another language. The rest loses the
    words that no other article has.

    Args:
        given: The answer, as the JSON of the API.
        gone: The purged articles.
        stems_to_hide: Stems of the redacted sentences, from `redacted_stems`.
    """
    claims = [
        _struck(claim)
        if not claim["citations"] and (given["mode"] == "llm" or shares(claim["text"], stems_to_hide))
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
        "notices": [{**notice, "text": gapped(notice["text"], gone)} for notice in given["notices"]],
    }


def redacted_stems(given: Mapping[str, Any], gone: Purged) -> frozenset[str]:
    """Return the stems of the content words of all sentences that cite the purged articles."""
    cited = {citation["n"] for citation in given["citations"] if citation["article_id"] in gone.article_ids}
    struck = [claim["text"] for claim in given["claims"] if cited.intersection(claim["citations"])]
    return frozenset(stem for text in struck for stem in content_words(text).values())


def shares(text: str, word_stems: frozenset[str]) -> bool:
    """Return whether `text` has a content word with one of these stems."""
    return not word_stems.isdisjoint(content_words(text).values())


def gapped(text: str, gone: Purged) -> str:
    """Replace the words of `text` that no other article has."""
    words = [word for word, stem in content_words(text).items() if stem in gone.words]
    return re.sub(rf"\b(?:{'|'.join(map(re.escape, words))})\b", GAP, text) if words else text


def alias(article_id: str, gone: Purged) -> str:
    """Return the id of a purged article from now on.

    The id stays, unless it has words that only this article had (an address with its headline). Then it becomes a
    digest.
    """
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
