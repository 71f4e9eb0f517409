"""Known operations that damage a text, as old sites and their movers did."""

import html
import re
from collections.abc import Iterator

from tests.transfer.integrity.clean_texts import ALL, CLEAN

ENCODINGS = ("cp1252", "latin-1", "cp1251", "cp1250", "mac-roman", "cp437", "cp850")
QUOTES = '"“”„«»「」『』'
OTHER_SCRIPTS = ("ru", "uk", "sr", "el", "ar", "he")
ADDRESSES = (
    "https://www.example.org/2016/02/04/the-council-votes-again-on-the-bridge.html",
    "http://news.example.com/politics/2015/11/a-long-title-of-an-article/",
    "https://video.example.com/watch?v=dQw4w9WgXcQ&feature=share",
    "http://search.example.com/search?q=paintings+of+the+bridge&source=lnms&tbm=isch&sa=X",
    "https://example.net/story/why-nobody-talks-about-the-old-river-road-anymore",
    "http://example.de/artikel/stra%C3%9Fe-und-%C3%B6l-im-winter.html?page=2&print=1",
    "https://forum.example.org/viewtopic.php?f=12&t=34567&start=90",
    "http://paper.example.fr/2014/7/12/la-verite-sur-le-pont.php",
)
SPEAKING = (
    ("Click here {} for the whole story, it is worth it.", True),
    ("I found it, this is the link: {}", True),
    ("The minister said nothing of the kind. [link]({})", True),
    ("Russian and Syrian soldiers dancing together… (source) {}", True),
    ("Das steht seit gestern fest, klicken Sie hier: {}", True),
    ("Pour le comprendre, cliquez ici {} et lisez.", True),
    ("Here’s just a couple of links. {} Tell me what you think.", False),
    ("Here's a link to US support {} since 2011.", False),
    ("Look, here are some more links {} on the same matter.", False),
    ("Voici le lien {} vers cette étude.", False),
    ("Вот ссылка {} на эту статью.", False),
)
WORDS = "I would not have believed it, but {} says what really happened that day."


def misread(text: str, encoding: str) -> str:
    """Return the text as it looks when its UTF-8 is taken for another encoding."""
    return "".join(_sign(byte, encoding) for byte in text.encode())


def _sign(byte: int, encoding: str) -> str:
    try:
        return bytes([byte]).decode(encoding)
    except UnicodeDecodeError:
        return chr(byte)  # as browsers do


def misread_texts(times: int) -> Iterator[tuple[str, str, str]]:
    """Yield (damaged, clean, encoding)."""
    for encoding in ENCODINGS:
        for text in ALL:
            damaged = text
            for _ in range(times):
                damaged = misread(damaged, encoding)
            if damaged != text:
                yield damaged, text, encoding


def partly_misread() -> Iterator[tuple[str, str]]:
    """Yield (damaged, clean): one's own words, whole, and under them another's, misread."""
    for number, text in enumerate(ALL):
        other = ALL[(number * 7 + 3) % len(ALL)]
        for encoding in ENCODINGS[:4]:
            damaged = misread(other, encoding)
            if damaged != other:
                yield f"{text}\n\n{damaged}", f"{text}\n\n{other}"


def misread_words() -> Iterator[tuple[str, str]]:
    """Yield (damaged, clean): one foreign word among sound ones."""
    for text in ALL:
        for word in re.findall(r"\w{3,}", text):
            for encoding in ENCODINGS[:3]:
                damaged = misread(word, encoding)
                if damaged != word:
                    yield f"They say {damaged} a lot.", f"They say {word} a lot."


def texts_with_a_byte_lost() -> Iterator[str]:
    """Yield texts misread where one byte of each quotation mark and apostrophe had no letter."""
    for text in ALL:
        damaged = misread(text, "cp1252").replace("\x9d", "").replace("\x81", "?")
        if "â€" in damaged and re.search("â€(?![\u0080-\u2122])", damaged):
            yield damaged


def texts_in_question_marks() -> Iterator[str]:
    """Yield texts of other scripts, kept by a table that knew the Latin one alone."""
    for language in OTHER_SCRIPTS:
        for text in CLEAN[language]:
            damaged = text.encode("latin-1", "replace").decode("latin-1")
            yield damaged
            words = re.findall(r"\w{4,} \w{5,}", text)
            for pair in words[:3]:
                lost = pair.encode("ascii", "replace").decode()
                yield f"Kellogg {lost} is leading the bidding, as they say in the capital."


def texts_with_replacements() -> Iterator[str]:
    """Yield texts of another encoding taken for UTF-8."""
    for language in ("fr", "de", "es", "sv", "pt"):
        for text in CLEAN[language]:
            yield text.encode("cp1252").decode("utf-8", "replace")


def cut_links() -> Iterator[str]:
    """Yield texts with the tail of an address, cut inside its path or query, or with its head."""
    for address in ADDRESSES:
        path = address.index("/", 8)
        rest = address[path + 1 :]
        for place in (1, len(rest) // 5, len(rest) // 3):
            yield WORDS.format(rest[place:])
            yield WORDS.format(f"…/{rest[place:]}")
        for length in (14, len(address) * 2 // 3, len(address) - 6):
            yield WORDS.format(address[:length].rstrip("/") + "...")
        yield WORDS.format(address[1:])


def whole_links() -> Iterator[str]:
    """Yield the same addresses whole, in the ways in which people write them."""
    for address in ADDRESSES:
        bare = address.partition("://")[2]
        for form in (address, f"({address})", f'"{address}".', bare, f"{address}, yes,"):
            yield WORDS.format(form)


def gone_links() -> Iterator[tuple[str, str]]:
    """Yield (damaged, whole) HTML: an anchor without its target."""
    for text in ALL:
        words = " ".join(text.split()[:4])
        whole = f'<p>{html.escape(text)} <a href="{ADDRESSES[0]}">{html.escape(words)}</a></p>'
        yield re.sub(' href="[^"]*"', "", whole), whole
        yield re.sub('href="[^"]*"', 'href=""', whole), whole


def gone_targets() -> Iterator[tuple[str, str]]:
    """Yield (damaged, whole) texts that speak of a link."""
    for words, _ in SPEAKING:
        whole = words.format(ADDRESSES[1])
        damaged = words.replace("({})", "").format("").replace("  ", " ").strip()
        yield damaged, whole


def escaped_twice() -> Iterator[tuple[str, str]]:
    """Yield (damaged, whole) HTML of texts with a sign that is escaped."""
    for text in ALL:
        whole = html.escape(text).replace("’", "&#8217;").replace("é", "&eacute;")
        if "&" in whole:
            yield whole.replace("&", "&amp;"), whole


def without_a_quote() -> Iterator[tuple[str, str]]:
    """Yield (damaged, whole) texts of which one quotation mark is lost."""
    for text in ALL:
        for match in re.finditer(f"[{QUOTES}]", text):
            if text.count("\n") == 0 and not text[match.start() - 1].isdigit():
                yield text[: match.start()] + text[match.end() :], text


def cut_texts() -> Iterator[tuple[str, str]]:
    """Yield (damaged, whole) texts cut at the size of an old column, inside a word."""
    for text in ALL[::3]:
        whole = " ".join([text] * 1200)[:70_000]
        for start in range(len(text)):
            cut = whole[start:].encode()[:65_535].decode(errors="ignore")
            if cut[-2:].isalpha() and whole[start + len(cut) :][:1].isalpha():
                yield cut, whole[start:]
                break
