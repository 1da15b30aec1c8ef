"""ui/limits"""
