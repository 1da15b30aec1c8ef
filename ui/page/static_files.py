"""The page's own files, as they are sent."""

from os import PathLike, stat_result
from typing import Any

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope


class StaticFolder(StaticFiles):
    """Static files that a browser asks after each time (a 304 is cheap): after an upgrade no page runs old scripts."""

    def file_response(
        self, full_path: str | PathLike[str], stat_result: stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """The file, to be revalidated at every use."""
        response: Any = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["Cache-Control"] = "no-cache"
        return response  # type: ignore[no-any-return]
