"""Answers as the page's messages, and the charts between them."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape

import pytest
from lxml import html as parser

from index.article import Article
from index.filters import Filter
from rag.schema.answer import Conflict, Notice
from rag.schema.citation import Citation, Claim
from rag.schema.events import ClaimChecked, Stage
from tests.ui.shown import ARTICLE, CITATION, CITED, HOSTILE, UKRAINIAN, WORDS, answer, value
from ui.page.answer.chart import charts, figure
from ui.page.answer.message import Shown, answer_message, progress_message, question_message
from ui.page.answer.progress import Progress
from ui.page.filters.chips import chips_html, without
from ui.page.filters.narrowing import NOTHING, Narrowing, narrowing, unlimited

TURN = "\u202e"


def html(shown: Shown) -> str:
    """Responses without charts."""
    return "".join(part for part in shown if isinstance(part, str))


@pytest.mark.parametrize(
    ("values", "drawn"),
    [
        ([value("nine", 3), value("about 7", 2), value("five", 1)], [[5.0, 7.0, 9.0]]),
        ([value("nine", 3), value("seven", 2)], []),
        ([value("nine", 3), value("seven", None), value("five", 1)], []),
        ([value("nine", 3), value("seven", 2), value("five", 1, "Tarn")], []),
        ([value("nine", 3), value("a few", 2), value("five", 1)], []),
        ([value("$9", 3), value("$7", 2), value("nine euros", 1)], []),
        (
            [value("nine", 3), value("7", 2), value("5", 1), *(value(n, int(n), "Tarn") for n in "123")],
            [[5, 7, 9], [1, 2, 3]],
        ),
    ],
)  # fmt: skip
def test_three_dated_figures_of_one_scope_make_a_chart(values: list[Conflict], drawn: list[list[float]]) -> None:
    assert [[point.number for point in chart.points] for chart in charts(4, values, CITED)] == drawn


def test_a_chart_holds_nothing_live_and_a_link_for_each_point() -> None:
    values = [value("nine", 3), value("seven", 2, source=HOSTILE), value("five", 1)]
    (chart,) = charts(4, values, CITED)
    drawn = figure(WORDS, chart).to_plotly_json()
    (points,) = drawn["data"]
    assert points["hovertext"][1] == '&lt;a href="//evil.example"&gt;&amp;'.join(("seven<br>", "<br>2 May 2023"))
    assert [link for link, _ in points["customdata"]] == ["#cite-4-1/0/0/10/a.md/p1"] * 3


def test_a_chart_stands_between_its_table_and_the_sources() -> None:
    values = tuple(value(said, day) for said, day in (("nine", 3), ("seven", 2), ("five", 1)))
    shown = answer_message(WORDS, 1, answer(citations=(CITATION,), conflicts=values))
    assert [type(part).__name__ for part in shown] == ["str", "str", "Chart", "str"]
    assert "cw-conflict" in str(shown[0])
    assert "cw-cards" in str(shown[3])


@pytest.mark.parametrize(
    ("kind", "headline"),
    [
        ("not_found", "No answer found in these articles."),
        ("outside_window", "No answer found within these dates."),
        ("outside_filter", "No answer found with these filters."),
        ("removed", "No answer found in the remaining articles."),
        ("one_side", "The articles quote others on this, but not the person you asked about."),
    ],
)
def test_each_reason_for_not_finding_has_a_sentence_of_its_own(kind: str, headline: str) -> None:
    shown = html(answer_message(WORDS, 1, answer(status="not_found", notices=(Notice(kind, "Because of this."),))))
    assert headline in shown
    assert "Because of this" in shown


def test_who_says_it_is_told_of_what_is_supported_alone() -> None:
    claim = Claim("Nine were lost.", (1,), "supported", (), 2, f"the coastguard {HOSTILE}")
    shown = html(answer_message(WORDS, 1, answer(claims=(claim,), citations=(CITATION,))))
    assert "According to <bdi>the coastguard &#60;a href" in shown
    assert "Reported by 2 independent sources" in shown
    failed = replace(claim, verdict="unsupported")
    assert "According" not in html(answer_message(WORDS, 1, answer(claims=(failed,), citations=(CITATION,))))


def test_what_stands_elsewhere_is_not_said_again() -> None:
    notices = (Notice("conflict", "They differ."), Notice("window", "Published on 3 May 2023"))
    shown = html(answer_message(WORDS, 7, answer(notices=notices, conflicts=(value("nine", 3), value("7", 2)))))
    assert "They differ" not in shown
    assert shown.count("Published on 3 May 2023") == 1
    assert 'id="cw-lift-7"' in shown


def test_a_day_counts_whole_and_no_day_narrows_nothing() -> None:
    set_ = narrowing("16 November 2022", "2022-11-01", "2022-11-09", ["Courier"], ["uk"])
    first, last = datetime(2022, 11, 1, tzinfo=UTC), datetime(2022, 11, 9, 23, 59, 59, 999999, tzinfo=UTC)
    as_of = datetime(2022, 11, 16, 23, 59, 59, 999999, tzinfo=UTC)
    assert set_.filter == Filter(first, last, ("Courier",), ("uk",), (), as_of)
    assert narrowing(" ", "", "", None, []) == NOTHING
    assert NOTHING.filter == Filter()


def test_a_chip_for_each_condition_removes_it() -> None:
    set_ = Narrowing(date(2022, 11, 16), date(2022, 11, 1), None, ("Courier", f"{TURN}{HOSTILE}"), ("uk",))
    page = parser.fragment_fromstring(chips_html(WORDS, set_))
    chips = {chip.get("id"): "".join(chip.itertext()) for chip in page.iter("button")}
    assert list(chips.values()) == [
        "Remove: As known on 16 November 2022",
        "Remove: Published since 1 November 2022",
        "Remove: Source: Courier",
        f"Remove: Source: {TURN}{HOSTILE}",
        "Remove: Language: Ukrainian",
    ]
    for id in chips:
        fewer = without(set_, id.removeprefix("cw-unset-"))
        left = parser.fragment_fromstring(chips_html(WORDS, fewer)).iter("button")
        assert [one.get("id") for one in left] == [other for other in chips if other != id]
    assert chips_html(WORDS, NOTHING) == ""


def test_a_window_is_lifted_by_asking_without_its_words() -> None:
    asked = "who won in May, in articles published in June 2023?"
    assert unlimited(answer(standalone_question=asked, window_from="question")) == "Who won in May?"
    assert unlimited(answer(standalone_question=asked)) == ""
    assert unlimited(answer(standalone_question="Who won?", filter=Filter(sources=("Courier",)))) == "Who won?"


def test_waiting_says_what_is_happening_and_what_is_done() -> None:
    progress = Progress()
    assert "Thinking" in html(progress_message(WORDS, 1, progress, Filter()))
    for event in (Stage("searching"), Stage("reading", 12), Stage("writing")):
        progress = progress.after(event)
    progress = progress.after(ClaimChecked(0, Claim("Nine.", (1,), "supported"), (CITATION,)))
    steps = list(parser.fragment_fromstring(html(progress_message(WORDS, 1, progress, Filter()))).iter("li"))
    assert [step.text for step in steps] == [
        "Searching the articles",
        "Reading 12 passages",
        "Writing: 1 sentence checked",
    ]
    assert [step.get("class") for step in steps] == ["cw-passed", "cw-passed", "cw-stage"]
    assert "Читаю 12 уривків" in html(progress_message(UKRAINIAN, 1, progress, Filter()))


def test_the_page_says_its_own_words_in_the_language_it_is_given() -> None:
    values = (value("nine", 3), value("7", 2), value("5", 1))
    window = Filter(since=datetime(2023, 5, 3, tzinfo=UTC), until=datetime(2023, 5, 3, 23, 59, tzinfo=UTC))
    claim = Claim("Nine were lost.", (1,), "supported", (), 2, "the coastguard")
    notices = (Notice("window", "Published on 3 May 2023"),)
    given = answer(claims=(claim,), citations=(CITATION,), conflicts=values, notices=notices, filter=window)
    shown = html(answer_message(UKRAINIAN, 1, given))
    for said in (
        "Опубліковано 3 травня 2023",
        "Шукати за всі дати",
        "З посиланням на: <bdi>the coastguard</bdi>",
        "Повідомляють 2 незалежні джерела",
        "Повідомлення розходяться: <bdi>boats lost</bdi>",
        "Застаріло",
        "Без дати",
        "Зміни в часі: <bdi>boats lost</bdi>",
    ):
        assert said in shown
    assert not re.search(r">[^<]*\b(?:Published|Sources|Value|Reported|Updated)\b", shown)
    (chart,) = charts(1, values, CITED)
    assert list(figure(UKRAINIAN, chart).layout.xaxis.ticktext) == ["1 трав.", "2 трав.", "3 трав."]
    refused = answer(status="not_found", notices=(Notice("not_found", WORDS.notices.nothing_says),))
    assert UKRAINIAN.notices.nothing_says in unescape(html(answer_message(UKRAINIAN, 1, refused)))


def test_a_window_is_said_by_its_days() -> None:
    first, last = datetime(2023, 5, 3, tzinfo=UTC), datetime(2023, 6, 1, tzinfo=UTC)
    told = (Notice("window", "As the answer says it"),)
    for taken, said in (
        (Filter(since=first, until=last), "Published from 3 May 2023 to 1 June 2023"),
        (Filter(since=first), "Published since 3 May 2023"),
        (Filter(until=last), "Published until 1 June 2023"),
        (Filter(since=last, until=first), "<bdi>As the answer says it</bdi>"),
    ):
        assert f'<span class="cw-chip">{said}</span>' in html(
            answer_message(WORDS, 1, answer(notices=told, filter=taken))
        )


def test_words_of_others_turn_nothing_around() -> None:
    turned = replace(ARTICLE, title=f"{TURN}Title", source=f"{TURN}Outlet", published=datetime(2023, 5, 3, tzinfo=UTC))
    cited = replace(CITATION, article=turned, also_in=(f"{TURN}Other",))
    values = tuple(value(f"{TURN}{n}", n, source=f"{TURN}Paper") for n in (3, 2, 1))
    claim = Claim(f"{TURN}Nine.", (1,), "contradicted", (f"{TURN}reason",))
    shown = answer_message(WORDS, 1, answer(citations=(cited,), claims=(claim,), conflicts=values))
    page = parser.fragment_fromstring(f"<div>{html(shown)}</div>")
    for element in page.iter():
        assert TURN not in "".join(element.attrib.values())
        if TURN in (element.text or ""):
            contained = element.tag == "bdi" or element.get("class") == "cw-words"
            assert contained or any(one.get("dir") == "auto" for one in (element, element.getparent())), element.text
    (chart,) = charts(1, values, {1: cited})
    assert TURN not in figure(WORDS, chart).to_json().encode().decode("unicode_escape")
    assert 'dir="auto"' in question_message("שאלה?")


def test_the_sources_of_one_hand_stand_on_one_card() -> None:
    def cited(n: int, source: str, agency: str = "", also_in: tuple[str, ...] = ()) -> Citation:
        article = Article.make(fallback_id=f"{n}.md", title=f"Title {n}", source=source, text="Nine boats were lost.")
        return Citation(n, article, "p1", "Nine boats", 0, 10, also_in, agency=agency)

    citations = (
        cited(1, "Courier", also_in=("Evening Post",)),
        cited(2, "Gazette", "Reuters"),
        cited(3, "The Courier"),
        cited(4, "Reuters"),
        cited(5, "Herald", "Reuters", ("courier", "Tribune")),
        cited(6, ""),
        cited(7, ""),
    )
    shown = parser.fragment_fromstring(html(answer_message(WORDS, 1, answer(citations=citations))))
    cards = [
        (card.find("p").text_content(), [mark.text for mark in card.iterfind(".//a[@class='cw-cite']")])
        for card in shown.iterfind(".//li[@class='cw-card']")
    ]
    assert cards == [
        ("Courieralso in 2 outlets: Evening Post, The Courier", ["[1]", "[3]"]),
        ("Gazettefrom Reutersalso in 4 outlets: Reuters, Herald, courier, Tribune", ["[2]", "[4]", "[5]"]),
        ("Unnamed source", ["[6]"]),
        ("Unnamed source", ["[7]"]),
    ]


def test_under_an_answer_stands_how_it_was_made() -> None:
    claim = Claim("Nine were lost.", (1,), "supported", ("cited another passage",))
    known = answer(claims=(claim,), citations=(CITATION,), timings_ms={"total": 1540.0}, confidence=0.874, id="a-_1")
    shown = html(answer_message(WORDS, 1, known))
    for said in (
        "<span>Quoted from the articles</span>",
        '<details class="cw-confidence"><summary>Confidence: high</summary>'
        "About 87 in 100 answers like this are right.</details>",
        "<span>took 1.5 s</span>",
        'href="a&#47;a&#45;&#95;1"',
        '<button type="button" class="cw-thumb cw-down" id="cw-down-a-_1">Not helpful</button>',
        "<bdi>cited another passage</bdi>",
    ):
        assert said in shown
    assert "за 1,5 с" in html(answer_message(UKRAINIAN, 1, known))
    written = html(answer_message(WORDS, 1, replace(known, mode="llm", id="")))
    assert "Written by a language model and checked" in written
    assert "answers like this" not in written
    assert "cw-thumb" not in written


@pytest.mark.parametrize(
    ("confidence", "level"), [(0.7, "high"), (0.699, "medium"), (0.4, "medium"), (0.399, "low"), (0.01, "low")]
)
def test_confidence_is_high_medium_or_low(confidence: float, level: str) -> None:
    claim = Claim("Nine were lost.", (1,), "supported")
    shown = html(answer_message(WORDS, 1, answer(claims=(claim,), citations=(CITATION,), confidence=confidence)))
    assert f"<summary>Confidence: {level}</summary>" in shown


def test_an_answer_says_which_sources_and_languages_it_was_asked_under() -> None:
    taken = Filter(sources=(f"Courier {HOSTILE}",), languages=("uk", "xx"))
    shown = html(answer_message(WORDS, 3, answer(filter=taken)))
    for said in ("Source: <bdi>Courier &#60;a", "Language: Ukrainian", "Language: xx", ">Search everything<"):
        assert said in shown
    waiting = html(progress_message(WORDS, 3, Progress(), taken))
    assert "Language: Ukrainian" in waiting
    assert "cw-lift" not in waiting
