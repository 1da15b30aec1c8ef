"""OpenAPI models of articles, and of operations on the store."""

from typing import Literal

from pydantic import BaseModel, Field

from index.catalogue.overview import Per


class Version(BaseModel):
    """A version of an article, and when it was current; `until` is null for the current version."""

    version: int
    since: str | None
    until: str | None


class PassageIn(BaseModel):
    """The position of a passage in its article."""

    id: str
    start: int
    end: int


class ArticleHead(BaseModel):
    """An article without its text."""

    id: str
    version: int
    title: str
    source: str
    url: str
    authors: list[str]
    published: str | None
    updated: str | None
    fetched: str | None
    language: str


class Article(ArticleHead):
    """An article. If `partial`, `text` is only one passage, from `start` to `end`."""

    text: str
    versions: list[Version]
    passage: PassageIn | None = None
    partial: bool = False
    start: int | None = None
    end: int | None = None


class ArticleListed(ArticleHead):
    """An article in a list."""

    passages: int


class Articles(BaseModel):
    """The size of the collection, and the articles that match."""

    count: int
    passages: int
    newest: str | None
    found: int
    articles: list[ArticleListed]


class Run(BaseModel):
    """A run of words that both versions have, or only one of them."""

    kind: Literal["equal", "deleted", "inserted"]
    text: str


class Changes(BaseModel):
    """The changes from one version of an article to another."""

    article_id: str
    from_: int = Field(alias="from")
    to: int
    since: str | None
    title_runs: list[Run]
    runs: list[Run]


class Failed(BaseModel):
    """A source or id that failed, and why."""

    source: str
    error: str


class Removed(BaseModel):
    """Ids of the removed articles, and those not found."""

    removed: list[str]
    failed: list[Failed]


class Pruned(BaseModel):
    """Number of removed articles."""

    removed: int


class Ingested(BaseModel):
    """Numbers of articles by outcome, and of passages made from them."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    passages: int = 0
    failed: list[Failed] = []


class IngestRun(BaseModel):
    """A recent ingest run."""

    began: str
    ended: str
    origin: str
    added: int
    updated: int
    unchanged: int
    removed: int
    passages: int
    failures: int
    failed: list[Failed]
    stopped: str


class SourceCount(BaseModel):
    """Number of articles of a source."""

    source: str
    articles: int


class DatedSourceCount(SourceCount):
    """Number of articles of a source, and the date of the newest."""

    newest: str | None


class LanguageCount(BaseModel):
    """Number of articles in a language."""

    language: str
    articles: int


class Facets(BaseModel):
    """The sources and languages that answers can be limited to."""

    sources: list[SourceCount]
    languages: list[LanguageCount]


class Bar(BaseModel):
    """Number of articles of one source ("" for all others) in one day, month or year."""

    when: str
    source: str
    articles: int


class Overview(BaseModel):
    """Figures about the collection, and the latest ingest runs."""

    articles: int
    passages: int
    first: str | None
    last: str | None
    undated: int
    sources: list[DatedSourceCount]
    languages: list[LanguageCount]
    per: Per
    bars: list[Bar]
    runs: list[IngestRun]


class Checked(BaseModel):
    """The result of one check of the store."""

    check: str
    ok: bool


class Finding(BaseModel):
    """A problem that a check found."""

    check: str
    problem: str
    remedy: str
    severity: str


class AskedModel(BaseModel):
    """The configured language model, its cost today and its daily limit, in US dollars (0 for no limit)."""

    model: str
    provider: str = ""
    url: str = ""
    spent_today: float = 0
    daily_limit: float = 0


class Configured(BaseModel):
    """The configured models: "" if the embedder is unavailable, null without a language model."""

    embedder: str
    language_model: AskedModel | None


class Report(BaseModel):
    """The state of the store; `found` lists the problems before the repair."""

    healthy: bool
    checks: list[Checked]
    findings: list[Finding]
    versions: dict[str, str] = Field(description='Version of each package; "" if it is not installed.')
    store_format: int = Field(description="Number of the store format, independent of Citewell's version.")
    configured: Configured
    found: list[Finding] = []


class Reindexed(BaseModel):
    """Progress of the last step of the rebuild."""

    step: str
    done: int
    total: int


class Well(BaseModel):
    """The process is up."""

    status: Literal["ok"]


class Ready(Well):
    """The store answers."""

    articles: int
    passages: int
