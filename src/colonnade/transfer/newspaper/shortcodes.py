"""WordPress's words in square brackets, turned into HTML that says the same.

Nothing is run. What is not known here stays in the text as it was typed.
"""

import re
from collections.abc import Callable, Iterable
from html import escape, unescape

# The pictures or files behind these ids of the source; of the whole article where there is none.
Files = Callable[[Iterable[str]], list[tuple[str, str]]]

_TAG = re.compile(
    r"(\[?)\[(/?)(audio|caption|embed|gallery|playlist|video|vimeo|wp_caption|youtube)"
    r"(?=[\s=/\]])([^\[\]]*)\](\]?)"
)
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))""")
_FILES = ("src", "mp4", "webm", "ogv", "m4v", "mp3", "ogg", "m4a", "wav", "flv", "wmv")
_HOMES = {"youtube": "https://www.youtube.com/watch?v=", "vimeo": "https://vimeo.com/"}
_ID = re.compile(r"[\w-]{5,20}")


def spell_out(html: str, *, files: Files) -> str:
    """Return `html` with its shortcodes as HTML, in time linear in its length."""
    out, end = _Out(files), 0
    for found in _TAG.finditer(html):
        out.text(html[end : found.start()])
        end = found.end()
        before, closing, name, rest, after = found.groups()
        if before and after:  # how WordPress shows one in a text
            out.text(found[0][1:-1])
            continue
        out.text(before)
        done = (out.close if closing else out.open)(name, rest)
        if not done:
            out.text(found[0][len(before) : len(found[0]) - len(after)])
        out.text(after)
    out.text(html[end:])
    return "".join(out.parts)


class _Out:
    """The HTML so far, and what is open in it."""

    def __init__(self, files: Files) -> None:
        self.parts: list[str] = []
        self.files = files
        self.caption = ""
        self.home = ""  # where what follows is an id

    def text(self, text: str) -> None:
        if self.home and text:
            text, self.home = _address(self.home, unescape(text.strip())) or text, ""
        self.parts.append(text)

    def open(self, name: str, rest: str) -> bool:
        values = {found[0].lower(): found[1] or found[2] or found[3] for found in _pairs(rest)}
        if name in {"caption", "wp_caption"}:
            self.caption = values.get("caption", "")
            self.parts.append("<figure>")
        elif name == "embed" and not rest.strip():
            self.parts.append("<div>")
        elif name in {"gallery", "playlist"}:
            return self.listed(re.findall(r"\d+", values.get("ids", "")))
        elif name in {"audio", "video"}:
            return self.played(next((values[word] for word in _FILES if word in values), ""))
        elif name in _HOMES and not rest.strip():
            self.home = _HOMES[name]
            self.parts.append("<div>")
        else:
            named = values.get("id") or values.get("url") or values.get("src") or rest
            home = _HOMES.get(name, "")
            return self.played(_address(home, unescape(named).strip(" =/\"'")))
        return True

    def close(self, name: str, rest: str) -> bool:
        if name in {"caption", "wp_caption"}:
            words = f"<p>{self.caption}</p>" if self.caption else ""
            self.parts.append(f"{words}</figure>")
            self.caption = ""
        elif name in {"embed", *_HOMES}:
            self.parts.append("</div>")
        return not rest.strip()

    def played(self, url: str) -> bool:
        """Put an address in a paragraph of its own, as if it had been typed there."""
        if url:
            self.parts.append(f"<div>{escape(unescape(url), quote=False)}</div>")
        return bool(url)

    def listed(self, ids: list[str]) -> bool:
        found = self.files(ids)
        links = (
            f'<p><a href="{escape(url)}">{escape(title or url, quote=False)}</a></p>'
            for url, title in found
        )
        self.parts.append(f"<div>{''.join(links)}</div>" if found else "")
        return bool(found)


def _pairs(rest: str) -> list[tuple[str, str, str, str]]:
    return _ATTRIBUTE.findall(rest)


def _address(home: str, named: str) -> str:
    """Return the address of a video that is named by it or by its id, '' if by neither."""
    if named.startswith(("https://", "http://")):
        return named
    return home + named if home and _ID.fullmatch(named) else ""
