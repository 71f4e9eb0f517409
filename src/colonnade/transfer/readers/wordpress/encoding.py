"""The encoding of a file: what its first line says, and the bytes as expat can take them."""

import codecs
import re

from colonnade.transfer.readers.wordpress.unreadable import unreadable

_DECLARED = re.compile(rb"""<\?xml\s[^<>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
_LINE = re.compile(rb"\r\n|\r|\n")

# What expat reads by itself, by Python's name for it.
_NATIVE = {"utf-8": "UTF-8", "ascii": "US-ASCII", "iso8859-1": "ISO-8859-1"}
# What old blogs were written in; put into UTF-8 on the way.
_OLD = re.compile(
    r"iso8859-\d+|cp(125\d|866|874|932|949|950)|koi8-[ru]|gb2312|gbk|gb18030|big5(hkscs)?"
    r"|shift_jis|euc_(jp|kr)|tis-620|iso2022_jp|mac-\w+"
)


class Encoding:
    """How the bytes of a file are turned into what expat is fed."""

    def __init__(self, head: bytes) -> None:
        self.name = "UTF-8"
        # What expat is told; None where it finds out by the first bytes.
        self.told: str | None = None
        self._decoder: codecs.IncrementalDecoder | None = None
        self._lines = 0
        found = _DECLARED.match(head.removeprefix(codecs.BOM_UTF8))
        if found and not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            self._declared(found[1].decode(), marked=head.startswith(codecs.BOM_UTF8))

    def _declared(self, name: str, *, marked: bool) -> None:
        try:
            known = codecs.lookup(name).name
        except LookupError:
            raise unreadable("encoding_unknown", 1, name=name) from None
        self.name = name
        # These letters were read as single bytes, so the file is in no encoding of wide ones.
        if known.startswith(("utf-16", "utf-32")) or (marked and known != "utf-8"):
            raise unreadable("encoding_wrong", 1)
        if known in _NATIVE:
            self.told = _NATIVE[known]
        elif _OLD.fullmatch(known):
            self.told = "UTF-8"
            self._decoder = codecs.getincrementaldecoder(known)()
        else:
            raise unreadable("encoding_unknown", 1, name=name)

    def feed(self, block: bytes) -> bytes:
        """Return a block as expat takes it; b"" is the end. Raises Refusal import_unreadable."""
        if self._decoder is None:
            return block
        try:
            text = self._decoder.decode(block, final=not block)
        except UnicodeDecodeError as error:
            before = _LINE.split(error.object[: error.start])
            raise unreadable(
                "byte",
                self._lines + len(before),
                byte=f"0x{error.object[error.start]:02X}",
                column=len(before[-1]) + 1,
                encoding=self.name,
            ) from None
        self._lines += len(_LINE.findall(block))
        return text.encode()
