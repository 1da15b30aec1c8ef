"""`citewell doctor`: examines a store and repairs it.

May import all of `index`.
"""

from index.maintenance.doctor import Finding, examine, fix

__all__ = ["Finding", "examine", "fix"]
