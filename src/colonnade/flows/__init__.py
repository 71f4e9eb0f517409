"""Here live one verb per file, for acts that touch more than one room.

May import: all rooms.
"""
