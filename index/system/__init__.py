"""What touches the machine: locks, full disks, wiping of freed memory, versions of installed packages.

May import `index.errors`.
"""

from index.system.disk import when_full, written
from index.system.lock import StoreLock
from index.system.versions import installed, own_version
from index.system.wiping import wipe_what_is_handed_out

__all__ = ["StoreLock", "installed", "own_version", "when_full", "wipe_what_is_handed_out", "written"]
