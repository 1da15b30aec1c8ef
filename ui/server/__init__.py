"""ui/server"""
