"""The values that reports give for one quantity, side by side."""

from collections.abc import Mapping, Sequence

from rag.schema.answer import Conflict
from rag.schema.citation import Citation
from ui.messages.messages import Messages
from ui.page.answer.cards import mark
from ui.page.escape import escaped, isolated


def conflict_tables(
    words: Messages, answer: int, conflicts: Sequence[Conflict], citations: Mapping[int, Citation]
) -> str:
    """A table for each quantity, in the order given: the first value is the one that the answer gives. `citations` are
    the answer's, by number."""
    quantities = dict.fromkeys(conflict.quantity for conflict in conflicts)
    return "".join(
        _table(words, answer, quantity, [one for one in conflicts if one.quantity == quantity], citations)
        for quantity in quantities
    )


def _table(
    words: Messages, answer: int, quantity: str, values: Sequence[Conflict], citations: Mapping[int, Citation]
) -> str:
    """Columns that would be empty are left out. Each cell names its column once more: on a phone there are none."""
    rows = [_cells(words, value) for value in values]
    shown = [name for name in rows[0] if any(row[name] for row in rows)]
    heads = "".join(f'<th scope="col">{name}</th>' for name in (words.conflicts.value, *shown))
    body = "".join(
        _row(
            _value(words, answer, value, citations, leads=number == 0),
            [(name, row[name]) for name in shown],
            leads=number == 0,
        )
        for number, (value, row) in enumerate(zip(values, rows, strict=True))
    )
    caption = words.conflicts.title(quantity=isolated(quantity))
    return (
        f'<div class="cw-conflict"><table><caption>{caption}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _value(words: Messages, answer: int, value: Conflict, citations: Mapping[int, Citation], *, leads: bool) -> str:
    """The value, and under it how it stands to the answer: a column of its own would leave the others no room."""
    marks = "".join(mark(words, answer, citations[n]) for n in value.citations if n in citations)
    said = words.conflicts
    kinds = {"update": said.updated, "scope": said.of_something_else, "disagreement": said.disagrees}
    how, stands = ("cw-leading", said.leading) if leads else ("cw-stands", kinds[value.kind])
    return f'<bdi class="cw-value">{escaped(value.value)}</bdi> {marks}<span class="{how}">{stands}</span>'


def _cells(words: Messages, value: Conflict) -> dict[str, str]:
    """Column -> what stands there, as HTML."""
    said = words.conflicts
    source = isolated(value.source or words.cards.unnamed)
    return {
        said.scope: isolated(value.scope) if value.scope else "",
        said.says: isolated(value.attribution) if value.attribution else "",
        said.source: f'{source} <span class="cw-hands">{said.independent(value.independent_sources)}</span>',
        said.date: f'<span class="cw-when">{words.day(value.published) or words.cards.undated}</span>',
    }


def _row(value: str, cells: Sequence[tuple[str, str]], *, leads: bool) -> str:
    rest = "".join(
        f'<td><span class="cw-column">{name}</span>{cell}</td>' if cell else '<td class="cw-empty"></td>'
        for name, cell in cells
    )
    lead = ' class="cw-lead-row"' if leads else ""
    return f'<tr{lead}><th scope="row">{value}</th>{rest}</tr>'
