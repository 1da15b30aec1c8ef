"""Answer who somebody or what something is, by the role, title or remark beside the name. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.answering.compose import Line, compose_answer
from rag.language.coreference import sayer_in
from rag.language.entities import TITLES, NameMention, names_in
from rag.language.keywords import keywords_of
from rag.language.patterns import load_patterns
from rag.language.sentences import Sentence, independent_sentences, same_statement, sentences_of
from rag.language.word_lists import word_class
from rag.query.analysis import QuestionAnalysis
from rag.ranking.name_forms import adapt_names, names_of
from rag.schema.answer import Answer
from rag.schema.evidence import Evidence

SENTENCES = 3
"""Most sentences of the answer."""
_COURTESY = frozenset(word_class("titles", "courtesy"))
_PATTERNS = load_patterns("definition")
_REMARK_AFTER = _PATTERNS["remark_after"]
_IS = _PATTERNS["is"]
_CHOSEN = _PATTERNS["chosen"]
_ROLE_BEFORE = _PATTERNS["role_before"]
_THE_PLACES = _PATTERNS["the_places"]
_POINTS_BACK = _PATTERNS["points_back"]
_CLAUSE = _PATTERNS["clause"]
_ARTICLE, _OWNER = _PATTERNS["article"], _PATTERNS["owner"]


@dataclass(frozen=True, slots=True)
class Introduction:
    """How a sentence introduces a name: `short` can be read alone; surer forms have a higher `worth`."""

    short: str
    sentence: Sentence
    worth: float


def answer_definition(analysis: QuestionAnalysis, evidence: Sequence[Evidence]) -> Answer | None:
    """Return who or what the question's subject is, as the articles introduce it; None if no article does."""
    introduced = sorted(introductions(analysis.subject, sentences_of(evidence)), key=lambda item: -item.worth)
    if not introduced:
        return None
    lines: list[Line] = []
    sources = len(independent_sentences([item.sentence for item in introduced]))
    for introduction in introduced:
        sentence = introduction.sentence
        if len(lines) < SENTENCES and not any(same_statement(sentence, line.sentence) for line in lines):
            copies = tuple(
                other.sentence
                for other in introduced
                if other.sentence.key == sentence.key and other is not introduction
            )
            lines.append(Line(sentence, copies, 1))
    confidence = min(0.95, 0.6 + 0.1 * introduced[0].worth + 0.05 * (sources - 1))
    return compose_answer(analysis.question, introduced[0].short, confidence, lines)


def is_name(words: str, evidence: Sequence[Evidence]) -> bool:
    """Return whether the evidence writes all of `words` as a name."""
    terms = keywords_of(words, [piece.text for piece in evidence], names_of(evidence))
    return bool(terms) and all(term.name for term in terms)


def introductions(name: str, sentences: Sequence[Sentence]) -> Iterator[Introduction]:
    """Yield every introduction of `name` in the sentences."""
    for sentence in sentences:
        spelt = adapt_names(name, sentence.piece, within=sentence.text).split()
        wanted = tuple(word.lower().strip(".") for word in spelt if word.lower().strip(".") not in TITLES)
        for mention in names_in(sentence.text):
            if wanted and mention.bare[-len(wanted) :] == wanted and (introduced := _introduced(sentence, mention)):
                short, worth = introduced
                yield Introduction(short, sentence, worth + 0.2 * (len(mention.bare) > 1))
                break


def _introduced(sentence: Sentence, name: NameMention) -> tuple[str, float] | None:
    """Return what the sentence says beside the name, and its worth."""
    before, after = sentence.text[: name.start], sentence.text[name.end :]
    the = "The " if _ARTICLE.search(before) else ""
    if (match := _REMARK_AFTER.match(after)) and not _POINTS_BACK.search(match["said"]):
        return f"{the}{name.text}, {match['said'].strip()}", 1.5 if _CLAUSE.match(match["said"]) else 2.0
    if match := _IS.match(after) or _CHOSEN.match(after):
        return f"{the}{name.text} {match['said'].strip()}", 2.0
    if match := _ROLE_BEFORE.search(before):
        role = _role(match["whose"], match["role"], sentence, before[: match.start()])
        return (f"{name.text}, {role}", 1.8) if role else None
    titled = name.words[0] in TITLES - _COURTESY and len(name.bare) > 0
    return (name.text, 0.8) if titled and len(name.words) > len(name.bare) else None


def _role(whose: str, role: str, sentence: Sentence, before: str) -> str:
    """Return a role that can be read alone, "" if it depends on something that the text does not name.

    "The city's mayor" is the mayor of the place named right before, "its spokesman" the spokesman of the one body that
    speaks in the sentence before.
    """
    if _THE_PLACES.match(whose):
        place = next((name for name in names_in(before) if before[name.end :].strip(", ") == ""), None)
        return f"the {role} of {place.text}" if place else ""
    if whose.lower() == "its ":
        body = sayer_in(sentence.before, sentence.piece.article.text)
        return f"{role} of {body}" if body else ""
    first = whose if _OWNER.match(whose) and not whose.startswith("The") else whose.lower()
    return f"{first}{role}"
