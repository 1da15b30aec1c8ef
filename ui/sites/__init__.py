"""ui/sites"""
