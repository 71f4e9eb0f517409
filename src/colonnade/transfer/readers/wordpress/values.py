"""Single values as WordPress writes them: moments, ids, slugs, names, addresses."""

import html
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import blake2b
from urllib.parse import parse_qs, unquote, urlsplit
from zoneinfo import ZoneInfo

_MAIL_DATE = re.compile(r"\b\d{1,2} [A-Za-z]{3} \d{4} ")
_MOST_DIGITS = 18
_PLAIN_ID = re.compile(r"[\w.:-]{1,64}")
_YEARS = range(1000, 9999)
# What stands in titles; WordPress keeps them as HTML.
_INLINE = re.compile(
    r"</?(?:a|abbr|b|br|cite|code|del|em|i|ins|mark|q|s|small|span|strong|sub|sup|u)"
    r"(?:[\s/][^<>]*)?>",
    re.IGNORECASE,
)
_LONGEST_NAMESPACE = 200


def moment(text: str, zone: ZoneInfo) -> datetime | None:
    """Read "2014-01-14 17:31:03" of a zone; None for zeros and for what is no date."""
    try:
        read = datetime.fromisoformat(text)
        if read.year not in _YEARS:
            return None
        return (read if read.tzinfo else read.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def utc_moment(text: str) -> datetime | None:
    """The same for the dates that WordPress calls GMT."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        return None
    if read.tzinfo:
        return moment(text, ZoneInfo("UTC"))
    return read.replace(tzinfo=UTC) if read.year in _YEARS else None


def mail_moment(text: str) -> datetime | None:
    """Read "Tue, 14 Jan 2014 17:31:03 +0000"; None for what is no date."""
    if not _MAIL_DATE.search(text):
        return None
    try:
        read = parsedate_to_datetime(text)
        return read.astimezone(UTC) if read.tzinfo and read.year in _YEARS else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def number(text: str) -> str:
    """Return an id: its digits without leading zeros, "" for 0 and for what is none.

    What holds no digits alone stays as it is where it is short, else a hash stands for it, so
    that other records which name it still meet it.
    """
    if not text:
        return ""
    if text.isdigit() and text.isascii() and len(text) <= _MOST_DIGITS:
        return text.lstrip("0")
    if not text.strip("0"):
        return ""
    return text if _PLAIN_ID.fullmatch(text) else derived(text)


def derived(*parts: str) -> str:
    """Return an id made of what a record says, for records without one of their own."""
    joined = "\0".join(parts).encode(errors="surrogatepass")
    return "x" + blake2b(joined, digest_size=8).hexdigest()


def number_in(address: str) -> str:
    """Return the id that an address such as /?p=4 holds, "" where there is none."""
    if "?" not in address:
        return ""
    try:
        asked = parse_qs(urlsplit(address).query, max_num_fields=50)
    except ValueError:
        return ""
    for name in ("p", "page_id", "attachment_id"):
        found = number(asked.get(name, [""])[0])
        if found.isdigit():
            return found
    return ""


def slug(text: str) -> str:
    """Decode a slug; WordPress keeps letters beyond ASCII percent-encoded, at times cut in one."""
    return unquote(text, errors="ignore") if "%" in text else text


def slug_of(name: str) -> str:
    """Return the slug of a term that has none: its words, small, joined."""
    return "-".join(re.findall(r"\w+", name.lower()))


def plain(text: str) -> str:
    """Return a title or a name, which WordPress keeps as HTML, as words."""
    if "<" in text:
        text = _INLINE.sub("", text)
    return html.unescape(text) if "&" in text else text


def is_address(text: str) -> bool:
    """Whether a text is an address of the web that could have been opened."""
    return text.startswith(("http://", "https://")) and not any(map(str.isspace, text))


def namespace(address: str, title: str) -> str:
    """Return what tells this site apart: host and path; without an address its title."""
    place = title.strip()
    if is_address(address):
        try:
            split = urlsplit(address)
            place = split.netloc.rpartition("@")[2].lower() + split.path.rstrip("/")
        except ValueError:
            place = address
    if len(place) > _LONGEST_NAMESPACE:
        place = place[: _LONGEST_NAMESPACE - 20] + derived(place)
    return f"wordpress:{place}"


def home_of(address: str) -> str:
    """Return the site that an article's address lies on, "" where it is none."""
    if not is_address(address):
        return ""
    try:
        split = urlsplit(address)
    except ValueError:
        return ""
    return f"{split.scheme}://{split.netloc}"
