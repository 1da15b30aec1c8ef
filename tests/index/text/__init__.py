"""tests/index/text"""
