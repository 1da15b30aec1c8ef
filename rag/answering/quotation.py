"""Answer what somebody said: the quoted words and their speaker. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.text.analyzer import stems
from index.text.sentences import Span, sentence_spans
from rag.answering.compose import Line, compose_answer
from rag.language.coreference import subject_of, with_references
from rag.language.entities import TITLES, NameMention, names_in, persons_in
from rag.language.keywords import Keyword, content_words, keywords_of, term_overlap
from rag.language.patterns import load_patterns
from rag.language.quotations import quotation_spans
from rag.language.sentences import Sentence, same_statement
from rag.query.analysis import QuestionAnalysis
from rag.query.question_type import without_courtesy
from rag.ranking.name_forms import adapt_names, names_of
from rag.ranking.span_ranking import AnswerCandidate, sentence_of
from rag.ranking.thresholds import CONFIDENT
from rag.schema.answer import Answer
from rag.schema.evidence import Evidence

SENTENCES = 3
"""Most sentences of the answer."""
LONGEST_QUOTE = 280
"""Most characters of a quotation that the short answer gives whole."""
_PATTERNS = load_patterns("quotations")
_SAYS = _PATTERNS["says"]
_PRONOUN_SAYS = _PATTERNS["pronoun_says"]
_BARE = _PATTERNS["bare"]
_STARTS, _ENDS, _WORD = _PATTERNS["starts"], _PATTERNS["ends"], _PATTERNS["word"]


@dataclass(frozen=True, slots=True)
class QuotationQuery:
    """The speaker that a question asks for, and the topic ("" for any)."""

    who: str
    topic: str


def quotation_query(question: str) -> QuotationQuery:
    """Return the speaker and the topic of a question for somebody's words."""
    text = without_courtesy(question).rstrip(" ?!.")
    match = next((match for _, pattern in _PATTERNS.rules if (match := pattern.match(text))), None)
    return QuotationQuery(match["who"].strip(), match["topic"].strip()) if match else QuotationQuery("", "")


def answer_quotation(
    analysis: QuestionAnalysis, evidence: Sequence[Evidence], ranked: Sequence[AnswerCandidate]
) -> Answer | None:
    """Answer with the speaker's words that are most about the topic.

    Returns:
        The answer; None if no article has words of the speaker about the topic.
    """
    query = quotation_query(analysis.question)
    if not query.who:
        return None
    texts = [piece.text for piece in evidence]
    topic = keywords_of(query.topic, texts, names_of(evidence))
    spoken = [
        sentence
        for piece in evidence
        for sentence in spoken_in(piece, _who(query, piece))
        if not _BARE.match(sentence.text)
    ]
    chosen_by_reader = {sentence_of(candidate).key for candidate in ranked[:3] if candidate.confidence >= CONFIDENT}
    rated = [(_worth(sentence, topic, chosen_by_reader), -n, sentence) for n, sentence in enumerate(spoken)]
    rated.sort(key=lambda rate: rate[:2], reverse=True)
    if not rated or rated[0][0] <= 0:
        return None
    best = rated[0][2]
    lines: list[Line] = []
    for sentence in [best, *_going_on(best, spoken), *(sentence for worth, _, sentence in rated if worth > 0)]:
        if len(lines) < SENTENCES and not any(same_statement(sentence, line.sentence) for line in lines):
            copies = tuple(other for other in spoken if other.key == sentence.key and other != sentence)
            lines.append(Line(sentence, copies))
    confidence = min(0.9, 0.5 + 0.3 * rated[0][0])
    return compose_answer(
        analysis.question, short_quotation(lines[0].first, _who(query, lines[0].first.piece)), confidence, lines
    )


def _who(query: QuotationQuery, piece: Evidence) -> str:
    """Return the speaker as the article spells the name."""
    return adapt_names(query.who, piece, within=piece.article.text)


def _going_on(best: Sentence, spoken: Sequence[Sentence]) -> list[Sentence]:
    """Return what the speaker says next in the same paragraph, word for word."""
    article = best.piece.article
    after = [
        sentence
        for sentence in spoken
        if sentence.piece.article.id == article.id and sentence.start > best.start and has_quote(sentence)
    ]
    return [sentence for sentence in after if "\n" not in article.text[best.end : sentence.start]]


def is_about_speaker(analysis: QuestionAnalysis, sentence: Sentence) -> bool:
    """Return whether a sentence is about the speaker that the question asks for.

    It, or the sentence before, must name the speaker, and it must not give anybody else's words.
    """
    who = _who(quotation_query(analysis.question), sentence.piece)
    named = set(stems(who)[-1:]) <= set(stems(f"{sentence.before} {sentence.text}"))
    others = who[:1].isupper() and _SAYS.search(_outside(sentence.piece.article.text, (sentence.start, sentence.end)))
    return named and not others


def _worth(sentence: Sentence, topic: Sequence[Keyword], by_reader: set[str]) -> float:
    """Return the worth of a sentence: its share of the topic, the reader's choice, and whether it quotes."""
    about = (
        0.7 * term_overlap(topic, sentence.text) + 0.3 * term_overlap(topic, f"{sentence.before} {sentence.text}")
        if topic
        else 0.5
    )
    chosen = 0.5 * (sentence.key in by_reader)
    return about + chosen + 0.2 * has_quote(sentence) if about + chosen > 0 else 0.0


