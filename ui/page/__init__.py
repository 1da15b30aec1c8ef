"""The chat page, built with Gradio: one folder per part.

`layout.py` orders the views; `build.py` wires and mounts them.
May import `ui.mcp`, `ui.openai` and what stands below them.
"""
