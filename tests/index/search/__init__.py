"""tests/index/search"""
