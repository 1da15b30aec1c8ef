"""`citewell ask`."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from index.errors import UsageError
from rag.generation.finished_answer import FAILED
from ui.app.service import Service
from ui.cli.connect import reach
from ui.cli.options import (
    AsOfOption,
    BatchOption,
    JsonOption,
    LlmKeyFileOption,
    LlmModelOption,
    LlmOption,
    LlmTimeoutOption,
    LlmUrlOption,
    SinceOption,
    SourceOption,
    StoreOption,
    StrictOption,
    UntilOption,
    narrowing,
)
from ui.cli.output import print_json, run_batch, say_date
from ui.serialization.requests import AskBody, FindingBody, read_body
from ui.serialization.serializers import Json


def ask(
    question: Annotated[str | None, typer.Argument(metavar="QUESTION", help="The question to answer.")] = None,
    as_of: AsOfOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    source: SourceOption = None,
    batch: BatchOption = None,
    llm: LlmOption = None,
    llm_model: LlmModelOption = None,
    llm_url: LlmUrlOption = None,
    llm_key_file: LlmKeyFileOption = None,
    llm_timeout: LlmTimeoutOption = None,
    strict: StrictOption = None,
    rewrite: Annotated[
        bool, typer.Option("--rewrite", help="Rewrite the answer once if sentences fail their check.")
    ] = False,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Answer a question from the articles, with citations."""
    if (question is None) == (batch is None):
        raise UsageError("give a QUESTION, or --batch FILE.jsonl, and not both")
    narrowed = narrowing(as_of=as_of, since=since, until=until, sources=source)
    model = {"llm": llm, "llm_model": llm_model, "llm_url": llm_url, "llm_timeout": llm_timeout, "strict": strict}
    if question is None:
        with reach(store, llm_key_file=llm_key_file, **model) as service:
            run_batch(str(batch), AskBody, lambda body: _asked(service, body, rewrite), narrowed)
        return
    body = read_body(AskBody, {"question": question, **narrowed})
    with reach(store, llm_key_file=llm_key_file, **model) as service:
        answer = _asked(service, body, rewrite)
        if json:
            print_json(answer)
        else:
            print_answer(answer)
            if "answer_id" in answer:
                print(f"\nSaved: `citewell answer {answer['answer_id']}` shows it again, and what has changed since.")
            print(f"\n{_age(service.articles(limit=0, offset=0))}")


def _asked(service: Service, body: AskBody, rewrite: bool) -> Json:
    """Answer a question. With `rewrite`, have the answer written again if sentences fail their check."""
    answer = service.ask(body)
    if not (rewrite and any(claim["verdict"] in FAILED for claim in answer["claims"])):
        return answer
    findings = [{name: claim[name] for name in ("text", "verdict", "reasons")} for claim in answer["claims"]]
    return service.ask(body.model_copy(update={"findings": tuple(FindingBody(**finding) for finding in findings)}))


def print_answer(answer: Json) -> None:
    """Print an answer for people, without the age of the articles."""
    if answer["standalone_question"] != answer["question"]:
        print(f"(understood as: {answer['standalone_question']})")
    if answer["status"] == "not_found":
        print("No answer found in these articles.")
    else:
        first = answer["claims"][0]["text"] if answer["claims"] else ""
        short = "" if answer["short_answer"] in ("", first, answer["answer"]) else f"{answer['short_answer']}\n\n"
        print(f"{short}{answer['answer']}")
    for claim in answer["claims"]:
        if claim["verdict"] in FAILED:
            print(f"{claim['verdict'].capitalize()}: “{claim['text']}” ({'; '.join(claim['reasons'])})")
    for notice in answer["notices"]:
        print(f"Note: {notice['text']}")
    if answer["related"]:
        print("\nRelated passages, which may help:")
    for citation in answer["citations"] or answer["related"]:
        print(f"\n[{citation['n']}] {_credit(citation)}\n    “{' '.join(citation['quote'].split())}”{_days(citation)}")
        if citation["url"]:
            print(f"    {citation['url']}")


def _credit(citation: Json) -> str:
    also = citation["also_in"]
    parts = [citation["title"], citation["source"], say_date(citation["published"])]
    return ", ".join(part for part in parts if part) + (f" (also in {', '.join(also)})" if also else "")


def _days(citation: Json) -> str:
    """Resolve the relative dates of a quote: " (Tuesday = 15 November 2022)"."""
    dates = ", ".join(f"{date['text']} = {say_date(date['date'])}" for date in citation["dates"])
    return f" ({dates})" if dates else ""


def _age(store: Json) -> str:
    """Say how many articles there are, and how old the newest is."""
    if not store["count"]:
        return "The store is empty: add articles with `citewell ingest FOLDER`."
    articles = f"{store['count']:,} article{'s' * (store['count'] != 1)}"
    if not store["newest"]:
        return f"{articles} in the store, none with a date."
    days = (datetime.now(UTC) - datetime.fromisoformat(store["newest"])).days
    age = "today" if days <= 0 else "1 day ago" if days == 1 else f"{days:,} days ago"
    return f"{articles} in the store; the newest is from {say_date(store['newest'])} ({age})."
