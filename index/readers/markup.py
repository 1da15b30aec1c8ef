"""Turns HTML in a field into plain text, with a blank line between blocks."""

import re

_BLOCKS = frozenset({"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "figure", "table"})
_SKIPPED = frozenset({"script", "style"})


def plain_text(markup: str) -> str:
    """Return the text of an HTML fragment."""
    from lxml import html

    tree = html.fragment_fromstring(markup, create_parent="div")
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.tag in _SKIPPED:
            element.drop_tree()
        elif element.tag == "br":
            element.tail = "\n" + (element.tail or "")
        elif element.tag in _BLOCKS and element is not tree:
            element.text = "\n\n" + (element.text or "")
            element.tail = "\n\n" + (element.tail or "")
    return re.sub(r"\n{3,}", "\n\n", str(tree.text_content())).strip()
