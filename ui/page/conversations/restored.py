"""Restore a saved conversation as the page's session: answers as given, with working citations. Pure."""

from collections.abc import Iterable

from rag.storage.conversations import Exchanged, KeptConversation
from ui.messages.messages import Messages
from ui.page.chat.session import Session
from ui.page.conversations.from_json import answer_from_json, moment
from ui.page.filters.narrowing import Narrowing
from ui.serialization.requests import Conditions


def restore_session(words: Messages, kept: KeptConversation, asked: int = 0) -> Session:
    """Return the saved conversation as a session.

    Args:
        words: Messages of the visitor's language.
        kept: The saved conversation.
        asked: Number of questions that the page has had, so that every answer gets a number of its own.
    """
    return extend(words, Session(asked=asked, id=kept.id), kept.exchanges)


def catch_up(words: Messages, session: Session, kept: KeptConversation) -> Session:
    """Add to `session` the exchanges that other pages have saved in its conversation.

    If the session's saved exchanges no longer match, return the conversation as saved. An answer about to be replaced
    is left out.
    """
    exchanges = kept.exchanges
    if session.replaces and exchanges and exchanges[-1].question == session.replaces:
        exchanges = exchanges[:-1]
    shown = [exchange.answer_id for exchange in session.exchanges if exchange.kept]
    saved = [exchange.answer_json.get("answer_id", "") for exchange in exchanges]
    if session.id != kept.id or saved[: len(shown)] != shown:
        return restore_session(words, kept, session.asked)
    return extend(words, session, exchanges[len(shown) :])


def extend(words: Messages, session: Session, more: Iterable[Exchanged]) -> Session:
    """Append saved exchanges to `session`."""
    for saved in more:
        answer = answer_from_json(saved.answer_json)
        session = session.with_saved_answer(words, saved.question, narrowing_from(saved), answer)
    return session


def conditions_from(narrowed: Narrowing) -> Conditions:
    """Return a question's conditions as saved with it."""
    taken = narrowed.filter
    return Conditions(
        as_of=taken.as_of, since=taken.since, until=taken.until, sources=taken.sources, languages=taken.languages
    )


def narrowing_from(saved: Exchanged) -> Narrowing:
    """Return the conditions of a saved question."""
    given = saved.conditions
    since, until = moment(given.get("since")), moment(given.get("until"))
    return Narrowing(
        as_of=saved.as_of,
        since=since.date() if since else None,
        until=until.date() if until else None,
        sources=tuple(given.get("sources", ())),
        languages=tuple(given.get("languages", ())),
    )
