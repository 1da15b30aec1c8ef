"""Rules that find violations: one file for each kind.

`registry.py` lists them all; a new rule is a new file and one line there.
May import `rag.verification` and what stands below it.
"""

from rag.verification.rules.dates import days_in
from rag.verification.rules.registry import violations_of

__all__ = ["days_in", "violations_of"]
