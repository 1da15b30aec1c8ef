"""Questions over the example articles, from search to answer: short answer, sentence, citation."""

import re

import pytest

from index.article import Article
from index.filters import Filter
from index.ingest.ingestion import ingest
from index.store import Store
from index.text.dates import parse_moment
from rag.pipeline import answer
from rag.reader.model import embedded_reader
from rag.retrieval.retriever import StoreRetriever
from rag.schema.answer import Answer
from rag.schema.conversation import Conversation
from rag.schema.events import ClaimChecked, ClaimDelta, Finished, Sources, Stage, StandaloneQuestion, final_answer
from rag.schema.question import Question
from tests.articles import article
from tests.rag.absent_questions import ABSENT


def ask(store: Store, question: str, conversation: Conversation | None = None, filter: Filter | None = None) -> Answer:
    asked = Question(question, conversation or Conversation(), filter or Filter())
    return final_answer(answer(asked, StoreRetriever(store), embedded_reader()))


GOLDEN = [
    ("how many missiles were intercepted", "Seventy", "Seventy of the missiles were intercepted"),
    ("How many missiles did Russia fire?", "about 90", "Russia launched about 90 missiles"),
    ("who is ukraine's energy minister", "Herman Halushchenko", "The energy minister, Herman Halushchenko"),
    ("How much will the tram line cost?", "212 million euros", "cost 212 million euros"),
    ("who is the mayor of Ostrava Hills", "Jana Kralova", "said Mayor Jana Kralova"),
    ("When did Mount Seraal last erupt?", "1974", "Mount Seraal last erupted in 1974."),
    ("How many jobs will Kestrel Optics cut?", "640", "will cut 640 of its 5,100 jobs"),
    ("How many people were on board the ferry?", "143", "A ferry with 143 people on board"),
    ("how much did the recount cost", "38,000 pounds", "The recount cost 38,000 pounds"),
    ("who directs the volcano observatory", "Amara Osei", "said Amara Osei, who directs the observatory"),
    ("How high did the water rise in the Tarn valley?", "6.2 metres", "The water rose to 6.2 metres"),
]


EVERY_KIND = [
    # a date: the weekday of the article, counted from the day of its publication
    ("When did the ferry sink?", "26 January 2024 (Friday evening in the article)", "A ferry with 143 people"),
    ("when was the tram line approved", "21 March 2023 (Tuesday night in the article)", "The city council of Ostrava"),
    ("When does Dunmore take office?", "16 October", "Gregor Hale, who had been mayor since 2015"),
    # a definition
    ("who is Vitali Klitschko", "Vitali Klitschko, the mayor of Kyiv", "Two residential buildings were hit"),
    ("who is yuriy ihnat", "Yuriy Ihnat, spokesman of Ukraine's air force", "Its spokesman, Yuriy Ihnat"),
    ("What is Kestrel Optics?", "Kestrel Optics, which makes lenses for microscopes and telephones", "Kestrel Optics"),
    ("what is the Maru Belle", "The Maru Belle, a car ferry built in 1989", "The Maru Belle, a car ferry"),
    # a list
    ("Which villages were told to be ready to leave?", "Port Amity and Selm", "Some 2,400 people who live"),
    ("which cities had explosions", "Kyiv, Lviv and Kharkiv", "Russia sent a new wave of missiles"),
    # a quotation
    ("What did Zelensky say about peace?", "Zelensky: “This is Russia's answer to our proposal for peace”",
     "\"This is Russia's answer"),
    ("what did Linda Achterberg say", "Linda Achterberg: “We held on to a shrinking market for too long”",
     "\"We held on"),
    # order
    ("Which came first, the recount or the flood?",
     "The recount (reported 2 October 2023), before the flood (29 July 2024)",
     "PORT CALLUM (Northern Wire) - A recount"),
    ("Did the tram line vote come before the comet discovery?",
     "Yes: the tram line vote (21 March 2023) came before the comet discovery (reported 12 June 2024)",
     "The city council of Ostrava Hills"),
    # a comparison
    ("Compare the damage estimates of the insurers and the county",
     "The insurers' association put the damage at about 90 million dollars, while the county's first estimate was "
     "70 million.", "The insurers' association"),
    # why
    ("Why did the ferry sink?",
     "The ferry Maru Belle sank in January because two lorries on its car deck had not been chained down, an official "
     "inquiry found on Tuesday.", "VELUNA (Northern Wire) - The ferry Maru Belle sank"),
    # an overview
    ("tell me about the comet",
     "12 June 2024: Three students at the Halden Bay Observatory have discovered a comet that will pass Earth at a "
     "distance of 28 million kilometres in March 2031, close enough to be seen without a telescope.",
     "[12 June 2024] HALDEN BAY (Northern Wire)"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "short", "start"), EVERY_KIND, ids=[question for question, *_ in EVERY_KIND])
