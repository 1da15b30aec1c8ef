"""Request bodies that the command line sends to the process that serves the store."""

from typing import Annotated, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from index.article import Article
from index.ingest.runs import Failure, Run
from index.text.dates import parse_moment

Count = Annotated[int, Field(ge=0, le=1_000_000_000)]
LONGEST_URL = 2_000
"""Longest address to fetch, in characters."""


class TransferBody(BaseModel):
    """An article that another process of the same user has read."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    title: str
    text: str
    url: str
    source: str
    authors: tuple[str, ...]
    published: str | None
    updated: str | None
    fetched: str | None
    language: str
    origin: str

    def article(self) -> Article:
        """Convert to an Article."""
        fields = self.model_dump()
        for name in ("published", "updated", "fetched"):
            fields[name] = parse_moment(fields[name]) if fields[name] else None
        return Article(**fields)


class IngestBody(BaseModel):
    """Articles to import, or addresses to fetch them from."""

    articles: tuple[TransferBody, ...] | None = None
    urls: tuple[Annotated[str, Field(max_length=LONGEST_URL)], ...] | None = None
    run: bool = True
    """Whether this request counts as a run of its own. A command that sends articles in batches records one run."""

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if (self.articles is None) == (self.urls is None):
            raise ValueError("give either `articles` or `urls`")
        return self


class FailureBody(BaseModel):
    """A source that could not be read, and why."""

    source: str
    error: str


class RunBody(BaseModel):
    """An ingest run of another process."""

    began: AwareDatetime
    ended: AwareDatetime
    origin: str
    added: Count
    updated: Count
    unchanged: Count
    removed: Count
    passages: Count
    failures: Count
    failed: tuple[FailureBody, ...]
    stopped: str

    def to_run(self) -> Run:
        """Convert to a Run."""
        return Run(**{**dict(self), "failed": tuple(Failure(body.source, body.error) for body in self.failed)})


class PruneBody(BaseModel):
    """The article ids and failed files of an ingest of whole folders."""

    folders: list[str]
    seen: set[str]
    failed: set[str]


class DoctorBody(BaseModel):
    """Whether to repair what the checks find."""

    fix: bool = False


class ReindexBody(BaseModel):
    """The embedder to rebuild the vectors with; "" for the configured one."""

    embedder: str = ""


class RemoveBody(BaseModel):
    """Ids of articles to remove, and whether to erase them from every file too."""

    ids: list[str]
    purge: bool = False
