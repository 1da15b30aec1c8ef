"""Every word that the page itself says."""

from rag.answer_shape import Status
from rag.claim import Verdict
from rag.events import StageName

TITLE = "Citewell"
QUESTION_LABEL = "Your question"
QUESTION_HINT = "Ask about the articles"
ASK = "Ask"
STOP = "Stop"
RETRY = "Ask the last question again"
NEW = "New conversation"
CHAT_LABEL = "Questions and answers"

OPENING = "What do you want to know?"
OPENING_HELP = "Each answer is taken from the articles. Choose a number such as [1] to read the words where they stand."
EMPTY = "There are no articles yet."
EMPTY_HELP = "Bring some in on the command line, then load this page again:"
EMPTY_COMMAND = "citewell ingest FOLDER"
EMPTY_SOURCES = "The folder may hold Markdown, text and JSON Lines files."

STARTING = "Thinking"
STOPPED = "Stopped."
UNDERSTOOD = "Understood as:"
PARTIAL = "Only part of the question is answered by the articles."
NOT_FOUND = "The articles do not answer this."
SOURCES = "Sources"
NEAREST = "Nearest passages"
NEAREST_HELP = "These come closest to the question. They are not an answer to it."
OPEN_SOURCE = "Show this passage in its article"
ORIGINAL = "Original"
UNTITLED = "Untitled article"
UNDATED = "No date"
UNNAMED = "Unnamed source"

CONFLICTS = "The reports differ"
VALUE, SOURCE, DATE, SAYS = "Value", "Source", "Date", "Who says so"
UPDATE = "later reports update it"
SCOPE = "the figures count different things"
DISAGREEMENT = "the reports disagree"

FAILED = "This question could not be answered."
UNEXPECTED = (
    "Something went wrong in Citewell itself; its log says what. "
    "The conversation is kept: ask again, or ask something else."
)

VERDICTS: dict[Verdict, str] = {
    "supported": "",
    "contradicted": "Contradicted by its source",
    "unsupported": "Not supported by its source",
    "unchecked": "Not checked yet",
}
STATUSES: dict[Status, str] = {"answered": "", "partial": PARTIAL, "not_found": NOT_FOUND}
_STAGES: dict[StageName, str] = {
    "searching": "Searching the articles",
    "reading": "Reading",
    "writing": "Writing",
    "checking": "Checking each sentence against its source",
}


def stage(name: StageName, count: int | None) -> str:
    """What is being done: "Reading 12 passages"."""
    if name == "reading" and count is not None:
        return f"Reading {count} passage{'' if count == 1 else 's'}"
    return _STAGES[name]


def also_in(outlets: int) -> str:
    """Who else carries the same text: "also in 3 outlets"."""
    return f"also in {outlets} outlet{'' if outlets == 1 else 's'}"


def reported_by(sources: int) -> str:
    """How many report it on their own."""
    return f"Reported by {sources} independent sources"


def holdings(articles: int, newest: str) -> str:
    """What the store holds: "214 articles, the newest of 15 November 2022"."""
    count = f"{articles:,} article{'' if articles == 1 else 's'}"
    return f"{count}, the newest of {newest}" if newest else count


def too_long(limit: int) -> str:
    """What to do about a question that is too long."""
    return f"The question is longer than {limit:,} characters; ask it in fewer words."
