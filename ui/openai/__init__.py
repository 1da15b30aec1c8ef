"""Routes of OpenAI's chat API over the same engine.

May import `ui.api` and what stands below it.
"""

from ui.openai.routes import make_openai_router
from ui.openai.schema import Completion, CompletionChunk, Models, Refusal

__all__ = ["Completion", "CompletionChunk", "Models", "Refusal", "make_openai_router"]
