"""Show that two commits answer alike: record every response of one, then of the other, and compare.

    python -m bench.behaviour record --cw OLD/.venv/bin/citewell --out old.jsonl
    python -m bench.behaviour record --cw NEW/.venv/bin/citewell --out new.jsonl
    python -m bench.behaviour compare old.jsonl new.jsonl

It drives the `citewell` command alone, so it can record any commit. It imports nothing of the code it measures.
"""
