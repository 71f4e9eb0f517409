"""Here live events kept with the write, and the worker that delivers them.

May import: kit.
"""
