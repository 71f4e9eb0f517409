"""Here live threads, comments, revisions, their order and their looks.

May import: people and below.
"""
