"""Questions that sentences of articles answer, made from the sentences themselves. Pure.

Few shapes, each of which reads well and has its answer in one sentence: better no suggestion than a clumsy one. Whether
the store really answers them is asked elsewhere (`ui.page.opening.suggestions`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.article import Article
from index.text.sentences import sentence_spans
from ui.page.opening.verbs import BASES

LONGEST = 80
"""Characters of the longest question suggested."""
READ_CHARACTERS = 4_000
"""How far into an article to look: the news is at its top."""

_DATELINE = re.compile(r"^[A-Z][A-Z ]+ \([^)]+\) [-\u2013\u2014] ")
_WORD = r"[a-z][a-z'\u2019-]+"
_PROPER = r"[A-Z][a-z][\w'\u2019-]*"
_THE_THING = rf"The {_WORD}(?: {_WORD}){{0,2}}(?: of {_PROPER})?(?: {_PROPER}){{0,2}}"
_SUBJECT = rf"(?P<subject>{_THE_THING}|{_PROPER}(?: {_PROPER}){{0,3}})"
_PAST = f"(?P<past>{'|'.join(BASES)})"
_ABOUT = r"(?:(?:more than|about|around|roughly|nearly|almost|some|at least|over|up to) )?"
_NUMBER = (
    r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty"
    r"|seventy|eighty|ninety)(?:-[a-z]+)?(?: (?:hundred|thousand|million|billion))?"
)
_MANY = rf"{_ABOUT}{_NUMBER} (?:of (?:its|the|their) (?:[\d,]+ )?)?"
_THINGS = rf"(?P<things>(?:{_WORD} )?(?:[a-z]+s|people|children))"
_WHERE = rf"(?P<where>(?: (?:in|at|from|over|near|for|of) (?:the )?(?:{_WORD} )?{_PROPER}(?: {_PROPER})?)?)"
_TIME = (
    r"(?:\d{1,2} [A-Z]|(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday"
    r"|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|(?:the )?(?:spring|summer|autumn|winter))\b)"
)
_PRONOUNS = re.compile(r"\b(?:it|its|he|she|his|her|him|they|them|their|this|that|these|those|we|our|I|who|which)\b")
_NO_SUBJECT = re.compile(
    r"^(?:(?:It|He|She|They|We|This|That|These|Those|There|But|And|In|On|At|A|An|No|Some)\b|\w+(?:tion|ment|ing|s)$)"
)
"""Words that begin a sentence and name nobody, and single ones that are common nouns as often as not."""
_LUMPS = frozenset({"pounds", "dollars", "euros", "kilometres", "metres", "miles", "years", "days", "hours", "times"})
"""Measures: nobody asks how many of them something did."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question, and the sentence of the article that it was made from."""

    question: str
    article_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Shape:
    """A kind of sentence, and its question: `{subject}`, `{base}` ... are filled from what was found."""

    pattern: re.Pattern[str]
    question: str


_SHAPES = (
    _Shape(
        re.compile(rf"^(?i:{_MANY}){_THINGS} (?P<verb>(?:were|have been|have|had) {_WORD}|died|voted){_WHERE}"),
        "How many {things} {verb}{where}?",
    ),
    _Shape(
        re.compile(rf"^{_SUBJECT} {_PAST} {_MANY}{_THINGS}{_WHERE}"), "How many {things} did {subject} {base}{where}?"
    ),
    _Shape(
        re.compile(rf"^{_SUBJECT}(?:, [^,]+,)? will (?P<verb>{_WORD}) {_MANY}{_THINGS}"),
        "How many {things} will {subject} {verb}?",
    ),
    _Shape(
        re.compile(rf"^{_SUBJECT} (?P<verb>expect|make|need|employ|carry)s {_MANY}{_THINGS}"),
        "How many {things} does {subject} {verb}?",
    ),
    _Shape(re.compile(rf"^{_SUBJECT} {_PAST}{_WHERE}\b[^.;\u201c\"]* because "), "Why did {subject} {base}{where}?"),
    _Shape(re.compile(rf"^{_SUBJECT} will cost {_ABOUT}[$\u00a3\u20ac\d]"), "How much will {subject} cost?"),
    _Shape(re.compile(rf"^{_SUBJECT} will (?P<verb>{_WORD}) (?:on|in|by) {_TIME}"), "When will {subject} {verb}?"),
    _Shape(re.compile(rf"^{_SUBJECT} is to (?P<verb>{_WORD}) (?:on|in|by) {_TIME}"), "When is {subject} to {verb}?"),
    _Shape(
        re.compile(
            rf"^{_SUBJECT} (?P<past>approved|announced|declared|discovered|found|rejected|launched) (?:a|an|the) "
        ),
        "What did {subject} {base}?",
    ),
    _Shape(
        re.compile(
            r"(?:^|said |by |executive, |director, |minister, )"
            rf"(?P<name>(?!The |A |In |Mr |Mrs |Ms |Dr ){_PROPER} {_PROPER}), "
            r"(?:the|a|an|who|chief|head|director|mayor|chair|its)\b"
        ),
        "Who is {name}?",
    ),
)


def candidates(articles: Sequence[Article]) -> list[Candidate]:
    """Questions in the order in which they deserve to be tried: of each article in turn (as given), its first one, then
    of each its second, and so on. The same articles give the same questions."""
    by_article = [_of(article) for article in articles]
    deepest = max(map(len, by_article), default=0)
    turns = [found[turn] for turn in range(deepest) for found in by_article if turn < len(found)]
    return list({candidate.question.casefold(): candidate for candidate in reversed(turns)}.values())[::-1]


def _of(article: Article) -> list[Candidate]:
    """The questions of one article, the better shapes first."""
    if article.language and not article.language.startswith("en"):
        return []
    text = article.text[:READ_CHARACTERS]
    found = [
        (shape, Candidate(question, article.id, start, end))
        for start, end in sentence_spans(text)
        for shape, question in _questions(text[start:end])
    ]
    return [candidate for _, candidate in sorted(found, key=lambda ranked: ranked[0])]


def _questions(sentence: str) -> Iterator[tuple[int, str]]:
    """Each question that the sentence answers, with the place of its shape."""
    said = _DATELINE.sub("", sentence)
    for place, shape in enumerate(_SHAPES):
        if found := shape.pattern.search(said):
            question = shape.question.format(**_words(found))
            if _reads_well(question, found.groupdict()):
                yield place, question


def _reads_well(question: str, words: dict[str, str | None]) -> bool:
    things = (words.get("things") or "").split()
    return (
        (question.startswith("Who is") or len(question.split()) >= 5)
        and len(question) <= LONGEST
        and not _PRONOUNS.search(question.removeprefix("Who is"))
        and not _NO_SUBJECT.match(words.get("subject") or "")
        and (words.get("verb") or "").split()[-1:] not in (["be"], ["been"])
        and _LUMPS.isdisjoint(things)
        and words.get("past") != "cost"
    )


def _words(found: re.Match[str]) -> dict[str, str]:
    words = {name: text or "" for name, text in found.groupdict().items()}
    subject = words.get("subject", "")
    if subject.startswith("The "):
        words["subject"] = "the " + subject[4:]
    if "past" in words:
        words["base"] = BASES[words["past"]]
    return words
