"""`citewell check`."""

import re
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from index.errors import UsageError
from index.readers.files import STANDARD_INPUT, File, read_text
from rag.reader.model import embedded_reader
from rag.verification.draft import check_against, check_statements
from ui.app.service import Service
from ui.app.settings import read_settings
from ui.cli.connect import reach
from ui.cli.options import (
    AsOfOption,
    BatchOption,
    JsonOption,
    SinceOption,
    SourceOption,
    StoreOption,
    UntilOption,
    narrowing,
)
from ui.cli.output import print_json, run_batch
from ui.cli.print_check import print_check
from ui.serialization.drafts import draft_json
from ui.serialization.requests import CheckBody, read_body
from ui.serialization.serializers import Json

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_NO_LINE_END = re.compile(r"[^\r\n]")


def check(
    file: Annotated[
        str | None, typer.Argument(metavar="FILE", help="The text to check: .txt or .md (- is standard input).")
    ] = None,
    source_text: Annotated[
        str | None,
        typer.Option("--source-text", metavar="FILE", help="Check against this text only; needs no store."),
    ] = None,
    as_of: AsOfOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    source: SourceOption = None,
    batch: BatchOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Check each sentence of a text against the articles, or against another text."""
    if (file is None) == (batch is None):
        raise UsageError("give a FILE (- is standard input), or --batch FILE.jsonl, and not both")
    if file == source_text == STANDARD_INPUT:
        raise UsageError("FILE and --source-text cannot both be standard input; name a file for one of them")
    narrowed = narrowing(as_of=as_of, since=since, until=until, sources=source)
    if source_text is not None:
        narrowed["source_text"] = _read(source_text)
    with _Checker(store) as checker:
        if file is None:
            run_batch(str(batch), CheckBody, checker.check, narrowed)
            return
        result = checker.check(read_body(CheckBody, {"text": _without_front_matter(_read(file)), **narrowed}))
    print_json(result) if json else print_check(result)


class _Checker(ExitStack):
    """Check texts: those with a source of their own in this process, others with a store opened when first needed."""

    def __init__(self, store: Path | None) -> None:
        super().__init__()
        self._folder = store
        self._service: Service | None = None
        self._names = read_settings(store=store).store_config().known_names()

    def check(self, body: CheckBody) -> Json:
        """Return the object that `citewell check --json` prints."""
        if body.source_text is not None:
            return draft_json(
                check_statements(check_against(embedded_reader(), body.source_text, body.text, self._names))
            )
        if self._service is None:
            self._service = self.enter_context(reach(self._folder))
        return self._service.check(body)


def _read(file: str) -> str:
    path = Path(file).expanduser()
    if file != STANDARD_INPUT and not path.is_file():
        raise UsageError(f"{file} is not a file; check the path")
    return read_text(File(path, file))


def _without_front_matter(text: str) -> str:
    """Replace the front matter by spaces, so that offsets in `text` remain those in the file."""
    return _FRONT_MATTER.sub(lambda match: _NO_LINE_END.sub(" ", match[0]), text)
