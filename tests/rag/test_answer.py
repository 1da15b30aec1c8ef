"""Questions over the example articles, through search, reader and all: the answer, its sentence, its citation."""

import pytest

from index.article import Article
from index.dates import parse_moment
from index.filters import Filter
from index.ingest import ingest
from index.store import Store
from rag.answer import answer, answered
from rag.answer_shape import Answer
from rag.conversation import Conversation
from rag.events import ClaimChecked, ClaimDelta, Finished, Stage, StandaloneQuestion
from rag.question import Question
from rag.reader import embedded_reader
from rag.retrieve import StoreRetriever
from tests.articles import article


def ask(store: Store, question: str, conversation: Conversation | None = None, filter: Filter | None = None) -> Answer:
    asked = Question(question, conversation or Conversation(), filter or Filter())
    return answered(answer(asked, StoreRetriever(store), embedded_reader()))


GOLDEN = [
    ("how many missiles were intercepted", "Seventy", "Seventy of the missiles were intercepted"),
    ("How many missiles did Russia fire?", "roughly 100", "Russia fired roughly 100 missiles"),
    ("who is ukraine's energy minister", "Herman Halushchenko", "The energy minister, Herman Halushchenko"),
    ("How much will the tram line cost?", "212 million euros", "cost 212 million euros"),
    ("who is the mayor of Ostrava Hills", "Jana Kralova", "said Mayor Jana Kralova"),
    ("When did Mount Seraal last erupt?", "1974", "Mount Seraal last erupted in 1974."),
    ("How many jobs will Kestrel Optics cut?", "640 of its 5,100", "will cut 640 of its 5,100 jobs"),
    ("How many people were on board the ferry?", "143 people", "A ferry with 143 people on board"),
    ("how much did the recount cost", "38,000 pounds", "The recount cost 38,000 pounds"),
    ("who directs the volcano observatory", "Amara Osei", "said Amara Osei, who directs the observatory"),
    ("How high did the water rise in the Tarn valley?", "6.2 metres", "The water rose to 6.2 metres"),
]


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
        numbers = {citation.n for citation in found.citations}
        for citation in (*found.citations, *found.related):
            assert citation.quote == citation.article.text[citation.start : citation.end]
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
    assert kinds == [StandaloneQuestion, Stage, Stage, Finished]
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
