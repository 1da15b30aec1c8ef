"""index/system"""
