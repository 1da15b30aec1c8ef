"""Render conflicting values of a quantity side by side."""

from collections.abc import Mapping, Sequence

from rag.schema.answer import Conflict
from rag.schema.citation import Citation
from ui.messages.messages import Messages
from ui.page.answer.cards import mark
from ui.page.escape import escaped, isolated


def conflict_tables(
    words: Messages, answer: int, conflicts: Sequence[Conflict], citations: Mapping[int, Citation]
) -> str:
    """Render one table per quantity. The first value of each is the one in the answer.

    Args:
        words: Messages of the page's language.
        answer: Number of the answer on the page.
        conflicts: Values in the answer's order.
        citations: The answer's citations by number.
    """
    by_quantity: dict[str, list[Conflict]] = {}
    for conflict in conflicts:
        by_quantity.setdefault(conflict.quantity, []).append(conflict)
    return "".join(_table(words, answer, quantity, values, citations) for quantity, values in by_quantity.items())


def _table(
    words: Messages, answer: int, quantity: str, values: Sequence[Conflict], citations: Mapping[int, Citation]
) -> str:
    """Render a table without empty columns. Each cell repeats its column's name for phones, which show no header."""
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
    """Render a value and, below it, its relation to the answer's value."""
    marks = "".join(mark(words, answer, citations[n]) for n in value.citations if n in citations)
    texts = words.conflicts
    kinds = {"update": texts.updated, "scope": texts.of_something_else, "disagreement": texts.disagrees}
    css_class, relation = ("cw-leading", texts.leading) if leads else ("cw-stands", kinds[value.kind])
    return f'<bdi class="cw-value">{escaped(value.value)}</bdi> {marks}<span class="{css_class}">{relation}</span>'


def _cells(words: Messages, value: Conflict) -> dict[str, str]:
    """Return column name -> cell content as HTML."""
    texts = words.conflicts
    source = isolated(value.source or words.cards.unnamed)
    return {
        texts.scope: isolated(value.scope) if value.scope else "",
        texts.says: isolated(value.attribution) if value.attribution else "",
        texts.source: f'{source} <span class="cw-hands">{texts.independent(value.independent_sources)}</span>',
        texts.date: f'<span class="cw-when">{words.day(value.published) or words.cards.undated}</span>',
    }


def _row(value: str, cells: Sequence[tuple[str, str]], *, leads: bool) -> str:
    rest = "".join(
        f'<td><span class="cw-column">{name}</span>{cell}</td>' if cell else '<td class="cw-empty"></td>'
        for name, cell in cells
    )
    lead = ' class="cw-lead-row"' if leads else ""
    return f'<tr{lead}><th scope="row">{value}</th>{rest}</tr>'
