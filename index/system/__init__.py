"""Operating system: the store lock, full disks, wiping of allocated memory.

May import `index.errors`.
"""

from index.system.disk import when_full, written
from index.system.lock import StoreLock
from index.system.wiping import fill_allocated_memory

__all__ = ["StoreLock", "fill_allocated_memory", "when_full", "written"]
