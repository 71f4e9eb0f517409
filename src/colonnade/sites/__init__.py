"""Here live the sites this server speaks for, and their settings.

May import: outbox, kit.
"""
