"""The single-byte encodings in which UTF-8 is most often misread.

Bytes that an encoding leaves undefined are taken for the control of that number, as browsers do
(WHATWG Encoding Standard, "index windows-125x").
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Misreading:
    """UTF-8 taken for the encoding `name`."""

    name: str
    bytes_of: dict[str, int]
    signs: dict[int, str]
    runs: "re.Pattern[str]"
    single: "re.Pattern[str]"
    pair: "re.Pattern[str]"
    firsts: frozenset[str]
    follow: frozenset[str]
    # Where lead bytes are no letters: those that stand before a letter in nobody's writing.
    leads: frozenset[str]

    def may_stand(self, signs: set[str], text: str) -> bool:
        """Tell whether a text of these signs can hold such a run: cheap, and mostly false."""
        return not (
            signs.isdisjoint(self.firsts)
            or signs.isdisjoint(self.follow)
            or not self.pair.search(text)
        )

    def read(self, run: str) -> str | None:
        """Return what the run was, or None where it is not UTF-8."""
        try:
            text = bytes(self.bytes_of[sign] for sign in run).decode()
        except UnicodeDecodeError:
            return None
        return text if self.spell(text) == run else None

    def spell(self, text: str) -> str:
        """Return `text` as it looks when its UTF-8 is misread: the proof that `read` was right."""
        return "".join(self.signs.get(byte, "") for byte in text.encode())


def _misreading(name: str, leads: str = "") -> Misreading:
    signs = [_sign(name, byte) for byte in range(0x80, 0x100)]
    follow = _one_of(signs[:0x40])
    one = (
        f"{_one_of(signs[0x42:0x60])}{follow}"
        f"|{_one_of(signs[0x60:0x70])}{follow}{follow}"
        f"|{_one_of(signs[0x70:0x75])}{follow}{follow}{follow}"
    )
    by_byte = dict(enumerate(signs, start=0x80))
    return Misreading(
        name=name,
        bytes_of={sign: byte for byte, sign in by_byte.items()},
        signs=by_byte,
        runs=re.compile(f"(?:{one})+"),
        single=re.compile(one),
        pair=re.compile(f"{_one_of(signs[0x42:0x75])}{follow}"),
        firsts=frozenset(signs[0x42:0x75]),
        follow=frozenset(signs[:0x40]),
        leads=frozenset(leads),
    )


def _sign(name: str, byte: int) -> str:
    try:
        return bytes([byte]).decode(name)
    except UnicodeDecodeError:
        return chr(byte)


def _one_of(signs: list[str]) -> str:
    return f"[{''.join(map(re.escape, signs))}]"


MISREADINGS = (
    _misreading("cp1252"),
    _misreading("latin-1"),
    _misreading("cp1251"),
    _misreading("cp1250"),
    _misreading("mac-roman", leads="√ƒ≈¬‚\uf8ff"),  # noqa: RUF001 - as they come
    _misreading("cp437", leads="├┬┼─Γ≡"),
    _misreading("cp850", leads="├┬┼─Ô\xad"),
)

# Every run of any of them holds one of FIRSTS, and one of FOLLOW behind it; both for [] of a regex.
FIRSTS = re.escape("".join(sorted({sign for one in MISREADINGS for sign in one.firsts})))
FOLLOW = re.escape("".join(sorted({sign for one in MISREADINGS for sign in one.follow})))
