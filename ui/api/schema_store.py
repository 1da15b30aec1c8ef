"""Articles, and what is done with the store, as the OpenAPI description has them."""

from typing import Literal

from pydantic import BaseModel, Field

from index.catalogue.overview import Per


class Version(BaseModel):
    """One of an article's versions, and when it stood; `until` is null of the one that stands."""

    version: int
    since: str | None
    until: str | None


class PassageIn(BaseModel):
    """Where a passage stands in its article."""

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
    """An article; of a `partial` one `text` is the passage alone, from `start` to `end`."""

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
    """What there is, and of it, what was looked for."""

    count: int
    passages: int
    newest: str | None
    found: int
    articles: list[ArticleListed]


class Run(BaseModel):
    """Words that two versions share, or that one of them has."""

    kind: Literal["equal", "deleted", "inserted"]
    text: str


class Changes(BaseModel):
    """What changed from one version of an article to another."""

    article_id: str
    from_: int = Field(alias="from")
    to: int
    since: str | None
    title_runs: list[Run]
    runs: list[Run]


class Failed(BaseModel):
    """What could not be done, and why."""

    source: str
    error: str


class Removed(BaseModel):
    """Ids of the articles that are out, and those that were not there."""

    removed: list[str]
    failed: list[Failed]


class Pruned(BaseModel):
    """How many articles are out."""

    removed: int


class Ingested(BaseModel):
    """How many articles were brought in, and how many passages were made of them."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    passages: int = 0
    failed: list[Failed] = []


class IngestRun(BaseModel):
    """One of the last ingests."""

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
    """How many articles a source has."""

    source: str
    articles: int


class SourceTold(SourceCount):
    """The same, with its newest."""

    newest: str | None


class LanguageCount(BaseModel):
    """How many articles are in a language."""

    language: str
    articles: int


class Facets(BaseModel):
    """What answers can be narrowed to."""

    sources: list[SourceCount]
    languages: list[LanguageCount]


class Bar(BaseModel):
    """How many articles of one source ("" for the rest) are of one day, month or year."""

    when: str
    source: str
    articles: int


class Overview(BaseModel):
    """What there is in numbers, and the last ingests."""

    articles: int
    passages: int
    first: str | None
    last: str | None
    undated: int
    sources: list[SourceTold]
    languages: list[LanguageCount]
    per: Per
    bars: list[Bar]
    runs: list[IngestRun]


class Checked(BaseModel):
    """One of the checks of the store."""

    check: str
    ok: bool


class Finding(BaseModel):
    """What is not as it should be."""

    check: str
    problem: str
    remedy: str
    severity: str


class AskedModel(BaseModel):
    """A language model that is asked, and what it has cost today; in dollars, as is the limit (0 is none)."""

    model: str
    provider: str = ""
    url: str = ""
    spent_today: float = 0
    daily_limit: float = 0


class Configured(BaseModel):
    """Which models there are, "" and null where there is none."""

    embedder: str
    language_model: AskedModel | None


class Report(BaseModel):
    """How the store is; `found` is what was wrong before it was mended."""

    healthy: bool
    checks: list[Checked]
    findings: list[Finding]
    versions: dict[str, str] = Field(description='Of each package; "" where it is not there.')
    store_format: int = Field(description="The store format, a number of its own: it is not Citewell's version.")
    configured: Configured
    found: list[Finding] = []


class Reindexed(BaseModel):
    """The last step of making the indexes again."""

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
