"""Arguments of the tools. Language models read the descriptions to choose tools and fill in arguments."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from ui.serialization.requests import LONGEST_DATE, LONGEST_DRAFT, LONGEST_QUESTION, LONGEST_SOURCE, MOST_TURNS

_Day = Annotated[str, Field(max_length=LONGEST_DATE)]


class ArticleArguments(BaseModel):
    """The article to read."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(description="The article's id: `article_id` of a citation or of a search hit.")
    version: int | None = Field(None, description="Version to read; by default the current one.")
    passage: str = Field(
        "", max_length=30, description="A `passage_id`: the result then has the position of that passage in the text."
    )


class _Narrowed(BaseModel):
    """Filters on the articles."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    since: _Day | None = Field(None, description="Only articles published on this day or later, as 2022-11-15.")
    until: _Day | None = Field(None, description="Only articles published on this day or earlier, as 2022-11-15.")
    as_of: _Day | None = Field(
        None, description="Use the articles as they were on this day; by default as they are now."
    )
    today: _Day | None = Field(None, description='The date that "yesterday" and "last week" refer to.')
    sources: list[str] = Field([], description="Only articles of these publishers, by their exact names.")
    languages: list[str] = Field([], description="Only articles in these languages, as `en`, `uk`.")


class TurnArguments(BaseModel):
    """A turn of the conversation."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    role: Literal["user", "assistant"]
    text: str


class AskArguments(_Narrowed):
    """The question."""

    question: str = Field(
        max_length=LONGEST_QUESTION,
        description="The question, in words as a person would ask it. Ask one question at a time.",
    )
    history: list[TurnArguments] = Field(
        [],
        max_length=MOST_TURNS,
        description="The conversation before, if the question does not stand alone: first turn first.",
    )


class SearchArguments(_Narrowed):
    """The search query."""

    query: str = Field(
        max_length=LONGEST_QUESTION, description="Words or a question; both words and meaning are matched."
    )
    k: int = Field(10, ge=1, le=100, description="Number of passages to return.")


class CheckArguments(_Narrowed):
    """The text to check."""

    text: str = Field(max_length=LONGEST_DRAFT, description="The text to check, as plain sentences.")
    source_text: str | None = Field(
        None,
        max_length=LONGEST_SOURCE,
        description="A text to check against; by default the articles.",
    )
