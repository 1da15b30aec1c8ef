"""ui/observability"""
