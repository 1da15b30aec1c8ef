"""Lists of words, as they are written in the files that use them."""


def word_set(text: str) -> frozenset[str]:
    """The words of `text`."""
    return frozenset(text.split())
