"""News agencies: which one wrote an article, and which source a sentence credits. Pure.

An article names its agency in a dateline ("KYIV (Reuters) -"), among its authors, or in a credit at the end ("With
AP"). A mention in the text ("Reuters reported on Monday") does not make it the agency's article.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path

from index.article import Article

FILE = Path(__file__).with_name("agencies.txt")
"""Known agencies, one per line."""
_HEAD, _TAIL = 5, 4
"""Lines at the beginning and at the end of a text that may name its author."""
_TAIL_CHARACTERS = 300
"""Characters at the end of a last line that may hold the credit."""

_THE = re.compile(r"^the\s+", re.IGNORECASE)
_BY_NATURE = re.compile(r"^(?:[A-Z][\w'’&-]*\s+){1,4}(?:Wire|Newswire|Wire Service|(?:News|Press) (?:Agency|Service))$")
"""Names that show by themselves that they are an agency's, such as "Northern Wire"."""
_WORD = re.compile(r"\w+")
_PARTS = re.compile(r"\s*(?:[,/|()]|\bvia\b|\bfor\b|\bof\b|\band\b|\s[–—-]\s)\s*")
_STAFF = re.compile(r"\s+(?:staff|writers?|reporters?|correspondents?|news\s?room|news\s?desk)\b.*$", re.IGNORECASE)
_DATELINE = re.compile(
    r"^(?P<place>[A-ZÀ-ÞĀ-Ž][^()\n!?;:]{0,60}?)?[\s,–—-]*"
    r"\((?P<name>[A-Za-zÀ-ž][^()\n]{1,40})\)(?P<dash>\s*[–—:-]|\s*--|\s*$)?"
)
_BYLINE = re.compile(r"^(?:by|from)\s+(?P<name>.{2,80})$", re.IGNORECASE)
_SAYS = (
    r"(?:(?:has|had|also|first|later|earlier|separately)\s+)*"
    r"(?:reported|reports|reporting|said|says|wrote|writes|quoted|cited|revealed|learned|learnt|published|told)\b"
)


def agency_of(article: Article) -> str:
    """Return the canonical name of the agency that published the article or that it names as origin; "" if none."""
    lines = [line.strip() for line in article.text.splitlines() if line.strip()]
    candidates = (
        _publishing(article.source),
        *(_datelined(line) for line in lines[:_HEAD]),
        *(_authoring(author) for author in article.authors),
        *(_credit(line) for line in reversed(lines[-_TAIL:])),
    )
    return next((name for name in candidates if name), "")


def canonical(name: str) -> str:
    """Return the canonical name of a known agency ("AP" gives "Associated Press"), or ""."""
    return _known().get(_folded(name), "")


def same_name(one: str, other: str) -> bool:
    """Return whether two names mean the same outlet or agency, as "The AP" and "Associated Press" do. Never for ""."""
    first, second = (canonical(name) or _folded(name) for name in (one, other))
    return bool(first) and first == second


def credited_in(sentence: str, sources: Iterable[str] = ()) -> str:
    """Return the source that a sentence credits ("according to Reuters", "the Northern Wire said"); "" if none.

    Args:
        sentence: Sentence of an article.
        sources: Outlets to look for, besides the known agencies.

    Returns:
        The canonical name of an agency, or the outlet as `sources` names it.
    """
    names = {_THE.sub("", name): name for name in sources if len(name) > 1}
    known = _crediting() if _may_name(sentence) else None
    for pattern, lookup in ((known, canonical), (_crediting_of(tuple(sorted(names))), names.get)):
        if pattern and (match := pattern.search(sentence)):
            name = match["before"] or match["after"]
            return lookup(name) or canonical(name) or name
    return ""


def _publishing(source: str) -> str:
    name = _THE.sub("", source)
    return canonical(source) or (name if _BY_NATURE.match(name) else "")


def _datelined(line: str) -> str:
    """Return the agency of a dateline or byline at the start of `line`.

    In a dateline in capitals, any name in brackets before the dash counts; elsewhere only known agencies do.
    """
    if byline := _BYLINE.match(line):
        return _authoring(byline["name"])
    if _may_name(line[:40]) and (opening := _opening().match(line)):
        return canonical(opening["name"])
    dateline = _DATELINE.match(line)
    if dateline is None:
        return ""
    place, name = dateline["place"] or "", dateline["name"].strip()
    capitals = _in_capitals(place)
    if (known := _publishing(name)) and (dateline["dash"] or not place or capitals):
        return known
    return name if capitals and dateline["dash"] and name[0].isupper() and not any(map(str.isdigit, name)) else ""


def _in_capitals(place: str) -> bool:
    first = place.split(",")[0].split()
    return bool(first) and first[0].isupper() and len(first[0]) > 1


