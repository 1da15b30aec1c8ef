"""A question on the page, on its way to its answer."""

from collections.abc import Iterator
from threading import Event

from rag.schema.events import ClaimDelta
from rag.schema.events import Event as Told
from ui.messages.language import in_language
from ui.page.chat.ask import ask
from ui.page.chat.session import Session


def test_words_are_shown_though_nothing_follows_them() -> None:
    seen, waited = Event(), list[bool]()

    def asking(*_: object) -> Iterator[Told]:
        yield ClaimDelta(0, "Seventy")
        yield ClaimDelta(0, " of the missiles")
        waited.append(seen.wait(20))
        yield ClaimDelta(0, " were shot down.")

    for session in ask(in_language("en"), asking, "How many?", Session(), Event()):
        if "Seventy of the missiles" in str(session.exchanges[-1].shown):
            seen.set()
    assert waited == [True]
