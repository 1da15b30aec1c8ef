"""Statement: a sentence of a draft, its offsets, and its wording for the search and the check. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from index.aliases.names import Names, our_names
from index.article import Article, Passage
from index.search.search import Hit
from index.text.sentences import sentence_spans
from rag.language.coreference import resolve_reference
from rag.language.entities import names_in
from rag.language.markup import is_heading, with_referent, without_draft_markdown
from rag.language.patterns import load_patterns
from rag.language.sentences import Sentence
from rag.schema.evidence import Evidence
from rag.verification.verify import states_fact

LONGEST_QUERY = 1_000
"""Characters of a sentence that the search uses; of a longer one, the beginning."""
_PATTERNS = load_patterns("statements")
_BACKWARD = _PATTERNS["backward"]


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of a draft: `text` is `draft[start:end]`.

    `claim` is the text to check: without Markdown, with a name for "He" if there is no doubt. `query` is the text to
    search for. `factual` is whether there is anything to check.
    """

    text: str
    start: int
    end: int
    claim: str
    query: str
    factual: bool


def statements(draft: str) -> list[Statement]:
    """Return every sentence of `draft`, in order."""
    return list(_statements(draft))


def whole(text: str, name: str, names: Names | None = None) -> Evidence:
    """Make evidence of a text that is in no store: one article with one passage.

    Args:
        text: The text.
        name: Id of the article.
        names: Names with several spellings; None takes the ones that come with the project.
    """
    hit = Hit(Passage("", name, 0, len(text), text), 0.0, names=names or our_names())
    return Evidence(hit, Article(id=name, title="", text=text))


def _statements(draft: str) -> Iterator[Statement]:
    piece, before = whole(draft, "draft"), ""
    for start, end in sentence_spans(draft):
        sentence = Sentence(piece, start, end)
        claim = without_draft_markdown(_named(sentence))
        factual = not is_heading(sentence.text) and states_fact(claim)
        yield Statement(sentence.text, start, end, claim, _query(claim, before), factual)
        before = without_draft_markdown(sentence.text)


def _named(sentence: Sentence) -> str:
    """Return the sentence with a name in the place of "He" or "The company" at its head."""
    resolved = resolve_reference(sentence)
    return resolved if resolved == sentence.text else with_referent(resolved)


def _query(claim: str, before: str) -> str:
    """Return the claim, with the names of the sentence before if its first word points back."""
    names = [name.text for name in names_in(before) if name.text not in claim] if _BACKWARD.match(claim) else []
    return " ".join([claim[:LONGEST_QUERY], *dict.fromkeys(names)])
