"""Here live accounts, roles, names, guests and their private keys.

May import: sites and below.
"""
