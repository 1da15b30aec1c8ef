"""index/aliases"""
