"""Colonnade: articles, and under each one a discussion worth reading. The map is docs/house.md."""

__version__ = "0.1.0"
