"""Storage of answers with their evidence, conversations and feedback.

It also deletes them: by age, by owner, and word by word when an article is taken down.
May import `rag.retrieval` and what stands below it.
"""

from rag.storage.answers import SavedAnswers
from rag.storage.conversations import Conversations, Exchanged, KeptConversation, Listed
from rag.storage.database import Database
from rag.storage.evidence_changes import EvidenceChange
from rag.storage.feedback import Feedback, Given, Judged
from rag.storage.saved_answer import SavedAnswer, SavedPassage

__all__ = [
    "Conversations",
    "Database",
    "EvidenceChange",
    "Exchanged",
    "Feedback",
    "Given",
    "Judged",
    "KeptConversation",
    "Listed",
    "SavedAnswer",
    "SavedAnswers",
    "SavedPassage",
]
