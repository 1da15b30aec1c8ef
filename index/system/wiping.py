"""Wipes memory that another library writes to disk uninitialized, so that no earlier content reaches a file."""

import ctypes
import sys
from functools import cache

_PERTURB = -6
"""`M_PERTURB` of glibc's mallopt(3): fill memory when it is allocated, and again when it is freed."""
_FILL = 0xA5
"""Any byte but 0, which would switch filling off."""


@cache
def fill_allocated_memory() -> bool:
    """Make the C library fill memory whenever it allocates some. Return whether it can: glibc can.

    Chroma's index reserves memory for future records and writes it to its files uninitialized. Words of articles could
    survive a takedown there. (Seen with Chroma 1.5.9: in 5 of 300 takedowns under load, a word in `data_level0.bin` or
    `length.bin`.)
    """
    if not sys.platform.startswith("linux"):
        return False
    adjust = getattr(ctypes.CDLL(None), "mallopt", None)
    return bool(adjust and adjust(_PERTURB, _FILL))
