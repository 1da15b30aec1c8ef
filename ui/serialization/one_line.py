"""JSON on one line, whoever reads it."""

import json

from ui.serialization.serializers import Json

_ENDS = {ord(end): json.dumps(end)[1:-1] for end in "\x85\u2028\u2029"}
"""JSON lets them stand as they are, and many clients end a line at them: an article could then cut an event short."""


def one_line(data: Json) -> str:
    """The JSON of an event's `data`."""
    return json.dumps(data, ensure_ascii=False).translate(_ENDS)
