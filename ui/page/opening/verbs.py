"""News verbs: past form and base form. Other verbs make no question."""

_REGULAR = (
    "announce approve arrest attack attract blame call cancel close collapse damage declare destroy discover evacuate "
    "fire injure intercept kill launch move open order postpone promise raise reach reject rescue resign sign wound"
)
_IRREGULAR = {
    "began": "begin",
    "bought": "buy",
    "built": "build",
    "carried": "carry",
    "cost": "cost",
    "cut": "cut",
    "died": "die",
    "drew": "draw",
    "fell": "fall",
    "found": "find",
    "hit": "hit",
    "left": "leave",
    "lost": "lose",
    "made": "make",
    "paid": "pay",
    "rose": "rise",
    "sank": "sink",
    "sold": "sell",
    "won": "win",
}
BASES = {f"{word.removesuffix('e')}ed": word for word in _REGULAR.split()} | _IRREGULAR
"""Past form -> base form."""
