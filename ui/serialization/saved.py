"""Convert saved answers, conversations, feedback and changes to JSON (docs/api.md is the contract)."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from index.catalogue.history import Changed, Validity
from rag.storage.conversations import Listed
from rag.storage.evidence_changes import EvidenceChange
from rag.storage.feedback import Judged
from rag.storage.saved_answer import SavedAnswer, SavedPassage
from ui.serialization.serializers import Json


def saved_json(saved: SavedAnswer, changes: Sequence[EvidenceChange]) -> Json:
    """Return a saved answer, its evidence, and what has changed since."""
    return {
        "answer_id": saved.id,
        "asked": saved.asked.isoformat(),
        "answer": dict(saved.given),
        "evidence": [_piece_json(piece) for piece in saved.evidence],
        "changes": [_change_json(change) for change in changes],
    }


def listed_json(listed: Listed) -> Json:
    """Return a conversation for a list."""
    return {
        "id": listed.id,
        "title": listed.title,
        "created": listed.created.isoformat(),
        "changed": listed.changed.isoformat(),
        "turns": listed.turns,
    }


def judged_json(judged: Judged) -> Json:
    """Return the feedback on an answer."""
    return {**asdict(judged), "given": judged.given.isoformat()}


def standing_json(standing: Validity) -> Json:
    """Return an item of an article's `versions`."""
    return {"version": standing.version, "since": _moment(standing.since), "until": _moment(standing.until)}


def changed_json(changed: Changed) -> Json:
    """Return the changes from one version of an article to another."""
    return {
        "article_id": changed.article_id,
        "from": changed.before,
        "to": changed.after,
        "since": _moment(changed.since),
        "title_runs": [asdict(run) for run in changed.title],
        "runs": [asdict(run) for run in changed.text],
    }


def _piece_json(piece: SavedPassage) -> Json:
    return {
        "n": piece.n,
        "list": piece.group,
        "article_id": piece.article_id,
        "version": piece.version,
        "passage_id": piece.passage_id,
        "start": piece.start,
        "end": piece.end,
        "text": piece.text,
    }


def _change_json(change: EvidenceChange) -> Json:
    return {
        "n": change.n,
        "list": change.group,
        "article_id": change.article_id,
        "change": change.change,
        "since": _moment(change.since),
        "quote_stands": change.quote_stands,
        "version": change.version,
    }


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
