"""The page's style sheet: the files of `ui/static/page`, each a part of the page, sent as one."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from ui.page.static_files import ASKED_AFTER

FIRST = ("colours", "buttons")
"""What the other files build on, in this order; that of the others says nothing."""


def page_styles(folder: Path) -> Callable[[Request], Response]:
    """The route that sends the files of `folder` as one, or a 304 to a browser that has them."""
    others = sorted(file for file in folder.glob("*.css") if file.stem not in FIRST)
    files = [*(folder / f"{name}.css" for name in FIRST), *others]
    joined = "\n".join(file.read_text(encoding="utf-8") for file in files)
    headers = {**ASKED_AFTER, "ETag": f'"{sha256(joined.encode()).hexdigest()[:32]}"'}

    def styles(request: Request) -> Response:
        if request.headers.get("if-none-match", "").removeprefix("W/") == headers["ETag"]:
            return Response(status_code=304, headers=headers)
        return Response(joined, media_type="text/css", headers=headers)

    return styles
