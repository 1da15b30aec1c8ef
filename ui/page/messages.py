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
REWRITE = "Rewrite by the check"
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

UNSURE = "The check is not sure of this: read the cited words"
VERDICTS: dict[Verdict, str] = {
    "supported": "",
    "contradicted": "Contradicted by its source",
    "unsupported": "Not supported by its source",
    "unchecked": "Not checked yet",
}
SWITCH_ASK = "Ask"
SWITCH_CHECK = "Check a draft"
CHECK_TITLE = "Check a draft"
CHECK_HELP = "Each sentence is held against the articles: what supports it, what contradicts it, what is not in them."
DRAFT_LABEL = "Your draft"
DRAFT_HINT = "Paste a text of your own"
CHECK = "Check"
CHECK_STOP = "Stop checking"
CHECK_FAILED = "This draft could not be checked."
CHECK_UNEXPECTED = "Something went wrong in Citewell itself; its log says what. Your text is kept: check it again."
CHECK_EMPTY = "There is nothing to check: paste a text first."
CHECK_STARTING = "Beginning"
CHECK_DONE = "All sentences are checked."
NOTHING_TO_CHECK = "No sentence of this text states a fact that could be looked up."
CHECKED: dict[Verdict, str] = {
    "supported": "Supported",
    "contradicted": "Contradicted",
    "unsupported": "Not found in the articles",
    "unchecked": "Nothing to check",
}
SIGNS: dict[Verdict, str] = {"supported": "✓", "contradicted": "✗", "unsupported": "?", "unchecked": ""}
_COUNTED: dict[Verdict, str] = {
    "supported": "supported",
    "contradicted": "contradicted",
    "unsupported": "not found",
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


def checking(done: int, sentences: int) -> str:
    """How far a check is: "Sentence 3 of 20"."""
    return f"Sentence {min(done + 1, sentences)} of {sentences}" if sentences else CHECK_STARTING


def stopped_at(done: int, sentences: int) -> str:
    """Where a check was stopped."""
    return f"Stopped: {done} of {sentences} sentences are checked."


def counted(verdict: Verdict, count: int) -> str:
    """How many sentences have a verdict: "3 supported"."""
    return f"{count} {_COUNTED[verdict]}"


def draft_too_long(limit: int) -> str:
    """What to do about a draft that is too long."""
    return f"The text is longer than {limit:,} characters; check it in parts."
