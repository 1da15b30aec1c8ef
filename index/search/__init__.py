"""index/search"""
