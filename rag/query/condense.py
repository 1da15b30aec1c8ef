"""Make a follow-up a question that stands alone, without a language model. Pure.

"and how many were shot down?" after "how many missiles did Russia fire" becomes "how many missiles were shot down
(Russia)". Missing words come from the question before; "she" comes from the answer, if that names one person. Nothing
else is guessed. A search also gets the words of the conversation: it can use more of them than a person wants to read.
"""

from index.search.search import ContextQuery
from rag.language.entities import NameMention, names_in, persons_in
from rag.language.keywords import content_words
from rag.language.patterns import load_patterns
from rag.query.answer_type import answer_type_of
from rag.query.follow_up import FollowUp, counted_again, substituted
from rag.query.intent import exchanges
from rag.query.question_type import identity_of
from rag.query.time_scope import THE_NEWS
from rag.query.time_split import split_times, with_times
from rag.schema.conversation import Conversation

MOST_CARRIED = 6
"""Words carried over from the question before."""
LONGEST_ANSWER = 400
"""Characters of the last answer to search for: its beginning says what was asked."""
AS_ASKED, DEPENDENT, INDEPENDENT = 1.0, 0.5, 0.25
"""Weights of what is searched for beside the standalone question (weight 1): the question as typed; the conversation
if the question needs it; the conversation if it does not, but may go on with the topic. Chosen on our own conversations
and on questions about neighbouring paragraphs, half of them after a change of topic."""

_PATTERNS = load_patterns("condense")


def condense(text: str, conversation: Conversation) -> str:
    """Return a message, complete without its conversation; unchanged if it needs nothing from there."""
    before, answer = _so_far(conversation)
    return _condense(text, before, answer)


def context_of(text: str, conversation: Conversation) -> tuple[ContextQuery, ...]:
    """Return what a search looks for beside the standalone question, each text with its weight.

    These are the question as it was typed, and the question before with the beginning of its answer. A question that
    turns away from them ("and in Lviv?") leaves them out.
    """
    before, answer = _so_far(conversation)
    if not before:
        return ()
    before = split_times(before).rest
    message = FollowUp.of(text)
    around = " ".join(filter(None, (before, answer[:LONGEST_ANSWER], message.body)))
    if not message.needs_more:
        return (ContextQuery(around, INDEPENDENT),)
    typed = (ContextQuery(message.body, AS_ASKED),) if content_words(message.body) else ()
    return typed if substituted(before, message.changes) else (*typed, ContextQuery(around, DEPENDENT))


def _so_far(conversation: Conversation) -> tuple[str, str]:
    """Return the last question, complete by itself, and its answer; "" and "" before the first."""
    before, answer = "", ""
    for exchange in exchanges(conversation):
        before, answer = _condense(exchange.question, before, answer), exchange.unmarked
    return before, answer


def _condense(text: str, before: str, answer: str) -> str:
    if not before or not text.strip():
        return text
    earlier, typed = split_times(before), split_times(text)
    if _is_time_alone(text):
        return with_times(earlier.plain, typed.events or earlier.events, typed.window or earlier.window)
    message = FollowUp.of(text)
    if not message.needs_more:
        return message.body if message.courteous else text
    # A new time replaces one of its kind: the time of the events, or the days of publication.
    complete = _completed(FollowUp.of(typed.rest), earlier.plain if typed.events else earlier.rest, answer)
    return with_times(complete, (), typed.window or earlier.window)


def _is_time_alone(text: str) -> bool:
    """Return whether a message only changes the time: "and last week?", "only articles published since Monday"."""
    changed = FollowUp.of(text).changes
    left = split_times(changed)
    return bool(changed) and bool(left.events or left.window) and not content_words(left.plain.replace(THE_NEWS, ""))


def _completed(message: FollowUp, before: str, answer: str) -> str:
    """Complete a message that needs more."""
    if rest := message.changes:
        return substituted(before, rest) or _carrying(f"what about {rest.strip(' ?.!')}", before)
    body = _with_person(message.body, before, answer)
    if body != message.body and content_words(message.body) and not FollowUp(body, message.joined).needs_more:
        return body
    counted = counted_again(body, before)
    # If the same thing is counted again, the new question replaces what was asked of it: only names are carried over.
    return _carrying(counted, before, names_only=counted != body)


def _carrying(body: str, before: str, *, names_only: bool = False) -> str:
    """Add to a question the content words of the question before that it lacks, in brackets, and its time."""
    known, earlier = set(content_words(body).values()), split_times(before)
    carried = [word for word, stem in content_words(earlier.plain).items() if stem not in known]
    if names_only:
        carried = [word for word in carried if word[0].isupper()]
    complete = f"{body.rstrip(' ?.!')} ({' '.join(carried[:MOST_CARRIED])})" if carried else body
    if earlier.events and not split_times(body).events:
        return with_times(complete, earlier.events, "")
    return complete


def _with_person(body: str, before: str, answer: str) -> str:
    """Replace "he" or "she" by the one person that it can mean, if there is one."""
    pronoun = _PATTERNS["person"].search(body)
    person = _only_person(before, answer) if pronoun else ""
    if not pronoun or not person:
        return body
    owned = _PATTERNS["owned"].match(body[pronoun.start() :])
    ending = ("'" if person.endswith("s") else "'s") if owned else ""
    return f"{body[: pronoun.start()]}{person}{ending}{body[pronoun.end() :]}"


def _only_person(before: str, answer: str) -> str:
    """Return the full name of the one person in the last question and answer; "" if they name none, or several."""
    subject = identity_of(before) if _PATTERNS["asks_who"].match(before) else ""
    known: dict[str, str] = {subject.split()[-1].lower(): subject} if subject else {}
    for name in (*persons_in(before, answer), *persons_in(answer, answer)):
        surname = name.bare[-1]
        known[surname] = max(known.get(surname, ""), name.text, key=len)
    if not known and answer_type_of(before) == "person":
        known = {name.bare[-1]: name.text for name in names_in(answer) if _can_be_person(name, before, answer)}
    return next(iter(known.values())) if len(known) == 1 else ""


def _can_be_person(name: NameMention, before: str, answer: str) -> bool:
    """Return whether a name can answer "who ...?": a full name that is new, and no place that something is in."""
    return len(name.bare) > 1 and name.text not in before and not _PATTERNS["in_a_place"].search(answer[: name.start])
