"""Answer small talk, and questions about the conversation itself, without a search."""

from collections.abc import Generator, Sequence

from index.errors import LanguageModelError
from index.text.sentences import sentence_spans
from prompts.load import load_prompt
from rag.answering.replies import reply_to
from rag.generation.citations import NOTHING_TO_CHECK
from rag.generation.memory import as_text, newest
from rag.generation.writer import Writer
from rag.language.markup import without_markdown
from rag.query.intent import Intent, IntentKind, exchanges
from rag.reader.model import Reader
from rag.schema.answer import Answer, Notice
from rag.schema.citation import Claim
from rag.schema.events import ClaimChecked, ClaimDelta, Event, Stage
from rag.schema.question import Question
from rag.verification.check import check
from rag.verification.verify import Source, states_fact

NEEDS_MODEL: frozenset[IntentKind] = frozenset(("shorter", "reword", "translate", "summary"))
"""Intents that a language model answers better; all others have a fixed reply."""
SAID_BEFORE = "says again what was answered before"
NOT_CHECKED = "a translation is not checked"


def answer_small_talk(
    talk: Intent, question: Question, reader: Reader, writer: Writer | None
) -> Generator[Event, None, Answer]:
    """Return the reply as an answer without citations; a model's sentences are checked against the conversation."""
    claims: tuple[Claim, ...] = ()
    fault = ""
    if writer and talk.kind in NEEDS_MODEL:
        yield Stage("writing")
        try:
            claims = _said_again(_asked(writer, question), talk, question, reader)
        except LanguageModelError as error:
            fault = str(error)
    by_model = bool(claims)
    text = "" if by_model else reply_to(talk, question.conversation)
    claims = claims or tuple(Claim(line, (), "unchecked", (NOTHING_TO_CHECK,)) for line in text.splitlines() if line)
    for position, claim in enumerate(claims):
        yield ClaimDelta(position, claim.text)
        yield ClaimChecked(position, claim, ())
    return Answer(
        question=question.text,
        standalone_question=question.text,
        status="answered",
        mode="llm" if by_model else "extractive",
        short_answer=" ".join(claim.text for claim in claims),
        confidence=1.0,
        claims=claims,
        notices=(Notice("model", fault),) if fault else (),
    )


def _asked(writer: Writer, question: Question) -> str:
    conversation = as_text(newest(question.conversation))
    return writer.model.complete(load_prompt("talk").render(conversation=conversation, message=question.text))


def _said_again(text: str, talk: Intent, question: Question, reader: Reader) -> tuple[Claim, ...]:
    """Check each sentence of the model's reply against the earlier answers; a translation is not checked."""
    sentences = [without_markdown(text[slice(*span)]) for span in sentence_spans(text)]
    before = [Source(exchange.answer) for exchange in exchanges(question.conversation) if exchange.answer]
    return tuple(_claim(sentence, talk, before, reader) for sentence in sentences if sentence)


def _claim(sentence: str, talk: Intent, before: Sequence[Source], reader: Reader) -> Claim:
    if talk.kind == "translate":
        return Claim(sentence, (), "unchecked", (NOT_CHECKED,))
    if not states_fact(sentence):
        return Claim(sentence, (), "unchecked", (NOTHING_TO_CHECK,))
    ruling = check(reader, sentence, before)
    return Claim(sentence, (), ruling.verdict, ruling.reasons or (SAID_BEFORE,))
