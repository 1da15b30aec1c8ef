"""An exported conversation holds all of its answers and no active element."""

import json
import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from markdown_it import MarkdownIt

from rag.storage.conversations import Exchanged, KeptConversation
from ui.serialization.export import conversation_json, conversation_markdown

DAY = datetime(2024, 3, 4, 10, tzinfo=UTC)
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[press](javascript:alert(1))",
    "![](https://example.com/track.png)",
    "<https://example.com/autolink>",
    "`code` **bold** _slanted_ ~~struck~~ $x^2$",
    "# heading",
    "> quoted",
    "- item",
    "+ item",
    "1. item",
    "1) item",
    "---",
    "a | b | c",
    "[x]: https://example.com 'title'",
    "&lt;b&gt; &#60;b&#62;",
    "\\<b> \\[x](y)",
    "two\n\n    lines\n===\n```\n<b>",
)


def citation(n: int, text: str = "") -> dict[str, Any]:
    return {
        "n": n,
        "article_id": f"article-{n}",
        "title": text or f"Crane falls {n}",
        "source": text or "The Tolland Times",
        "url": text or f"https://example.com/{n}?a=1&b=(2)",
        "published": DAY.isoformat(),
        "quote": text or f"Two workers were injured, says {n}.",
        "also_in": [text or "Loaf Weekly"],
        "corrected": DAY.isoformat() if n == 1 else None,
    }


def answer(text: str = "") -> dict[str, Any]:
    claims = [
        {
            "text": text or "Two workers were injured.",
            "citations": [1],
            "verdict": verdict,
            "reasons": [text or "its passage says so"],
            "independent_sources": 2,
            "attribution": text or "the port",
        }
        for verdict in ("supported", "contradicted")
    ]
    conflict = {
        "value": text or "three",
        "quantity": text or "workers",
        "kind": "scope",
        "scope": text or "in hospital",
    }
    conflict |= {"published": DAY.isoformat(), "source": text or "Sun", "attribution": text or "a nurse"}
    return {
        "question": text or "how many were injured",
        "status": "answered",
        "short_answer": text or "Two",
        "answer": "Two workers were injured. [1]",
        "claims": claims,
        "citations": [citation(1, text), citation(2, text)],
        "related": [],
        "conflicts": [{**conflict, "citations": [2]}],
        "notices": [{"kind": "conflict", "text": text or "Figures differ."}],
    }


def kept(given: dict[str, Any], title: str = "The crane", as_of: date | None = None) -> KeptConversation:
    exchanged = Exchanged(given["question"], given, as_of, {"sources": ["Sun"]}, DAY)
    return KeptConversation("AbCdEf012345", title, DAY, DAY, 1, (exchanged,))


def rendered(markdown: str) -> str:
    return str(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(markdown))


def test_markdown_has_all_that_an_answer_holds() -> None:
    text = conversation_markdown(kept(answer(), as_of=date(2024, 3, 5)))
    for part in (
        "# The crane",
        "## 1. how many were injured",
        "As of 5 March 2024.",
        "**Two**",
        "Two workers were injured. \\[1\\]\n",
        "Two workers were injured. \\[1\\] *(contradicted)*",
        "> Figures differ.",
        "| Two workers were injured. \\[1\\] | supported | 2 | the port | its passage says so |",
        "| workers | three | scope in hospital | 4 March 2024 | Sun | a nurse | \\[2\\] |",
        "- \\[1\\] Crane falls 1. The Tolland Times. 4 March 2024. <https://example.com/1?a=1&b=(2)>. "
        "Also in Loaf Weekly. Corrected on 4 March 2024\n  > Two workers were injured, says 1.",
        "- \\[2\\] Crane falls 2.",
    ):
        assert part in text
    html = rendered(text)
    assert html.count("<table>") == 2 and html.count("<li>") == 2 and html.count("<blockquote>") == 3
    assert '<a href="https://example.com/1?a=1&amp;b=(2)">' in html


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_text_of_others_comes_alive(hostile: str) -> None:
    """The same elements as of an answer without a mark in it, and the text as it was."""
    plain, tried = (rendered(conversation_markdown(kept(answer(one), one))) for one in ("harmless", hostile))
    assert re.findall("<[^>]*>", tried) == re.findall("<[^>]*>", plain)
    shown = re.sub("&quot;", '"', re.sub("&amp;", "&", re.sub("&gt;", ">", re.sub("&lt;", "<", tried))))
    assert shown.count(" ".join(hostile.split())) == plain.count("harmless")


def test_addresses_that_are_none_of_the_web_are_no_links_and_hidden_characters_go() -> None:
    given = answer()
    given["citations"] = [
        {**citation(1), "url": "javascript:alert(1)"},
        {**citation(2), "url": "https://example.com/> <b>\n\n# x", "title": "safe\u202egnp.exe\u2066\u200b"},
        {**citation(3), "url": "http://[broken"},
        {**citation(4), "url": "", "title": "", "source": "", "quote": "", "also_in": [], "published": None},
    ]
    text = conversation_markdown(kept(given))
    html = rendered(text)
    assert re.findall('href="([^"]*)"', html) == ["https://example.com/%3E%20%3Cb%3E%0A%0A#%20x"]
    assert "safegnp.exe" in text and "- \\[4\\] (taken down)" in text


def test_markdown_says_what_alone_was_searched_and_nothing_of_it_comes_alive() -> None:
    given = {**answer(), "narrowed": {"sources": ["Sun", "<b>*Loaf*"], "languages": ["uk", "x-y"]}}
    said = "Source: Sun. Source: &lt;b&gt;\\*Loaf\\*. Language: Ukrainian. Language: x-y.\n"
    assert f"\n\n{said}\n**Two**" in conversation_markdown(kept(given))
    assert "Source: " not in conversation_markdown(kept(answer()))


def test_an_answer_that_was_not_found_shows_what_was_nearest_and_talk_shows_itself() -> None:
    given = {**answer(), "short_answer": "", "claims": [], "conflicts": [], "citations": [], "related": [citation(1)]}
    text = conversation_markdown(kept(given, title=""))
    assert text.startswith("# Conversation\n") and "### Related passages\n\n- \\[1\\] Crane falls 1" in text
    assert "### Verdicts" not in text and "### Sources" not in text
    claim = {**answer()["claims"][0], "text": "1. how many", "citations": [], "verdict": "unchecked"}
    talk = {**given, "short_answer": "1. how many", "related": [], "claims": [claim], "notices": []}
    assert conversation_markdown(kept(talk)).endswith("## 1. how many were injured\n\n1\\. how many\n")


def test_json_has_the_answers_as_they_were_given() -> None:
    given = answer(HOSTILE[0])
    found = json.loads(json.dumps(conversation_json(kept(given, as_of=date(2024, 3, 5)))))
    assert (found["id"], found["title"], found["turns"]) == ("AbCdEf012345", "The crane", 1)
    [exchange] = found["exchanges"]
    assert exchange["answer"] == given
    assert (exchange["as_of"], exchange["conditions"]) == ("2024-03-05", {"sources": ["Sun"]})
