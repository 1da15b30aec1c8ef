"""Reword sentences by rules that keep them true, and turn questions with answers into statements."""

import random
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

import rag
from rag.query.declarative import declarative_of
from training.words import NUMBER_WORDS

SHORTEST_CLAIM = 4
"""Words; a shorter claim says too little to check."""
_FRONTED = re.compile(r"^((?:In|On|During|After|Before|At|By|Since|Until) [^,]{3,40}), (.+?)([.!?]?)$")
_BRACKET = re.compile(r" \([^()]*\)")
_RELATIVE = re.compile(r", (?:which|who|where|whose) [^,]+(,|(?=[.!?]$))")
_TAIL = re.compile(r"^(.{30,}?)(?:;|, (?:and|but|while|although|because)) (.+)$")
_DIGITS = {word: str(value) for word, value in zip(NUMBER_WORDS, [*range(2, 21), *range(30, 100, 10)], strict=True)}
_FORMS = {
    "did not": "didn't", "does not": "doesn't", "was not": "wasn't", "were not": "weren't", "is not": "isn't",
    "percent": "%", "per cent": "%", "United States": "US", "approximately": "about", "roughly": "about",
    "because of": "owing to", "in order to": "to", "as well as": "and", "however, ": "", "a number of": "several",
}  # fmt: skip
_VERB_FIRST = re.compile(
    r"^(?P<asked>who|what|which [\w ]+?|what [\w ]+?|how (?:many|much) [\w ]+?)\s+"
    r"(?P<rest>(?:is|are|was|were|has|have|had|will|can|could|would)\b.+|\w+(?:ed|s)\b.+|"
    r"(?:won|wrote|made|took|led|built|found|became|began|gave|said|held|lost|came|fell|rose|went|saw|ran|sold|spoke)\b.+)$",
    re.IGNORECASE,
)
_INVERTED = re.compile(r"\b(?:do|does|did)\b", re.IGNORECASE)
_CIRCUMSTANCE = re.compile(
    r"^(?:when|where|why|how|(?:in|on|at|during|by) (?:what|which) (?:\w+ )?(?:year|month|day|date|century|decade|city|"
    r"country|state|place|town)|what (?:year|day|date|month))\s+(?=(?:is|are|was|were|do|does|did|has|have|had)\b)",
    re.IGNORECASE,
)


def paraphrased(sentence: str, rng: random.Random) -> str:
    """Apply one to three of the rules that fit to `sentence`."""
    said = " ".join(sentence.split())
    for rule in rng.sample(_RULES, rng.randint(1, 3)):
        said = rule(said, rng)
    said = said.strip(" ,;")
    return said[:1].upper() + said[1:] if said else sentence


def statement(question: str, answer: str) -> str:
    """Join question and answer into a statement; "" unless the question asks for its own subject."""
    found = _VERB_FIRST.match(question.strip().rstrip("? ."))
    if not found or _INVERTED.search(found["rest"]) or len(answer.split()) > 12:
        return ""
    noun = re.sub(r"^(?:how (?:many|much)|which|what|who)\s*", "", found["asked"], flags=re.IGNORECASE)
    counted = found["asked"].lower().startswith("how") and noun and noun.split()[-1].lower() not in answer.lower()
    said = f"{answer.strip()} {noun} {found['rest']}." if counted else f"{answer.strip()} {found['rest']}."
    return said[:1].upper() + said[1:]


def presupposed(question: str) -> str:
    """Return what a question for a time, place or reason presupposes.

    "When did the ferry sink?" -> "The ferry sank." People word questions differently from the text that answers, so
    this is a true claim in other words. "" for other questions.
    """
    found = _CIRCUMSTANCE.match(question.strip())
    claim = declarative_of(question.strip()[found.end() :]) if found else ""
    return claim if len(claim.split()) >= SHORTEST_CLAIM else ""


def _unfronted(said: str, rng: random.Random) -> str:
    found = _FRONTED.match(said)
    return f"{found[2]} {found[1][:1].lower()}{found[1][1:]}{found[3]}" if found else said


def _without_brackets(said: str, rng: random.Random) -> str:
    return _BRACKET.sub("", said)


def _without_relatives(said: str, rng: random.Random) -> str:
    return _RELATIVE.sub("", said, count=1)


def _first_clause(said: str, rng: random.Random) -> str:
    found = _TAIL.match(said)
    return f"{found[1]}." if found and rng.random() < 0.7 else said


def _figures(said: str, rng: random.Random) -> str:
    return re.sub(rf"\b(?:{'|'.join(_DIGITS)})\b(?!-)", lambda word: _DIGITS[word[0]], said)


def _forms(said: str, rng: random.Random) -> str:
    for long_, short in _FORMS.items():
        said = said.replace(long_, short) if rng.random() < 0.7 else said
    return said.replace(" %", "%")


def _synonyms(said: str, rng: random.Random) -> str:
    known = _alike()
    return re.sub(
        r"\b[a-z]+\b",
        lambda word: rng.choice(known[word[0]]) if word[0] in known and rng.random() < 0.6 else word[0],
        said,
    )


@lru_cache(maxsize=1)
def _alike() -> Mapping[str, list[str]]:
    """Map each word to its synonyms in our lexicon with the same ending, which fit its place."""
    found: dict[str, list[str]] = {}
    for line in (Path(rag.__path__[0]) / "language/data/en/synonyms.txt").read_text(encoding="utf-8").splitlines():
        words = [] if line.startswith("#") else [word.strip() for word in line.split(",")]
        for word in words:
            others = [
                other for other in words if other != word and _ending(other) == _ending(word) and " " not in other
            ]
            if others and " " not in word:
                found.setdefault(word, []).extend(others)
    return found


def _ending(word: str) -> str:
    return next((ending for ending in ("ing", "ed", "ion", "s") if word.endswith(ending)), "")


_RULES: list[Callable[[str, random.Random], str]] = [
    _unfronted, _without_brackets, _without_relatives, _first_clause, _figures, _forms, _synonyms, _synonyms,
]  # fmt: skip
