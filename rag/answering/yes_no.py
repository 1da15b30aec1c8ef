"""Answer yes or no: judge the claims of a question by the best sentences. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from rag.answering.compose import Line, compose_answer
from rag.answering.refusal import refuse
from rag.language.coreference import with_references
from rag.language.keywords import Keyword, keywords_of, term_overlap
from rag.language.sentences import Sentence, independent_sentences, same_statement, sentences_of
from rag.query.analysis import QuestionAnalysis
from rag.query.declarative import is_yardstick
from rag.ranking.name_forms import adapt_names, day_of, names_of
from rag.ranking.thresholds import unknown_names
from rag.reader.model import EntailmentScores
from rag.schema.answer import Answer, Notice
from rag.schema.evidence import Evidence

CHECKED = 6
"""Sentences to check a single claim against; several claims share them, with three at least for each."""
SENTENCES = 3
"""Most sentences of the answer."""
SAID, DENIED = 0.7, 0.85
"""Probabilities from which a sentence says the claim, or denies it. A wrong "No" is the worse mistake."""
CLEARER = 0.25
"""How much surer one side must be if sentences say both."""
ABOUT, MOST = 0.6, 0.8
"""Shares of the claim's words: a sentence with ABOUT of them counts in full, with fewer it counts less. A denial needs
MOST, because the model too easily takes a sentence about something else for a contradiction."""
LONGEST_SHORT = 240
"""Characters of the longest sentence that the short answer quotes."""
Ruling = Literal["yes", "no", "differ", "unstated"]


@dataclass(frozen=True, slots=True)
class HeldClaim:
    """The scores of a sentence for a claim, and how much of the claim the sentence is about (0 to 1)."""

    scores: EntailmentScores
    about: float

    @property
    def yes(self) -> float:
        """How sure it is that the claim holds (0 to 1)."""
        return self.scores.supported * min(1.0, self.about / ABOUT)

    @property
    def no(self) -> float:
        """How sure it is that the claim does not hold (0 to 1)."""
        return self.scores.contradicted * min(1.0, self.about / MOST)


@dataclass(frozen=True, slots=True)
class JudgedSentence:
    """A sentence and its scores for a claim."""

    held: HeldClaim
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class JudgedClaim:
    """A claim of the question, with the sentences that it was checked against."""

    claim: str
    sentences: tuple[JudgedSentence, ...]

    @property
    def ruling(self) -> tuple[Ruling, float]:
        """The ruling of all sentences together, and how sure it is."""
        return ruling([judged.held for judged in self.sentences])


@dataclass(frozen=True, slots=True)
class EntailmentCheck:
    """A claim, its keywords, and a sentence to check it against."""

    claim: str
    keywords: tuple[Keyword, ...]
    sentence: Sentence

    @property
    def pair(self) -> tuple[str, str]:
        """What the model reads: the claim, and the sentence with the one before it."""
        context = f"{self.sentence.before} {self.sentence.text}".strip()
        return adapt_names(self.claim, self.sentence.piece, within=context), context


def entailment_checks(analysis: QuestionAnalysis, evidence: Sequence[Evidence]) -> list[EntailmentCheck]:
    """Pair each claim of the question with the sentences that share most words with it."""
    limit = max(3, CHECKED // max(1, len(analysis.parts)))
    return [check for claim in analysis.parts for check in _checks(claim, evidence, limit)]


def _checks(claim: str, evidence: Sequence[Evidence], limit: int) -> Iterator[EntailmentCheck]:
    keywords = keywords_of(claim, [item.text for item in evidence], names_of(evidence))
    for sentence in _nearest(claim, keywords, evidence, limit):
        yield EntailmentCheck(claim, keywords, sentence)


def _nearest(claim: str, keywords: Sequence[Keyword], evidence: Sequence[Evidence], limit: int) -> list[Sentence]:
    """Return the sentences that share most with the claim, best first, none twice."""
    rated = [
        (
            _share(keywords, sentence, sentence.text)
            + 0.3 * _share(keywords, sentence, sentence.before)
            + 0.02 * sentence.piece.hit.score,
            -position,
            sentence,
        )
        for position, sentence in enumerate(sentences_of(evidence))
        if not is_yardstick(claim, sentence.text)
    ]
    nearest: dict[str, Sentence] = {}
    for _, _, sentence in sorted(rated, key=lambda rate: rate[:2], reverse=True):
        if len(nearest) == limit:
            break
        nearest.setdefault(sentence.key, sentence)
    return list(nearest.values())


def _share(keywords: Sequence[Keyword], sentence: Sentence, text: str) -> float:
    """Return the share of the keywords that a text of the sentence's article has."""
    return term_overlap(keywords, text, day_of(sentence.piece))


