"""A conversation that is kept, as the page's session: each answer as it was given, its citations live. Pure."""

from collections.abc import Iterable

from rag.storage.conversations import Exchanged, KeptConversation
from ui.messages.messages import Messages
from ui.page.chat.session import Session
from ui.page.conversations.given import answer_given, moment
from ui.page.filters.narrowing import Narrowing
from ui.serialization.requests import Conditions


def restored(words: Messages, kept: KeptConversation, asked: int = 0) -> Session:
    """All of it. `asked` is how many questions this page has had: no two of its answers get the same number."""
    return extended(words, Session(asked=asked, id=kept.id), kept.exchanges)


def caught_up(words: Messages, session: Session, kept: KeptConversation) -> Session:
    """`session` with what was asked in the same conversation elsewhere; as it is kept, where what it shows of that is
    there no more. The answer that is about to be replaced stays away."""
    exchanges = kept.exchanges
    if session.replaces and exchanges and exchanges[-1].question == session.replaces:
        exchanges = exchanges[:-1]
    shown = [one.answer_id for one in session.exchanges if one.kept]
    there = [one.answer_json.get("answer_id", "") for one in exchanges]
    if session.id != kept.id or there[: len(shown)] != shown:
        return restored(words, kept, session.asked)
    return extended(words, session, exchanges[len(shown) :])


def extended(words: Messages, session: Session, more: Iterable[Exchanged]) -> Session:
    """`session` with these exchanges at its end."""
    for one in more:
        session = session.recalling(words, one.question, narrowing_given(one), answer_given(one.answer_json))
    return session


def conditions_of(narrowed: Narrowing) -> Conditions:
    """What a question was narrowed to, as it is kept with it."""
    taken = narrowed.filter
    return Conditions(
        as_of=taken.as_of, since=taken.since, until=taken.until, sources=taken.sources, languages=taken.languages
    )


def narrowing_given(one: Exchanged) -> Narrowing:
    """What a question that is kept was narrowed to."""
    given = one.conditions
    since, until = moment(given.get("since")), moment(given.get("until"))
    return Narrowing(
        as_of=one.as_of,
        since=since.date() if since else None,
        until=until.date() if until else None,
        sources=tuple(given.get("sources", ())),
        languages=tuple(given.get("languages", ())),
    )
