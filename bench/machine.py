"""Describe the machine that runs a benchmark."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("chromadb", "gradio", "llama-index-core", "onnxruntime", "openai", "tantivy", "tokenizers", "citewell")


def machine() -> dict[str, object]:
    """Return processor, cores, memory, system, Python and the versions of the main packages."""
    cpu = platform.processor()
    info = Path("/proc/cpuinfo")
    if info.exists():
        models = [
            line.split(":", 1)[1].strip() for line in info.read_text().splitlines() if line.startswith("model name")
        ]
        cpu = models[0] if models else cpu
    pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    return {
        "cpu": cpu,
        "cores": os.cpu_count(),
        "memory_gib": round(pages * size / 2**30, 1),
        "system": platform.platform(),
        "python": platform.python_version(),
        "versions": {name: version(name) for name in PACKAGES},
        "load_average": round(os.getloadavg()[0], 2),
    }