def _authoring(author: str) -> str:
    for part in (author, *_PARTS.split(author)):
        name = _STAFF.sub("", part.strip())
        if known := _publishing(name):
            return known
    return ""


def _credit(line: str) -> str:
    """Return the agency that a last line credits: "© AFP", "(Reporting by Ann Lee; Reuters)", "With AP"."""
    if _BY_NATURE.match(alone := line.strip("()[]—–- ")):
        return alone
    tail = line[-_TAIL_CHARACTERS:]
    credit = _closing().search(tail) if _may_name(tail) else None
    return canonical(next(name for name in credit.groups() if name)) if credit else ""


def _may_name(text: str) -> bool:
    """Return whether a text has the first word of any agency's name. Few have, and this is faster than the patterns."""
    return not _first_words().isdisjoint(_WORD.findall(text))


@cache
def _first_words() -> frozenset[str]:
    words = (_WORD.findall(_THE.sub("", name))[0] for name, _ in _agencies())
    return frozenset(form for word in words for form in (word, word.upper()))


def _folded(name: str) -> str:
    return _THE.sub("", " ".join(name.replace("’", "'").split())).strip(" .").casefold()


@cache
def _agencies() -> tuple[tuple[str, bool], ...]:
    """Return (name, whether it counts in running text) of every agency name, longest first."""
    names = {name: running for _, aliases in _lines() for name, running in aliases}
    return tuple(sorted(names.items(), key=lambda item: (-len(item[0]), item[0])))


@cache
def _known() -> dict[str, str]:
    return {_folded(name): first for first, aliases in _lines() for name, _ in aliases}


def _lines() -> Iterator[tuple[str, list[tuple[str, bool]]]]:
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            first, _, others = line.partition("=")
            names = [first.strip(), *(name.strip() for name in others.split(",") if name.strip())]
            yield names[0], [(name.strip("()"), not name.startswith("(")) for name in names]


def _any_of(names: Iterable[str]) -> str:
    """Return a pattern for any of these names, as written or in capitals."""
    written = dict.fromkeys(form for name in names for form in (name, name.upper()))
    return "|".join(re.escape(name) for name in sorted(written, key=lambda name: -len(name)))


@cache
def _opening() -> re.Pattern[str]:
    """Match an agency at the start of a line, as in "AP — Officials said ..."."""
    return re.compile(rf"^(?:The )?(?P<name>{_any_of(name for name, _ in _agencies())})\s*[–—-]\s")


@cache
def _closing() -> re.Pattern[str]:
    name = f"((?:{_any_of(name for name, _ in _agencies())}))"
    end = r"\s*[)\]]*[.,]?\s*(?:\d{4})?\.?\s*(?:All rights reserved\.?)?[)\]]*$"
    return re.compile(
        rf"(?:^|[(\[/|;–—©]|--|\([cC]\)|(?:Source|Credit|Copyright)s?:?)\s*(?:©|\([cC]\))?\s*(?:\d{{4}},?\s*)?"
        rf"(?:by\s+)?(?:[Tt]he\s+)?{name}{end}"
        rf"|\b[Ww]ith\s+(?:(?:additional\s+)?(?:reporting|files|material|information|input)\s+(?:by|from)\s+)?"
        rf"(?:[Tt]he\s+)?{name}{end}"
        rf"|(?:^|[(.]\s*)(?:[Tt]he\s+)?{name}(?:\s+\w+){{0,3}}\s+contributed to this (?:report|story|article)\b"
        rf"|\b[Rr]eporting by\b[^.]*[;,(/]\s*(?:for\s+)?(?:[Tt]he\s+)?{name}\b"
    )


@cache
def _crediting() -> re.Pattern[str]:
    return _pattern(_any_of(name for name, running in _agencies() if running))


@lru_cache(maxsize=256)
def _crediting_of(names: tuple[str, ...]) -> re.Pattern[str] | None:
    return _pattern("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))) if names else None


def _pattern(names: str) -> re.Pattern[str]:
    news = r"(?:\s+(?:news\s+)?agency|\s+news)?"
    return re.compile(
        r"\b(?:[Aa]ccording to|[Aa]s (?:first )?(?:reported|published|quoted) (?:by|in)|[Rr]eported by|[Cc]iting|"
        rf"[Tt]old|[Qq]uoted by|[Cc]ited by|[Aa] report (?:by|from|in)|[Rr]eports (?:by|from|in)|[Ii]nterview with)\s+"
        rf"(?:[Tt]he\s+)?(?:(?:news )?agency\s+)?(?P<before>{names})\b"
        rf"|(?<![\w-])(?P<after>{names}){news}\s+{_SAYS}"
    )
