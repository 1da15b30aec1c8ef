"""What the C library hands out holds nothing of what the process had there before."""

import ctypes
import sys

import pytest

from index.memory import wipe_what_is_handed_out

SECRET = b"Quillfeather lives at Larkspur Cottage. " * 100


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="glibc alone can be told so (docs/store.md says it)")
def test_memory_that_was_given_back_is_filled_before_it_is_handed_out() -> None:
    library = ctypes.CDLL(None)
    library.malloc.restype = ctypes.c_void_p
    library.free.argtypes = [ctypes.c_void_p]
    assert wipe_what_is_handed_out()
    for size in (len(SECRET), len(SECRET) // 2, 10 * len(SECRET)):
        at = library.malloc(len(SECRET))
        ctypes.memmove(at, SECRET, len(SECRET))
        library.free(at)
        new = library.malloc(size)
        assert b"Larkspur" not in ctypes.string_at(new, size)
        library.free(new)