def short_quotation(sentence: Sentence, who: str) -> str:
    """Return the quoted words and their speaker: "Alma Finch: “We wait.”".

    Returns the whole sentence if it quotes nothing, or if another person may be the one quoted.
    """
    article = sentence.piece.article.text
    quotes = [span for span in quotation_spans(article) if span[0] < sentence.end and span[1] > sentence.start]
    if not quotes or _speaks_another(_outside(article, (sentence.start, sentence.end)), who, article):
        return with_references(sentence)
    start, end = max(quotes, key=lambda span: min(span[1], sentence.end) - max(span[0], sentence.start))
    whole = article[start + 1 : end - 1]
    words = (
        whole if len(whole) <= LONGEST_QUOTE else article[max(start + 1, sentence.start) : min(end - 1, sentence.end)]
    )
    return f"{_full_name(who, article)}: “{words.strip().rstrip(',')}”"


def _speaks_another(outside: str, who: str, article: str) -> bool:
    """Return whether a sentence with two verbs of saying names another person: its quotation may be either's."""
    others = [name for name in persons_in(outside, article) if not _may_be(name, who)]
    return bool(others) and len(_SAYS.findall(outside)) > 1


def has_quote(sentence: Sentence) -> bool:
    """Return whether a good part of the sentence is quoted word for word."""
    text = sentence.piece.article.text
    inside = sum(max(0, min(end, sentence.end) - max(start, sentence.start)) for start, end in quotation_spans(text))
    return inside >= min(15, 0.8 * (sentence.end - sentence.start))


def spoken_in(piece: Evidence, who: str) -> list[Sentence]:
    """Return the sentences of a piece of evidence that give the words of `who`, quoted or reported."""
    article = piece.article.text
    if not set(stems(who)[-1:]) <= set(stems(piece.text)) | set(stems(article[: piece.start][-1000:])):
        return []
    spans = sentence_spans(article)
    speaks = [_names_speaker(article, span, who) for span in spans]
    for at in range(1, len(spans)):
        speaks[at] = speaks[at] or _pronoun_speaks(article, spans, speaks, at, who)
    whose = [speaks[at] or _within_quotation(article, spans, speaks, at) for at in range(len(spans))]
    end = piece.start + len(piece.text)
    return [
        Sentence(piece, *span)
        for span, spoken in zip(spans, whose, strict=True)
        if spoken and span[0] >= piece.start and span[1] <= end
    ]


@lru_cache(maxsize=4096)
def _outside(article: str, span: Span) -> str:
    """Return a sentence without its quotations."""
    kept, at = "", span[0]
    for start, end in quotation_spans(article):
        if start < span[1] and end > span[0]:
            kept += article[at : max(at, start)]
            at = max(at, end)
    return kept + article[at : span[1]]


def _names_speaker(article: str, span: Span, who: str) -> bool:
    """Return whether a sentence says, outside quotation marks, that `who` says something."""
    outside = _outside(article, span)
    return bool(_SAYS.search(outside)) and _is_speaker(outside, who)


def _is_speaker(text: str, who: str) -> bool:
    """Return whether `who` stands right before or after a verb of saying, with no other person between."""
    words = stems(" ".join(content_words(who)) or who)
    for say in _SAYS.finditer(text):
        for near in (
            _STARTS.split(text[: say.start()])[-1],
            _ENDS.split(text[say.end() :])[0],
        ):
            held = stems(near)
            if words and (set(words) <= set(held) or (who[:1].isupper() and words[-1] in held)):
                return not _of_another(near, who, text)
    return False


def _of_another(near: str, who: str, text: str) -> bool:
    """Return whether another person than `who` is named first: that person speaks."""
    persons = persons_in(near, text)
    return bool(persons) and who[:1].isupper() and not _may_be(persons[0], who)


def _pronoun_speaks(article: str, spans: Sequence[Span], speaks: Sequence[bool], at: int, who: str) -> bool:
    """Return whether "he said" in this sentence is `who`: the last sentence that is no quotation is about them."""
    if not _PRONOUN_SAYS.search(_outside(article, spans[at])):
        return False
    for before in range(at - 1, max(-1, at - 4), -1):
        outside = _outside(article, spans[before])
        if not _WORD.search(outside):
            continue
        if speaks[before]:
            return True
        persons = persons_in(outside, article)
        if subject := subject_of(persons, outside):
            return _may_be(subject, who)
        others = [name for name in persons if not _may_be(name, who)]
        return not others and any(_may_be(name, who) for name in names_in(outside))
    return False


def _may_be(name: NameMention, who: str) -> bool:
    """Return whether a name can be that of `who`: the same last word, and no other first name."""
    wanted = tuple(word for word in who.lower().replace(".", "").split() if word not in TITLES)
    shared = min(len(wanted), len(name.bare))
    return shared > 0 and name.bare[-shared:] == wanted[-shared:]


def _last_word(who: str) -> str:
    return who.lower().split()[-1]


def _within_quotation(article: str, spans: Sequence[Span], speaks: Sequence[bool], at: int) -> bool:
    """Return whether a sentence that is all quotation belongs to a sentence beside it that names the speaker."""
    if _WORD.search(_outside(article, spans[at])):
        return False
    for step in (-1, 1):
        other = at + step
        while 0 <= other < len(spans) and not _WORD.search(_outside(article, spans[other])):
            other += step
        if not 0 <= other < len(spans) or "\n" in article[spans[min(at, other)][1] : spans[max(at, other)][0]]:
            continue
        if _SAYS.search(_outside(article, spans[other])):
            return speaks[other]
    return False


def _full_name(who: str, article: str) -> str:
    """Return the speaker's full name in the article; the question's name if the article has none."""
    last = _last_word(who)
    full = [name.text for name in names_in(article) if name.bare and name.bare[-1] == last]
    return max(full, key=lambda text: len(text.split()), default=f"{who[:1].upper()}{who[1:]}")
