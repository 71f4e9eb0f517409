"""Plain text captures of pages with comments: what Drupal and WordPress showed, without markup."""

from colonnade.transfer.readers.capture.reading import is_capture, read

__all__ = ["is_capture", "read"]