def test_every_kind_of_question_has_its_answer(examples: Store, question: str, short: str, start: str) -> None:
    found = ask(examples, question)
    assert (found.status, found.short_answer) == ("answered", short)
    assert found.claims[0].text.startswith(start)
    assert_cited(found)


def assert_cited(found: Answer) -> None:
    """Every quote is an exact slice, every claim has cited words, and nothing repeats."""
    citations = {citation.n: citation for citation in found.citations}
    for citation in (*found.citations, *found.related):
        assert citation.quote == citation.article.text[citation.start : citation.end]
    for claim in found.claims:
        said = re.sub(r" ?\[[^\]]*\] ?", " ", claim.text).split()
        assert said == " ".join(citations[n].quote for n in claim.citations).split()
    assert len({claim.text for claim in found.claims}) == len(found.claims)


def test_what_happened_is_told_from_several_articles(examples: Store) -> None:
    found = ask(examples, "what happened in Kyiv")
    assert len({citation.article.id for citation in found.citations}) >= 3
    assert all(re.match(r"\[1\d November 2022\] ", claim.text) for claim in found.claims)
    assert_cited(found)


def test_the_latest_is_told_newest_first(examples: Store) -> None:
    found = ask(examples, "latest on the power cuts")
    days = [citation.article.published for citation in found.citations]
    assert len(days) >= 3
    assert [day.date() for day in days if day] == sorted((day.date() for day in days if day), reverse=True)
    assert found.short_answer.startswith("16 November 2022: ")
    assert_cited(found)


def test_articles_that_agree_are_said_to(examples: Store) -> None:
    found = ask(examples, "how many missiles were intercepted")
    assert found.claims[0].independent_sources == 2
    assert [notice.text for notice in found.notices] == ["Two articles say this independently."]


def test_houses_are_not_counted_among_the_dead(examples: Store) -> None:
    found = ask(examples, "How many people were killed in Kyiv?")
    assert (found.short_answer, found.conflicts) == ("One", ())
    assert all("killed" in claim.text for claim in found.claims)


def test_nobody_is_given_the_words_of_a_namesake(examples: Store) -> None:
    found = ask(examples, "What did Ilse Maarten say about the cause?")
    assert not any("Anneke" in claim.text for claim in found.claims)


def test_no_is_never_said_because_nothing_is_found(examples: Store) -> None:
    found = ask(examples, "Did the strikes reach Barcelona?")
    assert (found.status, found.short_answer) == ("not_found", "")


@pytest.mark.slow
def test_questions_about_what_no_article_mentions_are_refused(examples: Store) -> None:
    answered_all_the_same = [question for question in ABSENT if ask(examples, question).status != "not_found"]
    assert len(answered_all_the_same) <= 0.1 * len(ABSENT), answered_all_the_same


@pytest.mark.parametrize(("question", "short", "quote"), GOLDEN, ids=[question for question, *_ in GOLDEN])
def test_golden_questions(examples: Store, question: str, short: str, quote: str) -> None:
    found = ask(examples, question)
    assert (found.status, found.short_answer) == ("answered", short)
    assert quote in found.claims[0].text


