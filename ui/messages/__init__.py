"""The page's messages: one file per language, and their types.

May import `rag` and `index`.
"""

from ui.messages.articles import Desk
from ui.messages.conversations import Conversations, Copying
from ui.messages.feedback import Feedback
from ui.messages.language import drawn_in, in_language, words_of
from ui.messages.load import all_messages
from ui.messages.messages import Messages
from ui.messages.notices import for_readers, translated
from ui.messages.phrase import Counted, Phrase
from ui.messages.reading import Changes, Panel

__all__ = [
    "Changes",
    "Conversations",
    "Copying",
    "Counted",
    "Desk",
    "Feedback",
    "Messages",
    "Panel",
    "Phrase",
    "all_messages",
    "drawn_in",
    "for_readers",
    "in_language",
    "translated",
    "words_of",
]
