"""`citewell doctor`: examines a store and repairs it.

May import all of `index`.
"""

from index.maintenance.doctor import Finding, examine, fix
from index.system.versions import installed, own_version

__all__ = ["Finding", "examine", "fix", "installed", "own_version"]
