"""Pages saved from a browser as HTML: an article and the comments under it."""

from colonnade.transfer.readers.saved.reading import read

__all__ = ["read"]
