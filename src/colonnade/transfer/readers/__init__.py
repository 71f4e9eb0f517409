"""Readers of formats, each loaded when it is called for: see `records.Reader`."""

from importlib import import_module

from colonnade.kit.refusals import Kind, Refusal
from colonnade.transfer.formats import FORMATS
from colonnade.transfer.records import Reader

# The module of each format; its `read` is the reader.
READERS = {name: f"colonnade.transfer.readers.{name}" for name in FORMATS}


def reader_of(name: str) -> Reader:
    """Return the reader of a format; raises Refusal format_unknown."""
    if name not in READERS:
        known = ", ".join(sorted(READERS))
        raise Refusal("format_unknown", Kind.INVALID, name=name, known=known)
    read: Reader = import_module(READERS[name]).read
    return read
