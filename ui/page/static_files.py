"""The page's own files, as they are sent."""

import json
from os import PathLike, stat_result
from typing import Any

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from ui.page import messages


class StaticFolder(StaticFiles):
    """Static files that a browser asks after each time (a 304 is cheap): after an upgrade no page runs old scripts."""

    def file_response(
        self, full_path: str | PathLike[str], stat_result: stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """The file, to be revalidated at every use."""
        response: Any = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["Cache-Control"] = "no-cache"
        return response  # type: ignore[no-any-return]


def words_script() -> Response:
    """What the page's scripts say, as a module of theirs."""
    words = json.dumps(dict(messages.SCRIPT), ensure_ascii=False)
    return Response(f"export default {words};\n", media_type="text/javascript", headers={"Cache-Control": "no-cache"})
