"""Here live the versioned JSON interface.

May import: flows and below.
"""
