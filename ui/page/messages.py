"""Every word that the page itself says."""

from collections.abc import Mapping
from typing import Literal

from rag.answer_shape import Status
from rag.claim import Verdict
from rag.events import StageName

ConflictKind = Literal["update", "scope", "disagreement"]

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
VALUE, SCOPE, SOURCE, DATE, SAYS, STANDS = "Value", "Of", "Source", "Date", "According to", "How it stands"
LEADING = "in the answer"
KINDS: dict[ConflictKind, str] = {
    "update": "Updated since",
    "scope": "Of something else",
    "disagreement": "Disagrees",
}

AS_OF = "Answer as of"
AS_OF_HINT = "A day, such as 2022-11-16"
AS_OF_REMOVE = "Answer as of now"
LIFT = "Search all dates"
OUTSIDE = "Published outside these dates"
OUTSIDE_HELP = "These passages may answer the question, but were not published in the days asked for."
HEADLINES: Mapping[str, str] = {
    "outside_window": "Not within these dates.",
    "removed": "Not in the articles that are left.",
    "one_side": "Only others are quoted on this.",
}
"""What stands above the reason, by the kind of the notice that gives it."""

CHANGES = "see what changed"
ANSWER_LINK = "Link to this answer"
SAVED_ASKED = "Asked on"
SAVED_EVIDENCE = "The passage as it was then"
SAVED_HOME = "Ask about the articles"
SAVED_CHANGED = "What has changed since"
SAVED_UNCHANGED = "Nothing that it cites has changed since."
SAVED_GONE = "There is no such answer"
QUOTE_STANDS = "the quoted words still stand in it"
QUOTE_GONE = "the quoted words are no longer in it"

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


def also_in(outlets: int, names: str) -> str:
    """Who else carries the same text: "also in 2 outlets: Coast Times, Bay News"."""
    return f"also in {outlets} outlet{'' if outlets == 1 else 's'}: {names}"


def reported_by(sources: int) -> str:
    """How many report it on their own."""
    return f"Reported independently by {sources} sources"


def according_to(who: str) -> str:
    """Who the articles say it according to."""
    return f"According to {'t' + who[1:] if who.startswith('The ') else who}"


def independently(sources: int) -> str:
    """How many report a value on their own: "2 independent sources"."""
    return f"{sources} independent source{'' if sources == 1 else 's'}"


def as_of(day: str) -> str:
    """Of which day an answer is."""
    return f"As of {day}"


def resolved(words: str, day: str) -> str:
    """Which day the words of a quote name."""
    return f"{words}: {day}"


def corrected(day: str) -> str:
    """Since when an article reads as it does; what follows is a link to what changed."""
    return f"Corrected on {day}:"


def chart(quantity: str, scope: str) -> str:
    """What a chart shows: "Over time: missiles launched (Kyiv)"."""
    return f"Over time: {quantity}{f' ({scope})' if scope else ''}"


def change(kind: Literal["changed", "removed", "purged"], day: str, *, quote_stands: bool) -> str:
    """What has become of a cited article: "changed on 17 November 2022; the quoted words still stand in it"."""
    when = f" on {day}" if day else ""
    if kind == "changed":
        return f"changed{when}; {QUOTE_STANDS if quote_stands else QUOTE_GONE}"
    return f"{'removed' if kind == 'removed' else 'removed from everything that was kept'}{when}"


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


SCRIPT: Mapping[str, str] = {
    "opening": "Opening the article",
    "close": "Close",
    "untitled": "Untitled article",
    "failed": "The article cannot be shown",
    "gone": "It is not in the store any more.",
    "unanswered": "The server does not answer. Try again in a moment.",
    "source": "Source",
    "author": "Author",
    "authors": "Authors",
    "published": "Published",
    "updated": "Updated",
    "original": "Read the original at {host}",
    "changed": "Changed on {day}:",
    "earlier": "An earlier version, until {day}:",
    "seeChanges": "See what changed",
    "changesOpening": "Comparing the versions",
    "changesFailed": "What changed cannot be shown",
    "changesTitle": "What changed",
    "changesSince": "Since {day} the article reads as follows.",
    "changesLegend": "Words taken out are struck through, words put in are underlined.",
    "changesNone": "The words are the same.",
    "readArticle": "Read the article",
    "headline": "Headline",
    "text": "Text",
    "chart": "Chart. {title}. The table above has the same values.",
}
"""What the page's scripts say (`/static/words.js`); `{...}` are filled in there."""