@pytest.mark.parametrize(
    "question",
    [
        "who won the World Cup",
        "how many tanks were destroyed",
        "what did the White House say",
        "price of a Tesla",
        "asdf",
    ],
)
def test_what_no_article_says_is_not_found(examples: Store, question: str) -> None:
    found = ask(examples, question)
    assert (found.status, found.short_answer, found.claims) == ("not_found", "", ())
    assert found.related
    assert found.notices[0].kind == "not_found"


def test_every_quote_is_an_exact_slice_and_every_claim_is_cited(examples: Store) -> None:
    for question, *_ in GOLDEN:
        found = ask(examples, question)
        assert_cited(found)
        numbers = {citation.n for citation in found.citations}
        for claim in found.claims:
            assert claim.citations
            assert numbers.issuperset(claim.citations)
            assert claim.verdict == "supported"
        assert len({claim.text for claim in found.claims}) == len(found.claims) <= 3
        assert 0 <= found.confidence <= 1


def test_a_reprint_is_one_citation_of_the_first_with_the_other_outlet_named(examples: Store) -> None:
    found = ask(examples, "how many missiles were intercepted")
    [citation] = [citation for citation in found.citations if "Seventy of the missiles" in citation.quote]
    assert (citation.article.source, citation.also_in) == ("Northern Wire", ("Lakeside Tribune",))


def test_a_follow_up_is_understood(examples: Store) -> None:
    conversation = Conversation().then("user", "How many missiles did Russia fire?").then("assistant", "About 100.")
    found = ask(examples, "and how many were shot down?", conversation)
    assert "missiles" in found.standalone_question
    assert found.short_answer in ("Seventy", "70")


def test_filters_and_dates_hold(examples: Store) -> None:
    found = ask(examples, "how large was Dunmore's lead", filter=Filter(sources=("The Harbour Courier",)))
    assert {citation.article.source for citation in (*found.citations, *found.related)} == {"The Harbour Courier"}
    before = Filter(as_of=parse_moment("2022-11-14"))
    assert ask(examples, "how many missiles were intercepted", filter=before).status == "not_found"


def test_the_events_come_in_order_and_end_in_the_answer(examples: Store) -> None:
    conversation = Conversation().then("user", "How many missiles did Russia fire?").then("assistant", "About 100.")
    question = Question("and how many were shot down?", conversation)
    events = list(answer(question, StoreRetriever(examples), embedded_reader()))
    kinds = [type(event) for event in events if not isinstance(event, ClaimDelta | ClaimChecked)]
    assert kinds == [StandaloneQuestion, Stage, Sources, Stage, Finished]
    last = events[-1]
    assert isinstance(last, Finished)
    told = [event.claim for event in events if isinstance(event, ClaimChecked)]
    assert tuple(told) == last.answer.claims
    assert set(last.answer.timings_ms) == {"condense", "search", "read", "choose", "total"}


def test_an_empty_store_says_so(store: Store) -> None:
    found = ask(store, "how many missiles were intercepted")
    assert (found.status, found.related) == ("not_found", ())
    assert "no article" in found.notices[0].text


@pytest.mark.parametrize("question", ["?", "¿¡", "Скільки ракет збили?", "😀", "a" * 5000, "word " * 1500, "how many"])
def test_odd_questions_are_answered_somehow(examples: Store, question: str) -> None:
    assert ask(examples, question).status in ("answered", "not_found")


def test_a_passage_is_read_with_the_sentence_before_it(store: Store) -> None:
    filler = " ".join(
        f"The committee met again on day {n} and heard about the budget for the year." for n in range(1, 12)
    )
    text = f"{filler}\n\nThe divers looked for the bell of the Argo. It was found at 31 metres.\n\n{filler}"
    list(ingest(store, [article(text)]))
    for piece in StoreRetriever(store).retrieve("bell", Filter(), 5):
        whole: Article = piece.article
        assert whole.text[piece.start :].startswith(piece.text)
        assert piece.text.endswith(piece.hit.passage.text)
