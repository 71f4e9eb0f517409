"""Here live settings, addresses, and which event calls which handler.

May import: everything below it; only cli stands above.
"""
