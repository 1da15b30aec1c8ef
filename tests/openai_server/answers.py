"""Sensible answers, by rule, to the prompts of `prompts/` when nothing is scripted."""

import re
from collections.abc import Mapping
from typing import Any

from tests.openai_server.scripts import Script

_PASSAGE = re.compile(r"<passage n=\"(\d+)\"[^>]*>\n(.*?)\n</passage>", re.DOTALL)
_SENTENCE = re.compile(r".+?[.!?](?=\s|$)", re.DOTALL)
_ASKED = re.compile(r"^Last (?:question|message): (.*)$", re.MULTILINE)


def sensible(body: Mapping[str, Any]) -> Script:
    """Return the first sentence of the first passage, cited; the question itself for a condense prompt."""
    said = "\n".join(str(message.get("content") or "") for message in body["messages"])
    if passages := _PASSAGE.findall(said):
        n, text = passages[0]
        sentence = _SENTENCE.match(text)
        return Script(f"{' '.join((sentence[0] if sentence else text).split())} [{n}]")
    if asked := _ASKED.search(said):
        return Script(asked[1])
    return Script("Ready.")
