"""JSON of answers and everything else, and the bodies of requests.

`serializers.py` has the JSON contracts, `requests.py` the request bodies.
May import `ui.messages`, `rag` and `index`.
"""

from ui.serialization.drafts import draft_json
from ui.serialization.links import changes_link, citation_link, web_address
from ui.serialization.openai_error import error_json
from ui.serialization.overview import facets_json, overview_json, run_json
from ui.serialization.requests import (
    AskBody,
    Body,
    CheckBody,
    Conditions,
    ConversationBody,
    FeedbackBody,
    FeedbackQuery,
    FindingBody,
    ForgetBody,
    Id,
    Said,
    SearchBody,
    SiteAskBody,
    read_body,
)
from ui.serialization.saved import changed_json, judged_json, listed_json, saved_json, standing_json
from ui.serialization.serializers import (
    Json,
    answer_json,
    article_json,
    citation_json,
    claim_json,
    conflict_json,
    doctor_json,
    hit_json,
    summary_json,
    transfer_json,
)

__all__ = [
    "AskBody",
    "Body",
    "CheckBody",
    "Conditions",
    "ConversationBody",
    "FeedbackBody",
    "FeedbackQuery",
    "FindingBody",
    "ForgetBody",
    "Id",
    "Json",
    "Said",
    "SearchBody",
    "SiteAskBody",
    "answer_json",
    "article_json",
    "changed_json",
    "changes_link",
    "citation_json",
    "citation_link",
    "claim_json",
    "conflict_json",
    "conversation_json",
    "conversation_markdown",
    "doctor_json",
    "draft_json",
    "error_json",
    "facets_json",
    "hit_json",
    "judged_json",
    "listed_json",
    "overview_json",
    "read_body",
    "run_json",
    "saved_json",
    "standing_json",
    "summary_json",
    "transfer_json",
    "web_address",
]
