"""index/maintenance"""
