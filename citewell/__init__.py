"""Citewell for programs: `citewell.open("store")` to ask, search, check and ingest, with typed results.

Stands above `ui`, and nothing imports it. docs/api.md has examples.
Importing it loads no model and no server: each name is loaded when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from index.errors import (
    CitewellError,
    DateError,
    ForbiddenError,
    LanguageModelError,
    ModelError,
    NotFoundError,
    ServiceError,
    SourceError,
    StoreBusyError,
    StoreError,
    UsageError,
)

if TYPE_CHECKING:
    from citewell.collection import Collection
    from citewell.opening import open_collection as open
    from citewell.results import (
        Answer,
        Article,
        ArticleHead,
        CheckedClaim,
        CheckedText,
        Citation,
        Claim,
        Conflict,
        DateInQuote,
        Failure,
        Hit,
        IngestReport,
        Narrowed,
        Notice,
        RemoveReport,
        Version,
        Window,
    )

    __version__: str

__all__ = [
    "Answer",
    "Article",
    "ArticleHead",
    "CheckedClaim",
    "CheckedText",
    "Citation",
    "CitewellError",
    "Claim",
    "Collection",
    "Conflict",
    "DateError",
    "DateInQuote",
    "Failure",
    "ForbiddenError",
    "Hit",
    "IngestReport",
    "LanguageModelError",
    "ModelError",
    "Narrowed",
    "NotFoundError",
    "Notice",
    "RemoveReport",
    "ServiceError",
    "SourceError",
    "StoreBusyError",
    "StoreError",
    "UsageError",
    "Version",
    "Window",
    "__version__",
    "open",
]


if not TYPE_CHECKING:  # a type checker is to find misspelt names

    def __getattr__(name: str) -> object:
        """Load a public name at its first use."""
        if name not in __all__:
            raise AttributeError(f"module 'citewell' has no attribute {name!r}")
        if name == "__version__":
            from importlib.metadata import version

            return version("citewell")
        if name == "open":
            return import_module("citewell.opening").open_collection
        home = "citewell.collection" if name == "Collection" else "citewell.results"
        return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return sorted(__all__)
