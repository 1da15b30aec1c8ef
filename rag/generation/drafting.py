"""Stream the language model's answer: each sentence unchecked at first, its verdict at its end."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from time import time_ns

from prompts.load import Message
from rag.generation.citation_marks import CitationMarkFilter
from rag.generation.citations import Cited, Numbering, cite_sentence
from rag.generation.language_model_interface import LanguageModel
from rag.generation.sentence_stream import SentenceStream, WrittenSentence
from rag.generation.usage import Check, record_call
from rag.reader.model import Reader
from rag.schema.citation import Citation
from rag.schema.events import ClaimChecked, ClaimDelta, Event
from rag.schema.evidence import Evidence

NOT_FOUND = "NOT IN THESE ARTICLES"
"""What the prompt tells the model to write if the passages hold no answer."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The sentences of the model. `struck` are those that strict mode left out."""

    sentences: tuple[Cited, ...]
    citations: tuple[Citation, ...]
    struck: tuple[Cited, ...] = ()
    found: bool = True


def draft_answer(
    model: LanguageModel, messages: Sequence[Message], evidence: Sequence[Evidence], reader: Reader, *, strict: bool
) -> Generator[Event, None, Draft]:
    """Ask the model and report each sentence: while it streams (not in `strict`), and again with its verdict.

    Raises:
        LanguageModelError: The model gives no answer, or breaks off.
    """
    numbering, kept, struck = Numbering(), list[Cited](), list[Cited]()
    position = 0
    for item in _streamed(model.stream(messages)):
        if isinstance(item, str):
            if not strict:
                yield ClaimDelta(position, item)
            continue
        if not item.text:
            continue
        if item.text.strip(".! ").upper() == NOT_FOUND:
            return Draft((), (), found=False)
        began_ns = time_ns()
        cited = cite_sentence(item, evidence, reader, numbering)
        record_call(Check(began_ns, time_ns()))
        if strict and cited.claim.verdict in ("unsupported", "contradicted"):
            struck.append(cited)
            continue
        kept.append(cited)
        yield ClaimChecked(position, cited.claim, cited.citations)
        position += 1
    return Draft(tuple(kept), numbering.citations, tuple(struck))


def _streamed(pieces: Generator[str, None, None]) -> Iterator[str | WrittenSentence]:
    """Yield the model's words as they stream, without marks, and each sentence at its end.

    After a sentence, the words of the next one that had been sent are sent again, for the next position. Nothing is
    sent while the words may become NOT_FOUND.
    """
    marks, sentences = CitationMarkFilter(), SentenceStream()
    sent = 0
    with closing(pieces) as stream:
        for item in chain.from_iterable(marks.feed(piece) for piece in stream):
            for sentence in sentences.feed(item):
                yield sentence
                sent = 0
            rest = sentences.rest
            if len(rest) > sent and not (sent == 0 and NOT_FOUND.startswith(rest.strip().upper())):
                yield rest[sent:]
                sent = len(rest)
    for item in marks.end():
        yield from sentences.feed(item)
    yield from sentences.end()
