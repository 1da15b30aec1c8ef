"""tests/index/dedup"""
