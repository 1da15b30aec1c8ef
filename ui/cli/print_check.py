"""Print a checked draft for people: each sentence with its verdict, and the quotes."""

from collections.abc import Iterator

from rag.schema.citation import Verdict
from ui.cli.output import say_date
from ui.serialization.serializers import Json

_MARKS: dict[Verdict, str] = {"supported": "✓", "contradicted": "✗", "unsupported": "?", "unchecked": "·"}
_WORDS: dict[Verdict, str] = {
    "supported": "supported",
    "contradicted": "contradicted",
    "unsupported": "not found",
    "unchecked": "nothing to check",
}


def print_check(check: Json) -> None:
    """Print the object of `citewell check --json` for people."""
    for claim in check["claims"]:
        print("\n".join(_claim_lines(claim)))
    print(f"\n{_summary(check['claims'])}")
    for notice in check["notices"]:
        print(f"Note: {notice['text']}")
    for citation in check["citations"]:
        print("\n" + "\n".join(_citation_lines(citation)))


def _claim_lines(claim: Json) -> Iterator[str]:
    """Yield the sentence with its mark, and below it the reason if it is not supported."""
    verdict: Verdict = claim["verdict"]
    numbers = "".join(f"[{n}]" for n in claim["citations"])
    yield " ".join(part for part in (_MARKS[verdict], " ".join(claim["text"].split()), numbers) if part)
    if verdict in ("contradicted", "unsupported"):
        yield f"    {_WORDS[verdict]}" + "".join(f": {reasons}" for reasons in ["; ".join(claim["reasons"])] if reasons)


def _summary(claims: list[Json]) -> str:
    """Count the sentences by verdict: "3 sentences: 1 supported, 1 contradicted, 1 not found."."""
    verdicts = [claim["verdict"] for claim in claims]
    counted = [f"{verdicts.count(verdict)} {word}" for verdict, word in _WORDS.items() if verdict in verdicts]
    return f"{len(claims)} sentence{'s' * (len(claims) != 1)}: {', '.join(counted)}."


def _citation_lines(citation: Json) -> Iterator[str]:
    parts = [citation["title"], citation["source"], say_date(citation["published"]) if citation["title"] else ""]
    credit = ", ".join(part for part in parts if part) or "the given text"
    also = f" (also in {', '.join(citation['also_in'])})" if citation["also_in"] else ""
    yield f"[{citation['n']}] {credit}{also}"
    yield f"    “{' '.join(citation['quote'].split())}”"
    if citation["url"]:
        yield f"    {citation['url']}"
