"""Yes or no: the question made a claim, and what the best sentences make of the claim. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from rag.answering.compose import Line, compose_answer, refuse
from rag.language.coreference import with_references
from rag.language.keywords import Keyword, keywords_of, term_overlap
from rag.language.sentence import Sentence, independent_sentences, same_statement, sentences_of
from rag.query.declarative import declaratives_of
from rag.ranking.name_forms import adapt_names, day_of, names_of
from rag.ranking.thresholds import unknown_names
from rag.reader.model import EntailmentScores
from rag.schema.answer import Answer, Notice
from rag.schema.evidence import Evidence

CHECKED = 6
"""Sentences that the claim is held against."""
SENTENCES = 3
SAID, DENIED = 0.7, 0.85
"""A sentence says the claim, or its contrary, from these on: a wrong "No" is the worse mistake."""
CLEARER = 0.25
"""By so much one side must be surer where sentences are found for both."""
ABOUT, MOST = 0.6, 0.8
"""A sentence with this share of the question's words is about it; less counts less. To contradict it must have most:
what only speaks of something else is taken for a contradiction too easily."""
LONGEST_SHORT = 240
"""Characters of a sentence that still goes into the short answer."""
Ruling = Literal["yes", "no", "differ", "unstated"]


@dataclass(frozen=True, slots=True)
class HeldClaim:
    """A sentence that the claim was held against: what it makes of it, and how much of the question it is about (0 to
    1)."""

    support: EntailmentScores
    about: float

    @property
    def yes(self) -> float:
        """How sure it is that the claim holds."""
        return self.support.supported * min(1.0, self.about / ABOUT)

    @property
    def no(self) -> float:
        """How sure it is that the claim does not hold."""
        return self.support.contradicted * min(1.0, self.about / MOST)


@dataclass(frozen=True, slots=True)
class JudgedSentence:
    """A sentence, and what it makes of a claim."""

    held: HeldClaim
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class EntailmentCheck:
    """A claim, and a sentence that it is held against."""

    claim: str
    sentence: Sentence

    @property
    def pair(self) -> tuple[str, str]:
        """What the model is given: the claim, and the sentence with the one before it."""
        held = f"{self.sentence.before} {self.sentence.text}".strip()
        return adapt_names(self.claim, self.sentence.piece, within=held), held


def entailment_checks(question: str, evidence: Sequence[Evidence]) -> list[EntailmentCheck]:
    """Each claim of the question with the sentences that share most with it, none of them twice."""
    claims = declaratives_of(question)
    return [
        EntailmentCheck(claim, one)
        for claim in claims
        for one in _nearest(claim, evidence, max(3, CHECKED // len(claims)))
    ]


def _nearest(claim: str, evidence: Sequence[Evidence], most: int) -> list[Sentence]:
    terms = keywords_of(claim, [piece.text for piece in evidence], names_of(evidence))
    rated = [
        (_share(terms, one, one.text) + 0.3 * _share(terms, one, one.before) + 0.02 * one.piece.hit.score, -n, one)
        for n, one in enumerate(sentences_of(evidence))
        if not is_yardstick(claim, one.text)
    ]
    kept: dict[str, Sentence] = {}
    for _, _, one in sorted(rated, key=lambda rate: rate[:2], reverse=True):
        if len(kept) == most:
            break
        kept.setdefault(one.key, one)
    return list(kept.values())


def _share(terms: Sequence[Keyword], one: Sentence, text: str) -> float:
    """How much of a claim words of a sentence's article have."""
    return term_overlap(terms, text, day_of(one.piece))


def is_yardstick(claim: str, sentence: str) -> bool:
    """Whether the claim's subject stands in the sentence only for another to be compared with: "212 votes more than
    Hale" says nothing of how Hale fared."""
    subject = re.match(r"(?:The |An? )?(?P<name>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)", claim)
    last = subject["name"].split()[-1] if subject else ""
    before, than, after = sentence.partition(" than ")
    return bool(last and than) and last not in before and last in after


def ruling(held: Sequence[HeldClaim]) -> tuple[Ruling, float]:
    """What the sentences amount to, and how sure it is. That nothing says so is no "no"."""
    yes = max((one.yes for one in held), default=0.0)
    no = max((one.no for one in held), default=0.0)
    if yes >= SAID and (no < DENIED or yes - no >= CLEARER):
        return "yes", yes
    if no >= DENIED and (yes < SAID or no - yes >= CLEARER):
        return "no", no
    if yes >= SAID and no >= DENIED:
        return "differ", min(yes, no)
    return "unstated", max(yes, no)


def answer_yes_no(question: str, evidence: Sequence[Evidence], supports: Sequence[EntailmentScores]) -> Answer:
    """Yes, no, or that reports differ, with the sentences that say so; partial where only some of the question's claims
    have any, else not found. `supports` are those of the checks, in their order."""
    judged = _judged(question, evidence, supports)
    rulings = {claim: ruling([one.held for one in of_claim]) for claim, of_claim in judged.items()}
    says = combined([ruled for ruled, _ in rulings.values()])
    sure = min((sure for ruled, sure in rulings.values() if ruled == says), default=0.0)
    yes = list(chain.from_iterable(_lines(of_claim, "yes") for of_claim in judged.values()))[:SENTENCES]
    no = list(chain.from_iterable(_lines(of_claim, "no") for of_claim in judged.values()))[:SENTENCES]
    if says == "differ":
        notice = Notice("disagreement", "The articles do not agree on this.")
        return compose_answer(question, "Reports differ", sure, [yes[0], no[0]], "partial", notice)
    if says == "yes":
        return compose_answer(question, _short("Yes", yes), sure, yes)
    if says == "no":
        return compose_answer(question, _short("No", no), sure, no)
    if not yes:
        return refuse(question, evidence, min(max((sure for _, sure in rulings.values()), default=0.0), 0.2))
    missing = " ".join(claim for claim, (ruled, _) in rulings.items() if ruled == "unstated")
    notice = Notice("partial", f"No article says this: {missing}")
    return compose_answer(question, with_references(yes[0].first), 0.4, yes, "partial", notice)


def _judged(
    question: str, evidence: Sequence[Evidence], supports: Sequence[EntailmentScores]
) -> dict[str, list[JudgedSentence]]:
    """Claim -> its sentences, and what each makes of it."""
    known, texts = 1.0 - unknown_names(question, evidence), [piece.text for piece in evidence]
    found: dict[str, list[JudgedSentence]] = {}
    for check, support in zip(entailment_checks(question, evidence), supports, strict=True):
        terms, one = keywords_of(check.claim, texts, names_of(evidence)), check.sentence
        about = known * (0.7 * _share(terms, one, one.text) + 0.3 * _share(terms, one, check.pair[1]))
        found.setdefault(check.claim, []).append(JudgedSentence(HeldClaim(support, about), check.sentence))
    return found


def combined(rulings: Sequence[Ruling]) -> Ruling:
    """What the rulings on all claims of a question come to: one "no" denies the whole, "yes" takes all of them."""
    if "no" in rulings:
        return "no"
    if "differ" in rulings:
        return "differ"
    return "yes" if rulings and set(rulings) == {"yes"} else "unstated"


def _lines(judged: Sequence[JudgedSentence], says: Literal["yes", "no"]) -> list[Line]:
    """Of the sentences that say so two at most, best first, the first with the number of outlets that do."""
    rated = [(one.held.yes if says == "yes" else one.held.no, one.sentence) for one in judged]
    least = SAID if says == "yes" else DENIED
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
