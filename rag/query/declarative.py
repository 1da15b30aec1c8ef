"""Turn a yes-or-no question into the claim that it asks about: "Did the strikes reach Moldova?" becomes "The strikes
reached Moldova." Pure."""

from collections.abc import Sequence

from rag.language.patterns import load_patterns
from rag.language.word_lists import word_list, word_pairs
from rag.query.decomposition import decompose
from rag.query.question_type import without_setting

_PATTERNS = load_patterns("declarative")
_IRREGULAR = word_pairs("irregular_verbs")
_THIRD_PERSONS = word_pairs("third_persons")
_POSITIVE = word_pairs("positive_words")
_VERBS = frozenset((*word_list("regular_verbs"), *_IRREGULAR))
_DOUBLED = frozenset(word_list("doubling_verbs"))
_LINKING = frozenset(word_list("linking_verbs"))
_PARTICIPLES = frozenset(word_list("participles"))
_DETERMINERS = frozenset(word_list("determiners"))
_SUBJECT_PRONOUNS = frozenset(word_list("subject_pronouns"))
_BEFORE_NOUN = frozenset(word_list("before_nouns"))
_AFTER_VERB = _BEFORE_NOUN - frozenset(word_list("noun_joiners"))
_STARTS_PREDICATE = frozenset(word_list("predicate_starts"))


def declarative_of(question: str) -> str:
    """Return the claim that a question asks about; its own words in order if its grammar is unclear."""
    words = without_setting(question).rstrip(" ?!.").split()
    if len(words) < 2:
        return ""
    auxiliary = _PATTERNS["negation"].sub("", words[0].lower())
    negated = auxiliary != words[0].lower()
    rest = [_POSITIVE.get(word.lower(), word) for word in words[1:]]
    at = _predicate(rest) if auxiliary in _LINKING else _verb(rest)
    if not at:
        return _sentence(rest)
    subject, verb, object_ = rest[:at], rest[at], rest[at + 1 :]
    if auxiliary == "did" and not negated:
        return _sentence([*subject, past(verb), *object_])
    if auxiliary == "does" and not negated:
        return _sentence([*subject, _third(verb), *object_])
    if auxiliary == "do" and not negated:
        return _sentence(rest)
    return _sentence([*subject, auxiliary, *(["not"] if negated else []), verb, *object_])


def declaratives_of(question: str) -> tuple[str, ...]:
    """Return the claims of a question that asks about several things ("Did A ..., while B ...?"), or its only one."""
    claims = [_clause(part) for part in decompose(without_setting(question))] or [declarative_of(question)]
    bare = (_PATTERNS["reports"].sub("", claim) for claim in claims)
    return tuple(f"{claim[:1].upper()}{claim[1:]}" for claim in bare if claim)


def _clause(part: str) -> str:
    """Return the claim of one clause, which need not have the form of a question."""
    return declarative_of(part) if _PATTERNS["asks"].match(part) else _sentence(part.rstrip(" ?!.").split())


def is_yardstick(claim: str, sentence: str) -> bool:
    """Return whether a sentence only compares another with the claim's subject.

    "212 votes more than Hale" says nothing of how Hale fared.
    """
    subject = _PATTERNS["subject"].match(claim)
    last = subject["name"].split()[-1] if subject else ""
    than = _PATTERNS["than"].search(sentence)
    return bool(last and than and last not in sentence[: than.start()] and last in sentence[than.end() :])


def past(verb: str) -> str:
    """Return the past tense of a verb in its base form."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith("e"):
        return f"{verb}d"
    if _PATTERNS["consonant_y"].search(verb):
        return f"{verb[:-1]}ied"
    return f"{verb}{verb[-1]}ed" if verb in _DOUBLED else f"{verb}ed"


def _third(verb: str) -> str:
    if verb in _THIRD_PERSONS:
        return _THIRD_PERSONS[verb]
    if _PATTERNS["consonant_y"].search(verb):
        return f"{verb[:-1]}ies"
    return f"{verb}es" if _PATTERNS["sibilant"].search(verb) else f"{verb}s"


def _verb(rest: Sequence[str]) -> int:
    """Return the position of the verb behind its subject; 0 if it is unclear."""
    for at in range(1, len(rest)):
        if rest[at] in _VERBS and rest[at - 1].lower() not in _BEFORE_NOUN:
            # "the air strike hit the bridge": of two in a row the second is the verb.
            return at + 1 if at + 1 < len(rest) and rest[at + 1] in _VERBS else at
    for at in range(1, len(rest) - 1):
        after = rest[at + 1]
        base = rest[at].islower() and rest[at] not in _BEFORE_NOUN and not rest[at].endswith("s")
        if base and rest[at - 1].lower() not in _BEFORE_NOUN and after.lower() in _AFTER_VERB:
            return at
    return 0


def _predicate(rest: Sequence[str]) -> int:
    """Return the position of the predicate behind the subject, after "is" or "has"; 0 if it is unclear."""
    if rest[0].lower() in _SUBJECT_PRONOUNS:
        return 1 if len(rest) > 1 else 0
    for at in range(2 if rest[0].lower() in _DETERMINERS else 1, len(rest)):
        if _is_participle(rest[at]):
            return at
        if rest[at].lower() in _STARTS_PREDICATE:
            # "the schools in Lviv damaged": a place may still belong to the subject.
            return next((later for later in range(at + 2, min(at + 5, len(rest))) if _is_participle(rest[later])), at)
    return len(rest) - 1


def _is_participle(word: str) -> bool:
    return word.lower() in _PARTICIPLES or bool(word.islower() and _PATTERNS["participle"].search(word))


def _sentence(words: Sequence[str]) -> str:
    text = " ".join(words)
    return f"{text[:1].upper()}{text[1:]}."
