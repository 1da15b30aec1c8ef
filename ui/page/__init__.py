"""The chat page, made with Gradio."""
