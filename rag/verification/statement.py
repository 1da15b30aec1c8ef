"""Statement: a sentence of a draft, where it stands, and the words in which it is searched for and checked. Pure."""

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
from rag.language.sentence import Sentence
from rag.schema.evidence import Evidence
from rag.verification.verify import states_fact

LONGEST_QUERY = 1_000
"""Characters of the longest sentence that is searched for; of a longer one, the beginning."""
_PATTERNS = load_patterns("statements")
_BACKWARD = _PATTERNS["backward"]


@dataclass(frozen=True, slots=True)
class Statement:
    """`text` is the draft's own, from `start` to `end`. `claim` is what is checked: without Markdown, and with a name
    for "He" where it is beyond doubt. `query` is what is searched for. `factual` is whether there is anything to check.
    """

    text: str
    start: int
    end: int
    claim: str
    query: str
    factual: bool


def statements(draft: str) -> list[Statement]:
    """Every sentence of `draft`, in order."""
    return list(_statements(draft))


def whole(text: str, name: str, names: Names | None = None) -> Evidence:
    """A text of no store as evidence: one article, and one passage that is all of it. `names` are those that it may
    have in other spellings: else ours."""
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
    """The sentence, with the name that "He" or "The company" at its head stands for in its place."""
    told = resolve_reference(sentence)
    return told if told == sentence.text else with_referent(told)


def _query(claim: str, before: str) -> str:
    """The claim; where its first word points back, with the names of the sentence before."""
    names = [name.text for name in names_in(before) if name.text not in claim] if _BACKWARD.match(claim) else []
    return " ".join([claim[:LONGEST_QUERY], *dict.fromkeys(names)])
