"""A follow-up made a question that can stand alone, without a language model. Pure.

"and how many were shot down?" after "how many missiles did Russia fire" becomes "how many missiles were shot down
(Russia)": what the words leave out is taken from the question before, and who "she" is from the answer, where it names
one person. Nothing is guessed beyond that. A search is also given the conversation's own words: it can use more of them
than a question that people read should carry.
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
"""Characters of the last answer that are searched for: its beginning says what was asked."""
AS_ASKED, DEPENDENT, INDEPENDENT = 1.0, 0.5, 0.25
"""What counts beside the search for a question that stands alone: the same as it was typed, without words carried over;
the conversation, where the question needs it; and where it does not, but may go on with the topic. Chosen on
conversations of our own and on questions about neighbouring paragraphs, half of them after a change of topic."""

_PATTERNS = load_patterns("condense")


def condense(text: str, conversation: Conversation) -> str:
    """`text`, complete without the conversation before it; `text` itself where it needs nothing of it."""
    before, answer = _so_far(conversation)
    return _condense(text, before, answer)


def context_of(text: str, conversation: Conversation) -> tuple[ContextQuery, ...]:
    """What a search for the standalone question looks for besides: the question as it was typed, and the question
    before with the beginning of its answer. What a question turns away from ("and in Lviv?") is not looked for."""
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
    """The last question, complete by itself, and its answer; "" and "" before the first."""
    before, answer = "", ""
    for said in exchanges(conversation):
        before, answer = _condense(said.question, before, answer), said.unmarked
    return before, answer


def _condense(text: str, before: str, answer: str) -> str:
    if not before or not text.strip():
        return text
    asked, said = split_times(before), split_times(text)
    if _is_time_alone(text):
        return with_times(asked.plain, said.events or asked.events, said.window or asked.window)
    message = FollowUp.of(text)
    if not message.needs_more:
        return message.body if message.courteous else text
    # A time gives way to another of its kind: what happened then, or what came out then.
    found = _completed(FollowUp.of(said.rest), asked.plain if said.events else asked.rest, answer)
    return with_times(found, (), said.window or asked.window)


def _is_time_alone(text: str) -> bool:
    """Whether a message only changes the time: "and last week?", "only articles published since Monday"."""
    changed = FollowUp.of(text).changes
    left = split_times(changed)
    return bool(changed) and bool(left.events or left.window) and not content_words(left.plain.replace(THE_NEWS, ""))


def _completed(message: FollowUp, before: str, answer: str) -> str:
    """A message that needs more, complete."""
    if rest := message.changes:
        return substituted(before, rest) or _carrying(f"what about {rest.strip(' ?.!')}", before)
    body = _with_person(message.body, before, answer)
    if body != message.body and content_words(message.body) and not FollowUp(body, message.joined).needs_more:
        return body
    counted = counted_again(body, before)
    # What is counted goes on, and so do names; what was said of it is what the new question changes.
    return _carrying(counted, before, names_only=counted != body)


def _carrying(body: str, before: str, *, names_only: bool = False) -> str:
    """`body` with the content words of the question before that it lacks, in brackets, and with its time."""
    known, asked = set(content_words(body).values()), split_times(before)
    carried = [word for word, stem in content_words(asked.plain).items() if stem not in known]
    if names_only:
        carried = [word for word in carried if word[0].isupper()]
    found = f"{body.rstrip(' ?.!')} ({' '.join(carried[:MOST_CARRIED])})" if carried else body
    return with_times(found, asked.events, "") if asked.events and not split_times(body).events else found


def _with_person(body: str, before: str, answer: str) -> str:
    """`body` with the name of the one person whom "he" or "she" can mean, if there is one."""
    found = _PATTERNS["person"].search(body)
    person = _only_person(before, answer) if found else ""
    if not found or not person:
        return body
    owned = _PATTERNS["owned"].match(body[found.start() :])
    ending = ("'" if person.endswith("s") else "'s") if owned else ""
    return f"{body[: found.start()]}{person}{ending}{body[found.end() :]}"


def _only_person(before: str, answer: str) -> str:
    """The person that the last question and answer name, in full; "" where they name none, or several."""
    asked = identity_of(before) if _PATTERNS["asks_who"].match(before) else ""
    known: dict[str, str] = {asked.split()[-1].lower(): asked} if asked else {}
    for name in (*persons_in(before, answer), *persons_in(answer, answer)):
        surname = name.bare[-1]
        known[surname] = max(known.get(surname, ""), name.text, key=len)
    if not known and answer_type_of(before) == "person":
        known = {name.bare[-1]: name.text for name in names_in(answer) if _can_be_person(name, before, answer)}
    return next(iter(known.values())) if len(known) == 1 else ""


def _can_be_person(name: NameMention, before: str, answer: str) -> bool:
    """Whether the answer to "who ...?" can mean this: a full name that is new, and no place that something is in."""
    return len(name.bare) > 1 and name.text not in before and not _PATTERNS["in_a_place"].search(answer[: name.start])
