"""tests/index/maintenance"""
