"""Memory of this process that another library writes to disk: it must hold nothing of what stood there before."""

import ctypes
import sys
from functools import cache

_PERTURB = -6
"""`M_PERTURB` of glibc's mallopt(3): memory is filled when it is handed out, and again when it is given back."""
_FILL = 0xA5


@cache
def wipe_what_is_handed_out() -> bool:
    """From now on let the C library fill memory before it hands it out. Returns whether it can (glibc can).

    Chroma's index sets room aside for records to come, and writes that room to its files as it found it: words of
    articles, with whatever else the process has held, would stand there after a takedown. (Seen with Chroma 1.5.9: in 5
    of 300 takedowns under load, a word in `data_level0.bin` or `length.bin`.)
    """
    if not sys.platform.startswith("linux"):
        return False
    adjust = getattr(ctypes.CDLL(None), "mallopt", None)
    return bool(adjust and adjust(_PERTURB, _FILL))
