"""Here live finished pages, answered from memory; the rest goes on to Django.

May import: kit. No framework.
"""
