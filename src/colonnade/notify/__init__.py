"""Here live who is told what, and by which way.

May import: discussion and below.
"""
