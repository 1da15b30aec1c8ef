"""Word lists for making examples."""

from rag.language.word_lists import word_list


def _listed(words: str) -> tuple[str, ...]:
    return tuple(words.split())


OPPOSITES = tuple((pair.split("/")[0], pair.split("/")[1]) for pair in word_list("opposites"))
"""Pairs of words of opposite meaning."""

MONTHS = _listed("January February March April May June July August September October November December")
WEEKDAYS = _listed("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
NUMBER_WORDS = _listed(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
)
ORDINALS = _listed("first second third fourth fifth sixth seventh eighth ninth tenth")
SAYING = _listed("said says told added claimed stated wrote announced argued warned insisted explained noted suggested")
STOP_NAMES = _listed(
    "A After All Also Although An And As At Before Both But By During Each Even For From He Her Here His "
    "How However I If In It Its Just Many Most My No Not Now Of On One Only Or Other Our She Since So "
    "Some Such That The Their Then There These They This Those To We What When Where Which While Who Why "
    "With Yes You Your"
)
"""Capitalised words that are not names."""

INVENTED = (
    ", for the third time since {year}",
    ", which had cost {number} million dollars",
    " after {number} days of talks",
    ", although {name} had advised against it",
    " in front of {number} witnesses",
    ", as {name} had predicted in {year}",
    ", {number} percent more than a year earlier",
    " because of a shortage of {thing}",
    ", and {name} paid for it",
    " together with {name}",
    ", despite heavy {thing}",
    " at the request of {name}",
)
"""Clauses to end a sentence with, which no passage states."""
THINGS = _listed("water steel rain fuel staff paper bread snow criticism smoke traffic salt timber debt")

BOILERPLATE = (
    "Advertisement",
    "Read more below.",
    "Photo: file picture",
    "Share this article",
    "Sign up to our newsletter",
    "Story continues below advertisement",
    "Copyright, all rights reserved.",
    "By a staff writer",
    "Related: more from this section",
    "Image caption",
    "Updated on our site",
    "Click here to subscribe",
)
"""Boilerplate around an article on its page."""

POLITE = ("please tell me {question}", "can you tell me {question}", "i want to know {question}", "{question} please")
"""Forms that people type around a question."""
