"""Lists of words, as they are written in the files that use them."""


def words(text: str) -> frozenset[str]:
    """The words of `text`."""
    return frozenset(text.split())
