"""Intents that need a search, intents that do not, and replies to the latter."""

import re
from itertools import chain
from pathlib import Path
from time import perf_counter

import pytest

from rag.answering.replies import GREETING, IDENTITY, NOTHING_ASKED, NOTHING_YET, reply_to
from rag.query.intent import Exchange, Intent, exchanges, intent_of
from rag.schema.conversation import Conversation
from tests.rag.absent_questions import ABSENT

ANSWER = "Seventy of the missiles were intercepted, the air force said. [1] It had been 84 in October. [2][3]"
SAID = Conversation().then("user", "How many missiles were intercepted?").then("assistant", ANSWER)

NEWS = """
what did Yermak say
What did the mayor say?
What did you report about Kyiv?
what did you say about the ferry
hello, how many missiles were fired?
Hi! Who is the mayor of Kyiv?
thanks. And in Lviv?
Thank you, and how many died?
ok, and why?
great, which plant closes?
Good morning Vietnam director dies
Who says so?
says who?
who are they
who is he?
What are you hearing from Kherson?
Who are you going to vote for, asked the poll in Brno?
what is the name of the ferry
what can you do about flooding, the minister was asked
how does it work
How does the new scanner work?
What is this about?
help for flood victims
Help me find the number of dead
Who can help the union?
Are you sure that the ferry was inspected?
is that true?
are the figures certain
What was the answer of the government?
what was the answer to the protest
what was his answer
Which questions did the inquiry ask?
what did the judge ask first?
what questions did the senators ask
what did I miss this week?
What have we learnt from the inquiry?
what have they talked about in Bali
What were the leaders discussing?
repeat offenders in Tarnbridge
Will the experiment be repeated?
Say again how many jobs go
summarise the flood
summarise it
summarize the conversation between Zelensky and Scholz
summarise the conversation
recap of the election
sum up the inquiry in one sentence
In one sentence, what happened in Kyiv?
in short supply: transformers
briefly, what did the inquiry find?
tell me more
tell me about the translation prize
translate
Who will translate the treaty?
translate the speech of the president
translation errors in the treaty
What does Marukh mean in English?
how do you say comet in Ukrainian
Ukrainian
and the Greek?
the English team
in Poland
in Lviv
And in Kharkiv?
shorter working week
A shorter line was planned, why?
shorter trams
Is the tunnel too long?
too long queues at the stations
what do you mean for the economy
what does the ruling mean
simplify taxes
who rephrased the law
good news?
any good news
Nice
Nice?
and Nice
is it clear who won
great floods
perfect storm
cheers and boos for the mayor
goodbye to the old pier
Bye-election results
thanks to whom were they saved?
Thanksgiving parade
who thanked the firefighters?
hello kitty
how are you affected by the strike
How are the survivors?
See you in court, said whom?
hey what happened
the answer
sources of the river Tarn
what are the sources of the smoke
where did you get the figure of 640
what are their sources
how do you know that the ferry sank
how do they know
who made it
who built the ferry
who created the comet program
what is Citewell's share price
what do you know about Kestrel
what do you know
no, I meant Lviv
why
when?
how many
the second one
yes
more
pardon
Biden pardons his son
first
my first question is how many died
""".strip().splitlines()

TALK = """
greeting: hi | Hello! | hey there | Good morning | hello citewell | Hi, how are you? | Привіт | Bonjour !
thanks: thanks | Thank you very much! | thanks a lot | ok thanks | great, thanks | Ok. | got it | that's helpful
thanks: Thank you for your help. | perfect | Дякую! | merci | no thanks | cheers | nice one | Hi, thank you
farewell: bye | Goodbye! | thanks, bye | see you later | Have a nice day | ok bye, thank you
identity: who are you | What are you? | What can you do? | what is Citewell | help | Are you a robot? | are you human
identity: hi, who are you? | what can I ask? | how do you work? | please tell me about yourself | who made you?
shorter: shorter | Say that shorter | can you say it in one sentence? | make it shorter please | in short | tl;dr
shorter: Could you put that more briefly? | summarise your answer | too long | keep it short | thanks, now shorter
shorter: shorten that | give me a shorter answer, please
shorter: give me that in a few words | Summarise what you said in one sentence
reword: say it in simple words | rephrase that | what do you mean? | I don't understand | in other words, please
translate: translate | translate that | translate it into Ukrainian | In German, please | say it in French
translate: can you translate your last answer to Spanish? | and in Polish? | what is that in Czech? | the same in Dutch
repeat: repeat | say that again | Repeat that, please | what did you say? | what was your last answer?
summary: summarise what you said | Sum up our conversation | summarise everything you told me so far | recap this chat
sources: are you sure? | What are your sources? | where did you get that from? | how do you know that?
asked: what did I ask first? | what was my last question? | What have I asked? | which questions have I asked so far?
asked: list my questions | remind me what I asked | what were we talking about?
""".strip().splitlines()


