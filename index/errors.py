"""Every error that Citewell raises on purpose.

    CitewellError              base: `str(error)` says what is wrong and what to do
    ├── UsageError             the request is invalid (exit code 2, HTTP 400)
    │   └── DateError          a text is not a date, or an absurd one
    ├── SourceError            one article or file cannot be read; the rest continues (exit code 1)
    ├── NotFoundError          no such article or passage (HTTP 404)
    ├── ForbiddenError         the requester is not allowed to see it (HTTP 403)
    ├── ModelError             a model file is missing or has the wrong content
    ├── StoreError             the whole store is unusable
    │   ├── StoreBusyError     another process owns it
    │   ├── StoreVersionError  its store format is newer than this Citewell reads
    │   ├── EmbedderMismatchError  another embedder made its vectors
    │   └── VectorIndexError   Chroma does not open or respond; it can be rebuilt from the catalogue
    └── ServiceError           the serving process, or a model server, does not respond properly
        ├── EmbedderError          the embedding server does not respond; the log has the details
        └── LanguageModelError     the language model gives no answer; the reader gets the extractive one
            ├── ModelKeyError          its server rejects the key
            ├── ModelUnavailableError  it is unreachable, overloaded or too slow, and retries did not help
            ├── ContextTooLongError    the passages exceed its context
            ├── ModelSilentError       it refuses, or returns nothing
            └── CostLimitError         the daily cost limit is reached

Only the command line and the HTTP layer catch these; code in between lets them pass.
"""


class CitewellError(Exception):
    """Base of all errors whose message is for people."""


class UsageError(CitewellError):
    """The request is invalid; repeating it cannot work."""


class DateError(UsageError):
    """A text names no full day, or a day that no article can have."""


class SourceError(CitewellError):
    """One source cannot be read.

    Attributes:
        source: The file, or `file:line`.
        problem: What is wrong and what to do.
    """

    def __init__(self, source: str, problem: str) -> None:
        super().__init__(f"{source}: {problem}")
        self.source = source
        self.problem = problem

    @property
    def file(self) -> str:
        """The file in `source`, without the line."""
        name, _, line = self.source.rpartition(":")
        return name if line.isdecimal() else self.source


class NotFoundError(CitewellError):
    """The store has nothing with the requested id."""


class ForbiddenError(CitewellError):
    """The requester is not allowed to see this. It need not exist."""


class ModelError(CitewellError):
    """A model file is missing, or does not match its checksum."""


class StoreError(CitewellError):
    """The store is unusable in its present state."""


class StoreBusyError(StoreError):
    """Another process owns the store and does not serve others."""


class StoreVersionError(StoreError):
    """The store format is newer than this Citewell reads."""


class EmbedderMismatchError(StoreError):
    """Another embedder than the configured one made the store's vectors."""


class VectorIndexError(StoreError):
    """The vector index is damaged. Nothing is lost: the catalogue holds every vector."""


class ServiceError(CitewellError):
    """A server that Citewell depends on does not respond, or sends an invalid response."""


class EmbedderError(ServiceError):
    """The embedding server does not respond.

    The message is for readers. `detail` names the server and its response, and is for the log only.
    """

    def __init__(self, detail: str) -> None:
        super().__init__(
            "the embedder does not answer, so search and ingest do not work; try again in a while. Citewell's log has "
            "the details"
        )
        self.detail = detail


class LanguageModelError(ServiceError):
    """The language model did not answer, even after retries."""


class ModelKeyError(LanguageModelError):
    """The language model's server rejects the key, or there is none; no retry helps."""


class ModelUnavailableError(LanguageModelError):
    """The model is unreachable or too slow; a later request may work.

    Attributes:
        after_s: Seconds that its server asks clients to wait, if it says so.
    """

    def __init__(self, problem: str, after_s: float | None = None) -> None:
        super().__init__(problem)
        self.after_s = after_s


class ContextTooLongError(LanguageModelError):
    """The messages exceed the model's context; fewer passages may help."""


class ModelSilentError(LanguageModelError):
    """The model refused to answer, or returned nothing."""


class CostLimitError(LanguageModelError):
    """The daily cost limit for the language model is reached."""
