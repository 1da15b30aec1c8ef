"""What touches the machine: the store lock, full disks, wiping of allocated memory, installed versions.

May import `index.errors`.
"""

from index.system.disk import when_full, written
from index.system.lock import StoreLock
from index.system.versions import installed, own_version
from index.system.wiping import fill_allocated_memory

__all__ = ["StoreLock", "fill_allocated_memory", "installed", "own_version", "when_full", "written"]
