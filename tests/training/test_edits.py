"""A single edit changes one thing of the requested kind and nothing else."""

import random

import numpy as np
import pytest

from training.edits import Editor, Kind, names_in
from training.neighbours import Neighbours

TEXT = "On Tuesday Mayor Anna Pell said that 41 ferries were moved to Port Tolland, and Rufus Oak had not agreed."
PASSAGE = f"{TEXT} The harbour of Wexmoor was closed for 17 days after Clara Finch had asked for it in March."


class Words:
    """A vocabulary of four words, the first two near each other."""

    def get_vocab(self) -> dict[str, int]:
        return {"ferries": 0, "lorries": 1, "harbour": 2, "agreed": 3}


def editor(seed: int) -> Editor:
    table = np.array([[1, 0, 0.1], [1, 0, 0], [0, 1, 0], [0, 0, 1]], np.float32)
    return Editor(random.Random(seed), Neighbours(Words(), table), ["Gideon Marsh"])


@pytest.mark.parametrize(
    ("kind", "changed"),
    [
        ("number", {"41"}),
        ("date", {"Tuesday"}),
        ("name", {"Mayor Anna Pell", "Port Tolland", "Rufus Oak"}),
        ("attribution", {"Mayor Anna Pell"}),
        ("neighbour", {"ferries"}),
        ("negation", {"not ", "were", "had"}),
        ("invented", {""}),
    ],
)
def test_one_thing_is_changed(kind: Kind, changed: set[str]) -> None:
    for seed in range(12):
        edit = editor(seed).edit(TEXT, PASSAGE, [kind])
        assert edit is not None
        assert edit.kind == kind
        assert edit.text != TEXT
        assert edit.old in changed
        assert edit.text.startswith(TEXT[: edit.start].rstrip())


def test_roles_change_places() -> None:
    edit = editor(3).edit("Anna Pell met Rufus Oak.", "", ["roles"])
    assert edit is not None
    assert edit.text == "Rufus Oak met Anna Pell."


def test_what_cannot_be_edited_is_left() -> None:
    assert editor(1).edit("nothing here to change", "", ["number", "date", "name", "roles"]) is None


def test_a_name_comes_from_the_same_passage_or_from_the_list() -> None:
    found = {edit.new for seed in range(40) if (edit := editor(seed).edit("They saw Rufus Oak.", PASSAGE, ["name"]))}
    assert {"Clara Finch", "Gideon Marsh"} <= found
    assert not any("Rufus" in name for name in found)


def test_names_are_runs_of_capitals() -> None:
    found = [match[0] for match in names_in("However, it rained. Anna Pell went to the Port of Tolland. She left.")]
    assert found == ["Anna Pell", "Port of Tolland"]
