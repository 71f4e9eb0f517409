"""Here live the readers' pages, forms and feeds.

May import: flows and below.
"""
