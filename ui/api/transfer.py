"""What another process of the same user sends to the one that serves the store."""

from pydantic import BaseModel, ConfigDict

from index.article import Article
from index.dates import parse_moment


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
    """Articles to bring in."""

    articles: list[TransferBody]


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
