"""index/chunking"""
