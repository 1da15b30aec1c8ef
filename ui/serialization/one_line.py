"""JSON on one line."""

import json

from ui.serialization.serializers import Json

_ENDS = {ord(end): json.dumps(end)[1:-1] for end in "\x85\u2028\u2029"}
"""JSON allows these unescaped, but many clients end a line there: an article could then cut an event short."""


def one_line(data: Json) -> str:
    """Return the JSON of an event's `data`."""
    return json.dumps(data, ensure_ascii=False).translate(_ENDS)
