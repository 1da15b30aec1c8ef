"""The package itself: light to import, typed, and true to the JSON contracts."""

import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder
from pydantic import BaseModel

import citewell
import index.errors
from ui.api import schema, schema_store

ROOT = Path(__file__).parents[2]


def test_importing_it_loads_no_library() -> None:
    script = "import sys, citewell; print({'pydantic', 'httpx', 'numpy', 'typer', 'ui'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_every_public_name_is_there() -> None:
    assert all(getattr(citewell, name) is not None for name in citewell.__all__)
    assert dir(citewell) == sorted(citewell.__all__)
    assert citewell.__version__ == metadata.version("citewell")
    assert not hasattr(citewell, "answer")


def test_errors_are_those_of_the_program() -> None:
    for name in citewell.__all__:
        if name.endswith("Error"):
            assert getattr(citewell, name) is getattr(index.errors, name)
            assert issubclass(getattr(citewell, name), citewell.CitewellError)


@pytest.mark.parametrize(("result", "contract"), [
    (citewell.Answer, schema.Answer),
    (citewell.Claim, schema.Claim),
    (citewell.Citation, schema.Citation),
    (citewell.Conflict, schema.Conflict),
    (citewell.Notice, schema.Notice),
    (citewell.Window, schema.Window),
    (citewell.Narrowed, schema.Sought),
    (citewell.Hit, schema.Hit),
    (citewell.CheckedText, schema.DraftCheck),
    (citewell.CheckedClaim, schema.DraftClaim),
    (citewell.IngestReport, schema_store.Ingested),
    (citewell.RemoveReport, schema_store.Removed),
    (citewell.ArticleHead, schema_store.ArticleListed),
    (citewell.Version, schema_store.Version),
])  # fmt: skip
def test_results_have_the_fields_of_the_contract(result: type[BaseModel], contract: type[BaseModel]) -> None:
    assert fields(result) == fields(contract)


def fields(model: type[BaseModel]) -> set[str]:
    """Names of the JSON object's members."""
    return {field.alias or name for name, field in model.model_fields.items()}


def test_fields_of_a_newer_server_are_kept() -> None:
    hit = {"article_id": "a", "passage_id": "p1", "score": 1.0, "start": 0, "end": 1, "text": "x", "mood": "calm"}
    assert citewell.Hit.model_validate(hit).model_dump() == hit


def test_the_wheel_has_the_package_and_says_that_it_is_typed() -> None:
    builder = WheelBuilder(str(ROOT))
    files = {file.distribution_path for file in builder.recurse_included_files()}
    packages = ("citewell", "index", "prompts", "rag", "ui")
    assert {"citewell/__init__.py", *(f"{package}/py.typed" for package in packages)} <= files
