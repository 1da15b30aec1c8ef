"""Notice that only others are quoted on what a party was asked about. Pure."""

from collections.abc import Sequence

from rag.answering.quotation import quotation_query
from rag.language.attribution import attribution_of
from rag.language.keywords import keywords_of, term_overlap
from rag.language.parties import same_party
from rag.language.sentence import sentences_of
from rag.query.analysis import QuestionAnalysis
from rag.schema.answer import Notice
from rag.schema.evidence import Evidence

ABOUT = 0.5
"""Share of the topic's words that a statement about it must have."""
NAMED = 3
"""Most parties that the notice names."""


def one_sided(analysis: QuestionAnalysis, evidence: Sequence[Evidence]) -> tuple[Notice, ...]:
    """That only others speak of what a party was asked about, and who; nothing where none do, or the party does too."""
    asked = quotation_query(analysis.question)
    if not asked.who or not asked.topic:
        return ()
    topic = keywords_of(asked.topic, [piece.text for piece in evidence])
    near = [one for one in sentences_of(evidence) if term_overlap(topic, one.text) >= ABOUT]
    parties = list(dict.fromkeys(who for one in near if (who := attribution_of(one))))
    if not parties or any(same_party(asked.who, party) for party in parties):
        return ()
    others = ", ".join(parties[:NAMED])
    return (Notice("one_side", f"Only one side is quoted on this ({others}); nothing of it is said by {asked.who}."),)
