"""Here live one index of what readers may see.

May import: discussion and below.
"""
