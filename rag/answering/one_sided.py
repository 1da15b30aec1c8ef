"""Notice that only others are quoted on what a party was asked about. Pure."""

from collections.abc import Sequence

from rag.answering.quotation import quotation_query
from rag.language.attribution import attribution_of
from rag.language.keywords import keywords_of, term_overlap
from rag.language.parties import same_party
from rag.language.sentences import sentences_of
from rag.query.analysis import QuestionAnalysis
from rag.schema.answer import Notice
from rag.schema.evidence import Evidence

ABOUT = 0.5
"""Share of the topic's words that a statement about it must have."""
NAMED = 3
"""Most parties that the notice names."""


def one_sided(analysis: QuestionAnalysis, evidence: Sequence[Evidence]) -> tuple[Notice, ...]:
    """Return a notice that names who else speaks about the topic.

    Returns:
        The notice; nothing if nobody speaks about the topic, or if the party that was asked about does.
    """
    query = quotation_query(analysis.question)
    if not query.who or not query.topic:
        return ()
    topic = keywords_of(query.topic, [piece.text for piece in evidence])
    near = [sentence for sentence in sentences_of(evidence) if term_overlap(topic, sentence.text) >= ABOUT]
    parties = list(dict.fromkeys(who for sentence in near if (who := attribution_of(sentence))))
    if not parties or any(same_party(query.who, party) for party in parties):
        return ()
    others = ", ".join(parties[:NAMED])
    return (Notice("one_side", f"Only one side is quoted on this ({others}); nothing of it is said by {query.who}."),)
