"""Here live plain tools that never say comment, article, vote or person.

May import: the standard library and small libraries, never Django.
"""
