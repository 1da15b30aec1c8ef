"""ui/auth"""
