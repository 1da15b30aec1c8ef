"""The page of a saved answer: what changed since, in the reader's language."""

from dataclasses import replace
from datetime import UTC, datetime

from index.filters import Filter
from rag.schema.answer import Notice
from rag.schema.citation import Claim
from rag.storage.evidence_changes import EvidenceChange
from rag.storage.saved_answer import SavedAnswer, SavedPassage
from tests.ui.shown import ARTICLE, CITATION, HOSTILE, UKRAINIAN, WORDS, answer, value
from ui.page.answer_page import answer_html
from ui.serialization.serializers import answer_json


def test_a_kept_answer_says_what_has_changed_since_and_holds_nothing_live() -> None:
    hostile = replace(CITATION, article=replace(ARTICLE, title=HOSTILE, source=HOSTILE, url="javascript:alert(1)"))
    hostile = replace(hostile, agency=f"Agency {HOSTILE}")
    claims = (
        Claim(f"Nine {HOSTILE}", (1,), "supported", attribution=HOSTILE, independent_sources=2),
        Claim("Ten.", (1,), "unsupported", (f"says ten {HOSTILE}",)),
    )
    taken = Filter(sources=(HOSTILE,), languages=("uk",))
    values = (value("nine", 3, source=HOSTILE), value(HOSTILE, 2, HOSTILE))
    given = answer(question=f"Who? {HOSTILE}", claims=claims, citations=(hostile,), conflicts=values)
    given = replace(given, filter=taken)
    piece = SavedPassage("citations", 1, "a.md", 1, 1, "p1", 0, 20, HOSTILE)
    saved = SavedAnswer("id", datetime(2023, 5, 4, tzinfo=UTC), answer_json(given), (piece,))
    change = EvidenceChange("citations", 1, "a.md", "changed", datetime(2023, 5, 9, tzinfo=UTC), False, 2)
    page = answer_html(WORDS, saved, [change])
    assert "changed on 9 May 2023; the quote is no longer in it" in page
    for said in (
        "Asked on 4 May 2023",
        "Reported by 2 independent sources",
        "Not supported by its source: <bdi>says ten",
        "from <bdi>Agency",
        "Language: Ukrainian",
    ):
        assert said in page
    for live in (HOSTILE, "<script", 'href="javascript', 'href="//'):
        assert live not in page
    assert "The cited articles have not changed since." in answer_html(WORDS, saved, [])


def test_a_kept_answer_is_read_in_the_readers_language() -> None:
    given = answer(citations=(CITATION,), notices=(Notice("disagreement", WORDS.notices.disagree),))
    saved = SavedAnswer("id", datetime(2023, 5, 4, tzinfo=UTC), answer_json(given), ())
    change = EvidenceChange("citations", 1, "a.md", "removed", None, False, 2)
    page = answer_html(UKRAINIAN, saved, [change])
    assert '<html lang="uk" dir="ltr">' in page
    for said in ("Запитано 4 травня 2023", "Статті в цьому розходяться.", "вилучено<", "Без дати", "Джерела"):
        assert said in page
