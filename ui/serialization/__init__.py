"""ui/serialization"""
