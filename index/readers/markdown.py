"""Markdown files: one article each."""

from collections.abc import Iterator, Mapping

from index.article import Article
from index.readers.document import read_document
from index.readers.files import File
from index.readers.source_reader import SourceReader


def read_markdown(file: File, named: Mapping[str, str]) -> Iterator[Article]:
    """Yield the article of a Markdown file. Raises SourceError as `read_document` does."""
    yield read_document(file, named, _title_and_text)


def _title_and_text(body: str) -> tuple[str, str]:
    """Return (first heading of level one, the rest as plain text: a blank line between blocks, links as their words).

    The heading counts as the title only if it opens the body.
    """
    from markdown_it import MarkdownIt

    title, blocks, in_title = "", list[str](), False
    for token in MarkdownIt("commonmark").parse(body):
        if token.type == "heading_open":
            in_title = token.tag == "h1" and not title and not blocks
        elif token.type == "inline":
            text = "".join(_text(child.type, child.content) for child in token.children or ())
            if in_title:
                title, in_title = text, False
            else:
                blocks.append(text)
        elif token.type in ("fence", "code_block"):
            blocks.append(token.content)
    return title, "\n\n".join(blocks)


def _text(token_type: str, content: str) -> str:
    if token_type in ("text", "code_inline"):
        return content
    return " " if token_type in ("softbreak", "hardbreak") else ""


def _opens_front_matter(text: str) -> bool:
    return text.lstrip().partition("\n")[0].rstrip() == "---"


READER = SourceReader(
    name="Markdown",
    suffixes=(".md", ".markdown"),
    label="one article in Markdown, read as plain text; a heading that opens it is its title",
    read=read_markdown,
    media_types=("text/markdown", "text/x-markdown"),
    recognize=_opens_front_matter,
)
