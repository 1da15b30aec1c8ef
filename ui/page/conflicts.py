"""The values that reports give for one quantity, side by side."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from rag.answer_shape import Conflict
from rag.claim import Citation
from ui.page import messages
from ui.page.cards import mark
from ui.page.dates import day
from ui.page.escape import escaped

_KINDS = {"update": messages.UPDATE, "scope": messages.SCOPE, "disagreement": messages.DISAGREEMENT}


def conflict_tables(answer: int, conflicts: Sequence[Conflict], citations: Mapping[int, Citation]) -> str:
    """A table for each quantity; `citations` are the answer's, by number."""
    ordered = sorted(conflicts, key=lambda conflict: conflict.quantity)
    return "".join(
        _table(answer, quantity, tuple(values), citations)
        for quantity, values in groupby(ordered, key=lambda conflict: conflict.quantity)
    )


def _table(answer: int, quantity: str, values: Sequence[Conflict], citations: Mapping[int, Citation]) -> str:
    kinds = "; ".join(dict.fromkeys(_KINDS[value.kind] for value in values))
    caption = f"{messages.CONFLICTS}: {escaped(quantity)} ({kinds})"
    names = (messages.VALUE, messages.SOURCE, messages.DATE, messages.SAYS)
    heads = "".join(f'<th scope="col">{name}</th>' for name in names)
    rows = "".join(_row(answer, value, citations) for value in values)
    return (
        f'<div class="cw-conflict"><table><caption>{caption}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(answer: int, value: Conflict, citations: Mapping[int, Citation]) -> str:
    marks = "".join(mark(answer, citations[n]) for n in value.citations if n in citations)
    cells = (value.source or messages.UNNAMED, day(value.published) or messages.UNDATED, value.attribution)
    rest = "".join(f"<td>{escaped(cell)}</td>" for cell in cells)
    return f'<tr><th scope="row">{escaped(value.value)} {marks}</th>{rest}</tr>'
