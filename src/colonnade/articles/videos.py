"""Videos on other hosts: which address a frame would load, once the reader asks for it."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, quote, urlsplit

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_FILES = (".mp4", ".webm", ".m4v", ".ogv")


@dataclass(frozen=True, slots=True)
class Video:
    """What a click loads: a frame's address, or a file's, or nothing ('' for both)."""

    frame: str = ""
    file: str = ""

    @property
    def host(self) -> str:
        """Return the host that it is loaded from, '' where nothing is."""
        return urlsplit(self.frame or self.file).netloc


def video_at(url: str) -> Video:
    """Return what can be shown of the video at this address of a page or file.

    Of hosts that we do not know, only files are played; everything else stays a link.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    if parts.scheme not in {"http", "https"} or not host:
        return Video()
    if parts.scheme == "https" and parts.path.lower().endswith(_FILES):
        return Video(file=url)
    found = _known(host, [part for part in parts.path.split("/") if part], parse_qs(parts.query))
    return Video(frame=found)


def _known(host: str, path: list[str], query: dict[str, list[str]]) -> str:
    last = path[-1] if path else ""
    if host in {"youtube.com", "youtube-nocookie.com"}:
        name = query.get("v", [""])[0] or (last if path[:1] in _YOUTUBE_PATHS else "")
        return _frame(_PLAYERS["youtu.be"], name)
    if host in {"vimeo.com", "player.vimeo.com"}:
        return _frame("https://player.vimeo.com/video/", last if last.isdigit() else "")
    if host == "archive.org" and path[:1] != ["details"]:
        return ""
    if path[:2] == ["videos", "watch"] or path[:1] == ["w"]:  # PeerTube, on any host
        return _frame(f"https://{host}/videos/embed/", last)
    return _frame(_PLAYERS[host], last) if host in _PLAYERS else ""


_PLAYERS = {
    "archive.org": "https://archive.org/embed/",
    "dai.ly": "https://geo.dailymotion.com/player.html?video=",
    "dailymotion.com": "https://geo.dailymotion.com/player.html?video=",
    "youtu.be": "https://www.youtube-nocookie.com/embed/",
}
_YOUTUBE_PATHS = (["embed"], ["shorts"], ["live"], ["v"])


def _frame(base: str, name: str) -> str:
    return base + quote(name) if _ID.fullmatch(name) else ""
