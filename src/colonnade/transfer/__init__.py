"""Other systems' content: readers of their formats, the ledger, and what brings it in or undoes it.

May import the flows and all rooms below them; the doors above may ask it.
"""
