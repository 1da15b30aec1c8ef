"""Every error that Citewell raises on purpose.

    CitewellError              base: `str(error)` says what is wrong and what to do
    ├── UsageError             the caller asked for something that cannot be (exit code 2, HTTP 400)
    │   └── DateError          a text that is no date, or an absurd one
    ├── SourceError            one article or file cannot be read; the rest goes on (exit code 1)
    ├── NotFoundError          no such article or passage (HTTP 404)
    ├── ForbiddenError         whoever asks may not have it (HTTP 403)
    ├── ModelError             a model file is missing or not the one expected
    ├── StoreError             the store as a whole cannot be used
    │   ├── StoreBusyError     another process owns it
    │   ├── StoreVersionError  its store format is newer than this Citewell reads
    │   ├── EmbedderMismatchError  its vectors were made by another embedder
    │   └── VectorIndexError   Chroma does not open, or does not answer; it can be made again from the catalogue
    └── ServiceError           the serving process, or a model server, does not answer as it should
        ├── EmbedderError          the server that embeds does not answer; who runs it finds more in the log
        └── LanguageModelError     the language model gives no answer; the extractive one is given instead
            ├── ModelKeyError          its server refuses the key
            ├── ModelUnavailableError  it is out of reach, overloaded or too slow, and was asked again in vain
            ├── ContextTooLongError    the passages are too many for it
            ├── ModelSilentError       it refuses, or answers nothing
            └── CostLimitError         the day's limit on cost is reached

Only the command line and the HTTP layer catch these; everything between lets them pass.
"""


class CitewellError(Exception):
    """Base of all errors that are meant for a person to read."""


class UsageError(CitewellError):
    """The request itself is wrong; asking again in the same words cannot work."""


class DateError(UsageError):
    """A text that names no day, or a day that no article can have."""


class SourceError(CitewellError):
    """One source cannot be read. `source` names the file (and `:line`), `problem` what is wrong and what to do."""

    def __init__(self, source: str, problem: str) -> None:
        super().__init__(f"{source}: {problem}")
        self.source = source
        self.problem = problem

    @property
    def file(self) -> str:
        """The file that `source` names, without the line."""
        name, _, line = self.source.rpartition(":")
        return name if line.isdecimal() else self.source


class NotFoundError(CitewellError):
    """The thing asked for by its id is not in the store."""


class ForbiddenError(CitewellError):
    """There may be such a thing, and whoever asks may not have it."""


class ModelError(CitewellError):
    """A model file is missing, or is not the one that its checksum names."""


class StoreError(CitewellError):
    """The store cannot be used as it is."""


class StoreBusyError(StoreError):
    """Another process owns the store and does not serve others."""


class StoreVersionError(StoreError):
    """The store format is newer than this Citewell reads."""


class EmbedderMismatchError(StoreError):
    """The store's vectors were made by another embedder than the one configured."""


class VectorIndexError(StoreError):
    """The vector index is damaged. Nothing is lost: the catalogue keeps every vector."""


class ServiceError(CitewellError):
    """A server that Citewell depends on does not answer, or answers nonsense."""


class EmbedderError(ServiceError):
    """The embedding server does not answer. The message is for whoever asks; `detail` names the server and what it
    said, and is for the log and for whoever runs it."""

    def __init__(self, detail: str) -> None:
        super().__init__(
            "the embedder does not answer: nothing can be searched or brought in; try again in a while. Citewell's log "
            "says more"
        )
        self.detail = detail


class LanguageModelError(ServiceError):
    """The language model did not answer, after the retries that could have helped."""


class ModelKeyError(LanguageModelError):
    """The language model's server refuses the key (or there is none); no retry helps."""


class ModelUnavailableError(LanguageModelError):
    """The model cannot be reached, or does not answer in time; it may in a while.

    `after_s` is how many seconds its server asks to wait, where it says so.
    """

    def __init__(self, problem: str, after_s: float | None = None) -> None:
        super().__init__(problem)
        self.after_s = after_s


class ContextTooLongError(LanguageModelError):
    """The messages are longer than the model takes; fewer passages may help."""


class ModelSilentError(LanguageModelError):
    """The model refused to answer, or answered with nothing."""


class CostLimitError(LanguageModelError):
    """The day's limit on what the language model may cost is reached."""
