"""tests/index/chunking"""
