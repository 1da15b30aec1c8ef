"""tests/index/system"""
