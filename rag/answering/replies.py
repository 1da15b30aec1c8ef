"""Ready replies to small talk and to requests about the conversation, without a language model. Pure."""

from collections.abc import Sequence

from index.text.sentences import sentence_spans
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


def reply_to(intent: Intent, conversation: Conversation) -> str:
    """Return the reply to a message that is no question for the articles.

    Raises:
        ValueError: The message is a question, which has no ready reply.
    """
    earlier = exchanges(conversation)
    match intent.kind:
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
            into = f" into {intent.detail}" if intent.detail else ""
            return NO_MODEL.format(asked=f"A translation{into}")
        case "reword":
            return NO_MODEL.format(asked="An answer in other words")
        case "shorter":
            return next((_first_sentence(turn) for turn in reversed(earlier) if turn.answer), NOTHING_YET)
        case "repeat":
            return next((turn.unmarked.strip() for turn in reversed(earlier) if turn.answer), NOTHING_YET)
        case "summary":
            brief = [f"- {turn.question} {_first_sentence(turn)}" for turn in earlier if turn.answer]
            return "\n".join(brief) or NOTHING_YET
        case "asked":
            return _questions(earlier, intent.detail)
        case "question":
            raise ValueError("a question has no ready reply: search the articles for it")


def _questions(earlier: Sequence[Exchange], which: str) -> str:
    if not earlier:
        return NOTHING_ASKED
    if which:
        return f"“{earlier[0 if which == 'first' else -1].question}”"
    return "\n".join(f"{number}. {exchange.question}" for number, exchange in enumerate(earlier, 1))


def _first_sentence(exchange: Exchange) -> str:
    answer = exchange.unmarked.strip()
    spans = sentence_spans(answer)
    return answer[slice(*spans[0])] if spans else answer
