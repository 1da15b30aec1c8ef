"""Check one sentence against the passages that it cites, with the reader."""

from collections.abc import Sequence

from rag.reader.model import Reader
from rag.verification.verify import Ruling, Source, entailment_pairs, verify


def check(reader: Reader, claim: str, sources: Sequence[Source]) -> Ruling:
    """Return the ruling on `claim` against all `sources` together."""
    return verify(claim, sources, reader.entailment(entailment_pairs(claim, sources)))