def _quoted_in_tests() -> set[str]:
    """Return every question of the other tests in this folder; this file's own are exempt, as they are the talk."""
    files = (file for file in Path(__file__).parent.parent.rglob("*.py") if file.name != Path(__file__).name)
    return set(chain.from_iterable(re.findall(r'"([A-Z][^"\n\\]{8,}\?)"', file.read_text("utf-8")) for file in files))


def test_a_question_about_the_news_is_never_taken_for_talk() -> None:
    questions = {*NEWS, *ABSENT, *_quoted_in_tests()}
    assert len(questions) > 250
    without_conversation = {question for question in questions if not intent_of(question, Conversation()).is_question}
    assert not without_conversation
    assert {question for question in questions - {"translate"} if not intent_of(question, SAID).is_question} == set()


def test_a_question_after_a_courtesy_is_a_question() -> None:
    for question in (*NEWS, *ABSENT):
        for courtesy in ("Hello, {}", "Thanks! {}", "Great, thank you. {}", "{} Thanks", "please: {}"):
            said = courtesy.format(question)
            if question not in ("translate", "yes", "Nice", "Nice?"):
                assert intent_of(said, SAID).is_question, said


@pytest.mark.parametrize("line", TALK)
def test_talk_is_known_for_what_it_is(line: str) -> None:
    kind, said = line.split(": ", 1)
    for one in said.split(" | "):
        assert intent_of(one, SAID).kind == kind, one


@pytest.mark.parametrize(
    "text", ["translate that into Ukrainian", "shorter", "repeat that", "what did I ask first?", "are you sure?", ""]
)
def test_before_anything_is_said_nothing_is_about_it(text: str) -> None:
    assert intent_of(text, Conversation()).is_question


def test_a_language_and_which_question_are_told() -> None:
    assert intent_of("say it in Ukrainian", SAID) == Intent("translate", "Ukrainian")
    assert intent_of("translate that to polish, please", SAID) == Intent("translate", "Polish")
    assert intent_of("what did I ask first?", SAID) == Intent("asked", "first")
    assert intent_of("what was my previous question", SAID) == Intent("asked", "last")


def test_a_long_message_takes_no_time() -> None:
    begun = perf_counter()
    assert intent_of("ok thanks " * 20_000, SAID).is_question
    for said in ("ok thanks " * 7, "great that is good " * 3 + "so", "hi hello hi hello hi hello hi hello bye news"):
        intent_of(said, SAID)
    assert perf_counter() - begun < 1.0


def test_talk_is_no_part_of_what_was_asked() -> None:
    conversation = (
        Conversation()
        .then("user", "hi")
        .then("assistant", GREETING)
        .then("user", "Who is the mayor of Kyiv?")
        .then("assistant", "Vitali Klitschko. [1]")
        .then("user", "shorter")
        .then("assistant", "Vitali Klitschko.")
        .then("user", "and of Lviv?")
    )
    assert exchanges(conversation) == (
        Exchange("Who is the mayor of Kyiv?", "Vitali Klitschko. [1]"),
        Exchange("and of Lviv?", ""),
    )


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("hello", GREETING),
        ("who are you", IDENTITY),
        ("say that shorter", "Seventy of the missiles were intercepted, the air force said."),
        ("repeat that", "Seventy of the missiles were intercepted, the air force said. It had been 84 in October."),
        ("what did I ask first?", "“How many missiles were intercepted?”"),
        ("what have I asked?", "1. How many missiles were intercepted?"),
        (
            "summarise what you said",
            "- How many missiles were intercepted? Seventy of the missiles were intercepted, the air force said.",
        ),
    ],
)
def test_replies(text: str, reply: str) -> None:
    assert reply_to(intent_of(text, SAID), SAID) == reply


def test_a_reply_is_made_of_the_last_answer_and_not_of_the_last_reply() -> None:
    shortened = SAID.then("user", "shorter").then("assistant", "Seventy.").then("user", "thanks").then("assistant", "!")
    assert (
        reply_to(intent_of("repeat that", shortened), shortened)
        == "Seventy of the missiles were intercepted, the air force said. It had been 84 in October."
    )


def test_what_needs_a_language_model_says_so_and_how_to_have_one() -> None:
    for text in ("translate that into Ukrainian", "in simpler words please"):
        reply = reply_to(intent_of(text, SAID), SAID)
        assert "language model" in reply
        assert "CITEWELL_LLM" in reply
    assert "Ukrainian" in reply_to(Intent("translate", "Ukrainian"), SAID)


def test_before_the_first_answer_a_reply_says_what_to_do() -> None:
    greeted = Conversation().then("user", "hi").then("assistant", GREETING)
    assert reply_to(intent_of("shorter", greeted), greeted) == NOTHING_YET
    assert reply_to(intent_of("what have I asked?", greeted), greeted) == NOTHING_ASKED


def test_a_question_has_no_ready_reply() -> None:
    with pytest.raises(ValueError, match="search the articles"):
        reply_to(intent_of("who is the mayor?", SAID), SAID)
