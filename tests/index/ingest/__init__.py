"""tests/index/ingest"""
