"""The server: the ASGI application with all its middleware, and `citewell serve`.

May import all of `ui` but `ui.cli`.
"""
