"""The values that reports give for one quantity, side by side."""

from collections.abc import Mapping, Sequence

from rag.answer_shape import Conflict
from rag.claim import Citation
from ui.page import messages
from ui.page.cards import mark
from ui.page.dates import day
from ui.page.escape import escaped


def conflict_tables(answer: int, conflicts: Sequence[Conflict], citations: Mapping[int, Citation]) -> str:
    """A table for each quantity, in the order given: the first value is the one that the answer gives. `citations` are
    the answer's, by number."""
    quantities = dict.fromkeys(conflict.quantity for conflict in conflicts)
    return "".join(
        _table(answer, quantity, [one for one in conflicts if one.quantity == quantity], citations)
        for quantity in quantities
    )


def _table(answer: int, quantity: str, values: Sequence[Conflict], citations: Mapping[int, Citation]) -> str:
    """Columns that would be empty are left out. Each cell names its column once more: on a phone there are none."""
    rows = [_cells(value, leads=number == 0) for number, value in enumerate(values)]
    shown = [name for name in rows[0] if any(row[name] for row in rows)]
    heads = "".join(f'<th scope="col">{name}</th>' for name in (messages.VALUE, *shown))
    body = "".join(
        _row(
            _value(answer, value, citations, leads=number == 0),
            [(name, row[name]) for name in shown],
            leads=number == 0,
        )
        for number, (value, row) in enumerate(zip(values, rows, strict=True))
    )
    return (
        f'<div class="cw-conflict"><table><caption>{messages.CONFLICTS}: {escaped(quantity)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _value(answer: int, value: Conflict, citations: Mapping[int, Citation], *, leads: bool) -> str:
    marks = "".join(mark(answer, citations[n]) for n in value.citations if n in citations)
    badge = f'<span class="cw-leading">{messages.LEADING}</span>' if leads else ""
    return f'<span class="cw-value">{escaped(value.value)}</span> {marks}{badge}'


def _cells(value: Conflict, *, leads: bool) -> dict[str, str]:
    """Column -> what stands there, as HTML."""
    source = escaped(value.source or messages.UNNAMED)
    return {
        messages.SCOPE: escaped(value.scope),
        messages.SAYS: escaped(value.attribution),
        messages.SOURCE: f'{source} <span class="cw-hands">{messages.independently(value.independent_sources)}</span>',
        messages.DATE: f'<span class="cw-when">{escaped(day(value.published) or messages.UNDATED)}</span>',
        messages.STANDS: "" if leads else messages.KINDS[value.kind],
    }


def _row(value: str, cells: Sequence[tuple[str, str]], *, leads: bool) -> str:
    rest = "".join(
        f'<td><span class="cw-column">{name}</span>{cell}</td>' if cell else '<td class="cw-empty"></td>'
        for name, cell in cells
    )
    lead = ' class="cw-lead-row"' if leads else ""
    return f'<tr{lead}><th scope="row">{value}</th>{rest}</tr>'
