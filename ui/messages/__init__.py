"""ui/messages"""
