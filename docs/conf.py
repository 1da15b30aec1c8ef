"""Settings of the docs site: `make docs` builds it from the repository's own Markdown files."""

from sphinx.application import Sphinx

project = "Citewell"
extensions = ["myst_parser"]
root_doc = "README"
include_patterns = ["*.md", "docs/**.md", "**/README.md"]
exclude_patterns = [".*", "**/node_modules", ".github", "findings", "prompts"]

myst_heading_anchors = 4  # Links such as `api.md#errors` are checked too, as GitHub names headings.

html_theme = "pydata_sphinx_theme"
html_title = "Citewell"
templates_path = ["templates"]
html_additional_pages = {"index": "start.html"}  # The site opens with README.html.
html_copy_source = False
html_show_copyright = False
html_sidebars = {"**": ["pages.html"]}
html_theme_options = {
    "navbar_center": [],
    "primary_sidebar_end": [],
    "footer_start": [],
    "footer_end": [],
    "show_toc_level": 2,
}

RECORDS = "docs/decisions/README"
CONTENTS = {  # A page that stands in no group fails the build.
    "Ask": ["docs/answers", "docs/check", "docs/conversations", "docs/names", "docs/languages", "docs/access"],
    "Collect": ["docs/articles", "docs/store"],
    "Run": [
        *["docs/settings", "docs/operating", "docs/accounts", "docs/language-models", "docs/widget"],
        *["docs/container", "docs/reverse-proxy", "docs/backup", "docs/upgrade"],
    ],
    "Program": ["docs/commands", "docs/api", "docs/mcp"],
    "Understand": ["docs/architecture", "docs/figures", RECORDS],
    "Take part": ["CONTRIBUTING", "CODE_OF_CONDUCT", "SECURITY", "CHANGELOG"],
    "Parts": ["examples/**/README", "rag/**/README", "training/README", "ui/**/README"],
}


def toctree(pages: list[str], caption: str = "") -> str:
    """Return a hidden table of contents, in MyST's markup."""
    entries = "\n".join(f"/{page}" for page in pages)
    named = f":caption: {caption}\n" if caption else ""
    return f"\n\n```{{toctree}}\n{named}:glob:\n:hidden:\n\n{entries}\n```\n"


def add_contents(app: Sphinx, page: str, source: list[str]) -> None:
    """Append contents to two pages, so that the Markdown itself needs no markup of the generator.

    Args:
        app: The running Sphinx.
        page: Path of the page, without its ending.
        source: The page's Markdown, as the only item; changed in place.
    """
    if page == root_doc:
        source[0] += "".join(toctree(pages, name) for name, pages in CONTENTS.items())
    elif page == RECORDS:
        source[0] += toctree(["docs/decisions/0*"])


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the hook; return what Sphinx asks of an extension."""
    app.connect("source-read", add_contents)
    return {"parallel_read_safe": True}
