"""index/catalogue"""
