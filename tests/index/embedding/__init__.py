"""tests/index/embedding"""
