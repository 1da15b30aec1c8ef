"""Serve the files of `ui/static/page`, one per part of the page, as one style sheet."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from ui.page.static_files import REVALIDATE

FIRST = ("colours", "buttons")
"""Files that the others build on, in this order; the order of the others does not matter."""


def page_styles(folder: Path) -> Callable[[Request], Response]:
    """Return a route that sends the joined files of `folder`, or a 304 to a browser that has them."""
    others = sorted(file for file in folder.glob("*.css") if file.stem not in FIRST)
    files = [*(folder / f"{name}.css" for name in FIRST), *others]
    joined = "\n".join(file.read_text(encoding="utf-8") for file in files)
    headers = {**REVALIDATE, "ETag": f'"{sha256(joined.encode()).hexdigest()[:32]}"'}

    def styles(request: Request) -> Response:
        if request.headers.get("if-none-match", "").removeprefix("W/") == headers["ETag"]:
            return Response(status_code=304, headers=headers)
        return Response(joined, media_type="text/css", headers=headers)

    return styles
