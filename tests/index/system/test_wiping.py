"""Memory from the C library holds no earlier data of the process."""

import ctypes
from platform import libc_ver

from index.system.wiping import fill_allocated_memory

SECRET = b"Quillfeather lives at Larkspur Cottage. " * 100


def test_memory_that_was_given_back_is_filled_before_it_is_handed_out() -> None:
    library = ctypes.CDLL(None)
    library.malloc.restype = ctypes.c_void_p
    library.free.argtypes = [ctypes.c_void_p]
    filled = fill_allocated_memory()
    assert filled == (libc_ver()[0] == "glibc"), "no other library can be told so (docs/store.md)"
    for size in (len(SECRET), len(SECRET) // 2, 10 * len(SECRET)):
        at = library.malloc(len(SECRET))
        ctypes.memmove(at, SECRET, len(SECRET))
        library.free(at)
        new = library.malloc(size)
        assert not filled or b"Larkspur" not in ctypes.string_at(new, size)
        library.free(new)
