"""What another process of the same user sends to the one that serves the store."""

from typing import Annotated, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from index.article import Article
from index.ingest.runs import Failure, Run
from index.text.dates import parse_moment

Count = Annotated[int, Field(ge=0, le=1_000_000_000)]
LONGEST_URL = 2_000
"""Characters of the longest address that is fetched."""


class TransferBody(BaseModel):
    """An article as another process of the same user read it."""

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
        """The Article that was sent."""
        fields = self.model_dump()
        for name in ("published", "updated", "fetched"):
            fields[name] = parse_moment(fields[name]) if fields[name] else None
        return Article(**fields)


class IngestBody(BaseModel):
    """Articles to bring in, or addresses to fetch them from."""

    articles: tuple[TransferBody, ...] | None = None
    urls: tuple[Annotated[str, Field(max_length=LONGEST_URL)], ...] | None = None
    run: bool = True
    """Whether handing over these articles is a run of its own; a command that hands them over in parts notes it."""

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if (self.articles is None) == (self.urls is None):
            raise ValueError("give either `articles` or `urls`")
        return self


class FailureBody(BaseModel):
    """What could not be read, and why."""

    source: str
    error: str


class RunBody(BaseModel):
    """How an ingest of another process went."""

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

    def kept(self) -> Run:
        """The Run that was sent."""
        return Run(**{**dict(self), "failed": tuple(Failure(one.source, one.error) for one in self.failed)})


class PruneBody(BaseModel):
    """What an ingest of whole folders has seen."""

    folders: list[str]
    seen: set[str]
    failed: set[str]


class DoctorBody(BaseModel):
    """Whether to mend what is found."""

    fix: bool = False


class ReindexBody(BaseModel):
    """The embedder to make the vectors by; "" is the one configured."""

    embedder: str = ""


class RemoveBody(BaseModel):
    """Ids of articles to take out, and whether out of every file too."""

    ids: list[str]
    purge: bool = False
