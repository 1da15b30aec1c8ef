"""What is said to talk where no language model is asked: plain words, or the conversation's own. Pure."""

from index.text.sentences import sentence_spans
from rag.language.markup import without_citation_numbers
from rag.query.intent import Exchange, Intent, exchanges
from rag.schema.conversation import Conversation

GREETING = (
    "Hello. Ask me about the news in this collection: who, what, when, how many. "
    "Every answer is quoted from its articles, with the exact words cited."
)
IDENTITY = (
    "I am Citewell. I answer questions about a collection of news articles from their own words, and cite the exact "
    "words behind every sentence. What the articles do not say, I do not answer."
)
THANKS = "Glad to help. Ask whatever else you want to know of these articles."
FAREWELL = "Goodbye."
SOURCES = (
    "Each sentence of an answer is quoted from the article whose number it carries; open the number to read the words "
    "where they stand. I know nothing beyond these articles."
)
NO_MODEL = (
    "{asked} needs a language model, and none is set up: without one, I can only quote the articles. "
    "Set CITEWELL_LLM to use one."
)
NOTHING_YET = "There is no answer in this conversation yet. Ask something about the articles first."
NOTHING_ASKED = "You have not asked anything about the articles in this conversation yet."


def reply_to(talk: Intent, conversation: Conversation) -> str:
    """What to say to `talk`, after `conversation`. Raises ValueError for a question, which is to be searched for."""
    said = exchanges(conversation)
    match talk.kind:
        case "greeting":
            return GREETING
        case "identity":
            return IDENTITY
        case "thanks":
            return THANKS
        case "farewell":
            return FAREWELL
        case "sources":
            return SOURCES
        case "translate":
            into = f" into {talk.detail}" if talk.detail else ""
            return NO_MODEL.format(asked=f"A translation{into}")
        case "reword":
            return NO_MODEL.format(asked="An answer in other words")
        case "shorter":
            return next((_first_sentence(one.answer) for one in reversed(said) if one.answer), NOTHING_YET)
        case "repeat":
            return next((_unmarked(one.answer) for one in reversed(said) if one.answer), NOTHING_YET)
        case "summary":
            brief = [f"- {one.question} {_first_sentence(one.answer)}" for one in said if one.answer]
            return "\n".join(brief) or NOTHING_YET
        case "asked":
            return _questions(said, talk.detail)
        case "question":
            raise ValueError("a question has no ready reply: search the articles for it")


def _questions(said: tuple[Exchange, ...], which: str) -> str:
    if not said:
        return NOTHING_ASKED
    if which:
        return f"“{said[0 if which == 'first' else -1].question}”"
    return "\n".join(f"{n}. {one.question}" for n, one in enumerate(said, 1))


def _first_sentence(text: str) -> str:
    bare = _unmarked(text)
    spans = sentence_spans(bare)
    return bare[slice(*spans[0])] if spans else bare


def _unmarked(text: str) -> str:
    """An answer without the numbers of citations that are not repeated with it."""
    return without_citation_numbers(text)
