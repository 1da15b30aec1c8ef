"""What a paper says of its own mistakes."""

import re

SELF_CORRECTION = re.compile(
    r"^correction\b|"
    r"\b(?:article|report|story|version)\b.{0,60}\b(?:we|this newspaper)\b.{0,40}"
    r"\b(?:wrote|gave|said|reported|published)\b|"
    r"\bwe (?:wrote|said|reported) that\b|\bgave a wrong\b|\bit said that\b.{0,80}\bthe number was\b",
    re.IGNORECASE,
)
"""A sentence in which a paper takes back what it wrote."""
