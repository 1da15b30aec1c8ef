"""index/ingest"""
