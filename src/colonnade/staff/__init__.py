"""Here live the moderators' and the owner's screens.

May import: flows and below.
"""