def judged_claims(
    analysis: QuestionAnalysis,
    evidence: Sequence[Evidence],
    checks: Sequence[EntailmentCheck],
    scores: Sequence[EntailmentScores],
) -> list[JudgedClaim]:
    """Join the reader's scores to the claims that they are about.

    Args:
        analysis: The question.
        evidence: The passages that the checks come from.
        checks: The checks of this question, from `entailment_checks`.
        scores: The scores of each check's pair, in the same order.
    """
    known = 1.0 - unknown_names(analysis.question, evidence)
    judged: dict[str, list[JudgedSentence]] = {}
    for check, score in zip(checks, scores, strict=True):
        own = _share(check.keywords, check.sentence, check.sentence.text)
        with_context = _share(check.keywords, check.sentence, check.pair[1])
        held = HeldClaim(score, known * (0.7 * own + 0.3 * with_context))
        judged.setdefault(check.claim, []).append(JudgedSentence(held, check.sentence))
    return [JudgedClaim(claim, tuple(sentences)) for claim, sentences in judged.items()]


def ruling(held: Sequence[HeldClaim]) -> tuple[Ruling, float]:
    """Rule on a claim, and return how sure the ruling is. If no sentence says the claim, the ruling is not "no"."""
    yes = max((claim.yes for claim in held), default=0.0)
    no = max((claim.no for claim in held), default=0.0)
    if yes >= SAID and (no < DENIED or yes - no >= CLEARER):
        return "yes", yes
    if no >= DENIED and (yes < SAID or no - yes >= CLEARER):
        return "no", no
    if yes >= SAID and no >= DENIED:
        return "differ", min(yes, no)
    return "unstated", max(yes, no)


def combined(rulings: Sequence[Ruling]) -> Ruling:
    """Combine the rulings on all claims: one "no" denies the whole, and "yes" needs all of them."""
    if "no" in rulings:
        return "no"
    if "differ" in rulings:
        return "differ"
    return "yes" if rulings and set(rulings) == {"yes"} else "unstated"


def answer_yes_no(analysis: QuestionAnalysis, evidence: Sequence[Evidence], judged: Sequence[JudgedClaim]) -> Answer:
    """Answer yes, no, or that reports differ, with the sentences that say so.

    The answer is partial if sentences say only some of the claims, and not found if they say none.
    """
    question, rulings = analysis.question, [claim.ruling for claim in judged]
    answer = combined([ruled for ruled, _ in rulings])
    confidence = min((sure for ruled, sure in rulings if ruled == answer), default=0.0)
    yes = list(chain.from_iterable(_lines(claim.sentences, "yes") for claim in judged))[:SENTENCES]
    no = list(chain.from_iterable(_lines(claim.sentences, "no") for claim in judged))[:SENTENCES]
    if answer == "differ":
        notice = Notice("disagreement", "The articles do not agree on this.")
        return compose_answer(question, "Reports differ", confidence, [yes[0], no[0]], "partial", notice)
    if answer == "yes":
        return compose_answer(question, _short("Yes", yes), confidence, yes)
    if answer == "no":
        return compose_answer(question, _short("No", no), confidence, no)
    if not yes:
        return refuse(question, evidence, min(max((sure for _, sure in rulings), default=0.0), 0.2))
    missing = " ".join(claim.claim for claim, (ruled, _) in zip(judged, rulings, strict=True) if ruled == "unstated")
    notice = Notice("partial", f"No article says this: {missing}")
    return compose_answer(question, with_references(yes[0].first), 0.4, yes, "partial", notice)


def _lines(judged: Sequence[JudgedSentence], ruled: Literal["yes", "no"]) -> list[Line]:
    """Return up to two sentences with this ruling, best first; the first counts the outlets that agree."""
    rated = [(item.held.yes if ruled == "yes" else item.held.no, item.sentence) for item in judged]
    least = SAID if ruled == "yes" else DENIED
    ordered = [sentence for sure, sentence in sorted(rated, key=lambda rate: -rate[0]) if sure >= least]
    sources = len(independent_sentences(ordered))
    lines: list[Line] = []
    for sentence in ordered:
        if len(lines) < 2 and not any(same_statement(sentence, line.sentence) for line in lines):
            lines.append(Line(sentence, (), 1 if lines else sources))
    return lines


def _short(word: str, lines: Sequence[Line]) -> str:
    text = with_references(lines[0].first)
    return f"{word}: {text}" if len(text) <= LONGEST_SHORT else word
