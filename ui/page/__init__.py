"""The chat page, made with Gradio: one folder for each part.

`layout.py` orders the views, `build.py` wires and mounts them.
May import `ui.mcp`, `ui.openai` and what stands below them.
"""
