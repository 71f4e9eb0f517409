"""The public copies of a picture: their widths, formats and addresses."""

from dataclasses import dataclass
from typing import Protocol

WIDTHS = (320, 640, 960, 1440, 1920)
FORMATS = ("avif", "webp", "jpg")
_HASH = 16


@dataclass(frozen=True, slots=True)
class PictureInfo:
    """A picture as pages need it; `key` names its content."""

    key: str
    width: int
    height: int
    alt: str
    credit: str

    @property
    def widths(self) -> list[int]:
        """Return the widths in which copies exist: none larger than the picture."""
        return [width for width in WIDTHS if width <= self.width] or [WIDTHS[0]]

    def path(self, width: int, form: str) -> str:
        """Return the address of a copy."""
        return copy_path(self.key, width, form)

    def srcset(self, form: str) -> str:
        """Return all copies of a format, for the browser to choose from."""
        return ", ".join(f"{self.path(width, form)} {width}w" for width in self.widths)


class Pictured(Protocol):
    """A row of the newsroom's pictures."""

    file_hash: str
    width: int
    height: int
    description: str
    credit: str


def picture_info(row: Pictured | None) -> PictureInfo | None:
    """Return what pages need of a picture's row, None for none."""
    if row is None:
        return None
    key = picture_key(row.file_hash)
    return PictureInfo(key, row.width, row.height, row.description, row.credit)


def picture_key(file_hash: str) -> str:
    """Return the short name of a picture's content (a SHA-1 in hex)."""
    return file_hash[:_HASH]


def copy_path(key: str, width: int, form: str) -> str:
    """Return the address of one copy."""
    return f"/media/pictures/{key}-{width}.{form}"
