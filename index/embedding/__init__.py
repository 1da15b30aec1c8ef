"""index/embedding"""
