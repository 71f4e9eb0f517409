"""WordPress exports (WXR 1.0 to 1.2 and their odd relatives), read as a stream."""

from colonnade.transfer.readers.wordpress.reading import read

__all__ = ["read"]
