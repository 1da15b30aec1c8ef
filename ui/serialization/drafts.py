"""Convert a checked draft to JSON (docs/api.md is the contract)."""

from rag.verification.draft import DraftCheck, DraftClaim
from ui.serialization.serializers import Json, citation_json, claim_json


def draft_json(check: DraftCheck) -> Json:
    """Return the object that `citewell check --json` prints."""
    return {
        "verdict": check.verdict,
        "supported": check.verdict == "supported",
        "score": round(check.score, 4),
        "claims": [_claim_json(checked) for checked in check.claims],
        "citations": [citation_json(citation) for citation in check.citations],
        "notices": [{"kind": "search", "text": text} for text in check.caveats],
    }


def _claim_json(checked: DraftClaim) -> Json:
    score = None if checked.score is None else round(checked.score, 4)
    return {**claim_json(checked.claim), "start": checked.start, "end": checked.end, "score": score}
