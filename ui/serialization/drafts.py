"""A checked draft as the JSON that programs are given (the contract of docs/api.md)."""

from rag.verification.draft import DraftCheck, DraftClaim
from ui.serialization.serializers import Json, citation_json, claim_json


def draft_json(check: DraftCheck) -> Json:
    """The object that `citewell check --json` prints."""
    return {
        "verdict": check.verdict,
        "supported": check.verdict == "supported",
        "score": round(check.score, 4),
        "claims": [_claim_json(one) for one in check.claims],
        "citations": [citation_json(citation) for citation in check.citations],
        "notices": [{"kind": "search", "text": text} for text in check.caveats],
    }


def _claim_json(one: DraftClaim) -> Json:
    score = None if one.score is None else round(one.score, 4)
    return {**claim_json(one.claim), "start": one.start, "end": one.end, "score": score}
