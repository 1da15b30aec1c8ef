"""What the tools take. The descriptions are read by language models, which choose and fill in tools by them."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from ui.serialization.requests import LONGEST_DATE, LONGEST_DRAFT, LONGEST_QUESTION, LONGEST_SOURCE, MOST_TURNS

_Day = Annotated[str, Field(max_length=LONGEST_DATE)]


class ArticleArguments(BaseModel):
    """Which article to read."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(description="The article's id: `article_id` of a citation or of a search's hit.")
    version: int | None = Field(None, description="One of its versions; left out, the one that stands now.")
    passage: str = Field(
        "", max_length=30, description="A `passage_id` of it: the result says where that passage stands in the text."
    )


class _Narrowed(BaseModel):
    """From which articles to answer."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    since: _Day | None = Field(None, description="Only articles published on this day or later, as 2022-11-15.")
    until: _Day | None = Field(None, description="Only articles published on this day or earlier, as 2022-11-15.")
    as_of: _Day | None = Field(None, description="As the articles stood on this day; left out, as they stand now.")
    today: _Day | None = Field(None, description='The day from which "yesterday" and "last week" count.')
    sources: list[str] = Field([], description="Only articles of these publishers, by their exact names.")
    languages: list[str] = Field([], description="Only articles in these languages, as `en`, `uk`.")


class TurnArguments(BaseModel):
    """One turn of the conversation."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    role: Literal["user", "assistant"]
    text: str


class AskArguments(_Narrowed):
    """What is asked."""

    question: str = Field(
        max_length=LONGEST_QUESTION,
        description="The question, in words as a person would ask it. One question at a time is answered best.",
    )
    history: list[TurnArguments] = Field(
        [],
        max_length=MOST_TURNS,
        description="What was said before, where the question does not stand alone: first turn first.",
    )


class SearchArguments(_Narrowed):
    """What is searched for."""

    query: str = Field(max_length=LONGEST_QUESTION, description="Words or a question; meaning counts as well as words.")
    k: int = Field(10, ge=1, le=100, description="How many passages to give.")


class CheckArguments(_Narrowed):
    """What is checked."""

    text: str = Field(max_length=LONGEST_DRAFT, description="The text to check, as plain sentences.")
    source_text: str | None = Field(
        None,
        max_length=LONGEST_SOURCE,
        description="A text to check it against; left out, it is checked against the articles.",
    )
