"""Make questions from sentences of articles that answer them. Pure.

A few sentence patterns give questions that read well; other sentences give none. `ui.page.opening.suggestions` checks
that the store answers a question.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.article import Article
from index.text.sentences import sentence_spans
from ui.page.opening.verbs import BASES

LONGEST = 80
"""Maximum characters of a suggested question."""
READ_CHARACTERS = 4_000
"""Characters read of each article: news stories begin with the news."""

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
"""Subjects that name nobody, and single words that are often common nouns."""
_MEASURES = frozenset(
    {"pounds", "dollars", "euros", "kilometres", "metres", "miles", "years", "days", "hours", "times"}
)
"""Units of measurement: "How many miles did X build?" reads badly."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question and the span of the sentence it comes from."""

    question: str
    article_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Shape:
    """A sentence pattern and its question, whose placeholders are the pattern's groups."""

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
    """Return distinct questions: the first of each article, then the second of each, and so on. Deterministic."""
    by_article = [_of(article) for article in articles]
    most = max(map(len, by_article), default=0)
    turns = [questions[turn] for turn in range(most) for questions in by_article if turn < len(questions)]
    return list({candidate.question.casefold(): candidate for candidate in reversed(turns)}.values())[::-1]


def _of(article: Article) -> list[Candidate]:
    """Return the questions of one article, better patterns first."""
    if article.language and not article.language.startswith("en"):
        return []
    text = article.text[:READ_CHARACTERS]
    ranked = [
        (shape, Candidate(question, article.id, start, end))
        for start, end in sentence_spans(text)
        for shape, question in _questions(text[start:end])
    ]
    return [candidate for _, candidate in sorted(ranked, key=lambda pair: pair[0])]


def _questions(sentence: str) -> Iterator[tuple[int, str]]:
    """Yield (rank of the pattern, question) for each pattern that the sentence matches."""
    text = _DATELINE.sub("", sentence)
    for rank, shape in enumerate(_SHAPES):
        if match := shape.pattern.search(text):
            question = shape.question.format(**_words(match))
            if _reads_well(question, match.groupdict()):
                yield rank, question


def _reads_well(question: str, words: dict[str, str | None]) -> bool:
    things = (words.get("things") or "").split()
    return (
        (question.startswith("Who is") or len(question.split()) >= 5)
        and len(question) <= LONGEST
        and not _PRONOUNS.search(question.removeprefix("Who is"))
        and not _NO_SUBJECT.match(words.get("subject") or "")
        and (words.get("verb") or "").split()[-1:] not in (["be"], ["been"])
        and _MEASURES.isdisjoint(things)
        and words.get("past") != "cost"
    )


def _words(match: re.Match[str]) -> dict[str, str]:
    words = {name: text or "" for name, text in match.groupdict().items()}
    subject = words.get("subject", "")
    if subject.startswith("The "):
        words["subject"] = "the " + subject[4:]
    if "past" in words:
        words["base"] = BASES[words["past"]]
    return words
