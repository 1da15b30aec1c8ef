"""tests/index/catalogue"""
