"""tests/index/aliases"""
