"""A WordPress export (WXR 1.2) of any size, the same for the same seed: for benches and proofs.

`python tools/make_wxr.py PATH --posts 20000 --comments 1000000` writes it as a stream: nothing but
the line in hand is in memory. Lengths, nesting, states and scripts are those of a lively site.
"""

import argparse
import random
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

SITE = "https://old.example.org/blog"
START = datetime(2009, 3, 1, 6, 30, tzinfo=UTC)
SECTIONS = ("Town", "Sea & Harbor", "Кино", "経済", "العالم", "Opinion", "Sport", "Books")
TAGS = tuple(f"tag-{number}" for number in range(40))
PROSE = (
    "the harbor council said it would open the old bridge again when stones are mended and nobody"
    " asked what winter costs a baker who sells bread by the quay every morning before six"
)
WORDS = PROSE.split()
FOREIGN = (
    "Я читал это дважды, и всё равно не верю.",
    "これは本当に素晴らしい記事ですね。ありがとうございます。",
    "هذا رأي مهم، لكنني أختلف معه تمامًا.",
    "Ça dépend : l’été, oui ; l’hiver, « jamais ».",
    "Größe, Maß und Übung – das fehlt hier.",
    "זה לא מה שכתבתי אתמול.",
    "यह लेख बहुत अच्छा है।",
    "So true 👩‍👩‍👧‍👦🏳️‍🌈 see you there 🚲🌧️",
)
MARKUP = (
    "<strong>No.</strong> Read it again.",
    "<blockquote>nobody asked what winter costs</blockquote>\nI did, twice.",
    'See <a href="https://example.net/a?b=1&amp;c=2" rel="nofollow">the minutes</a> of May.',
    "Prices went from &lt; 3 &amp; up to &gt; 7, &quot;by accident&quot;.",
    "<em>Sea</em>: <code>if (a &lt; b)</code>, and a list:\n<ul><li>one</li><li>two</li></ul>",
    "It ends like code: if (a[b[0]]>1) and then nothing.",
)
NAMES = (
    "Ada Quill", "Björn Åkesson", "Мария Иванова", "佐藤 花子", "محمد علي", "Zoë", "O&#039;Neill",
    "Tom &amp; Co", "rikiki", "harbor_pilot", "Ngọc Ánh", "Κώστας", "שרה", "Jean-Luc 🚲",
)  # fmt: skip
STATES = {"1": 88, "0": 5, "spam": 4, "trash": 3}


@dataclass
class Made:
    """What a file holds, counted while it was written."""

    records: int = 0
    authors: int = 0
    categories: int = 0
    tags: int = 0
    posts: int = 0
    comments: int = 0
    replies: int = 0
    pings: int = 0
    states: dict[str, int] = field(default_factory=lambda: dict.fromkeys(STATES, 0))


def write_wxr(
    path: Path, *, posts: int, comments: int, seed: int = 1, site: str = SITE, depth: int = 12
) -> Made:
    """Write a WXR 1.2 file of `posts` articles that share `comments` comments; say what it holds.

    `depth` is how deep answers nest at most. 1,000,000 comments are some 700 MB.
    """
    made = Made()
    with path.open("w", encoding="utf-8", newline="\n") as out:
        chance = random.Random(seed)  # noqa: S311 - the same file for the same seed is the point
        out.write(_head(made, site))
        out.writelines(_items(chance, made, posts, comments, site=site, depth=depth))
        out.write("</channel>\n</rss>\n")
    made.records = made.authors + made.categories + made.tags + made.posts + made.comments
    return made


def _items(
    chance: random.Random, made: Made, posts: int, comments: int, *, site: str, depth: int
) -> Iterator[str]:
    left, next_id = comments, 1
    for number in range(1, posts + 1):
        share = left if number == posts else min(left, _share(chance, left, posts - number + 1))
        left -= share
        written = START + timedelta(minutes=331 * number)
        yield _post(chance, number, written, site)
        made.posts += 1
        yield from _comments(chance, made, range(next_id, next_id + share), written, depth)
        next_id += share
        yield "</item>\n"


def _share(chance: random.Random, left: int, posts: int) -> int:
    """Most posts get few comments, some get very many."""
    return int(left / posts * chance.choice((0, 0.2, 0.4, 0.6, 0.8, 1, 1, 1.5, 4)))


def _head(made: Made, site: str) -> str:
    made.authors, made.categories, made.tags = 5, len(SECTIONS), len(TAGS)
    authors = "".join(
        f"<wp:author><wp:author_id>{n}</wp:author_id><wp:author_login><![CDATA[writer{n}]]>"
        f"</wp:author_login><wp:author_email><![CDATA[writer{n}@example.org]]></wp:author_email>"
        f"<wp:author_display_name><![CDATA[{NAMES[n]}]]></wp:author_display_name></wp:author>\n"
        for n in range(1, 6)
    )
    categories = "".join(
        f"<wp:category><wp:term_id>{n}</wp:term_id><wp:category_nicename><![CDATA[section-{n}]]>"
        f"</wp:category_nicename><wp:category_parent><![CDATA[]]></wp:category_parent>"
        f"<wp:cat_name><![CDATA[{name.replace('&', '&amp;')}]]></wp:cat_name></wp:category>\n"
        for n, name in enumerate(SECTIONS, 1)
    )
    tags = "".join(
        f"<wp:tag><wp:term_id>{n}</wp:term_id><wp:tag_slug><![CDATA[{name}]]></wp:tag_slug>"
        f"<wp:tag_name><![CDATA[{name.title()}]]></wp:tag_name></wp:tag>\n"
        for n, name in enumerate(TAGS, 100)
    )
    return f"""<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="WordPress/6.5.4" created="2024-06-10 12:29" -->
<rss version="2.0"
	xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:wfw="http://wellformedweb.org/CommentAPI/"
	xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:wp="http://wordpress.org/export/1.2/"
>
<channel>
<title>The Old Harbor News</title>
<link>{site}</link>
<language>en-US</language>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>{site}</wp:base_site_url>
<wp:base_blog_url>{site}</wp:base_blog_url>
{authors}{categories}{tags}<generator>https://wordpress.org/?v=6.5.4</generator>
"""


def _post(chance: random.Random, number: int, written: datetime, site: str) -> str:
    section = chance.randrange(len(SECTIONS)) + 1
    name, tag = SECTIONS[section - 1], chance.choice(TAGS)
    body = "\n\n".join(_text(chance) for _ in range(chance.randrange(2, 9)))
    return f"""<item>
<title><![CDATA[{_sentence(chance, 6)} {number}]]></title>
<link>{site}/{written:%Y/%m/%d}/post-{number}/</link>
<pubDate>{written:%a, %d %b %Y %H:%M:%S} +0000</pubDate>
<dc:creator><![CDATA[writer{number % 5 + 1}]]></dc:creator>
<guid isPermaLink="false">{site}/?p={number}</guid>
<description></description>
<content:encoded><![CDATA[{_cdata(body)}]]></content:encoded>
<excerpt:encoded><![CDATA[]]></excerpt:encoded>
<wp:post_id>{number}</wp:post_id>
<wp:post_date><![CDATA[{written + timedelta(hours=2):%Y-%m-%d %H:%M:%S}]]></wp:post_date>
<wp:post_date_gmt><![CDATA[{written:%Y-%m-%d %H:%M:%S}]]></wp:post_date_gmt>
<wp:comment_status><![CDATA[open]]></wp:comment_status>
<wp:post_name><![CDATA[post-{number}]]></wp:post_name>
<wp:status><![CDATA[publish]]></wp:status>
<wp:post_parent>0</wp:post_parent>
<wp:post_type><![CDATA[post]]></wp:post_type>
<wp:post_password><![CDATA[]]></wp:post_password>
<category domain="category" nicename="section-{section}"><![CDATA[{name}]]></category>
<category domain="post_tag" nicename="{tag}"><![CDATA[{tag.title()}]]></category>
"""


def _comments(
    chance: random.Random, made: Made, ids: range, written: datetime, depth: int
) -> Iterator[str]:
    """One after another; an answer is to one of the last thirty, which keeps memory constant."""
    recent: list[tuple[int, int]] = []
    names, weights = tuple(STATES), tuple(STATES.values())
    when = written
    for number in ids:
        when += timedelta(seconds=chance.randrange(20, 2000))
        parent, level = chance.choice(recent) if recent and chance.random() < 0.6 else (0, 0)  # noqa: PLR2004
        if level >= depth:
            parent, level = 0, 0
        recent.append((number, level + 1))
        del recent[:-30]
        state = chance.choices(names, weights)[0]
        ping = parent == 0 and chance.random() < 0.02  # noqa: PLR2004
        made.comments += 1
        made.replies += parent > 0
        made.pings += ping
        made.states[state] += 1
        yield _comment(chance, number, parent, when, (state, "pingback" if ping else "comment"))


def _comment(
    chance: random.Random, number: int, parent: int, when: datetime, marks: tuple[str, str]
) -> str:
    user = chance.choice((0, 0, 0, 1, 7))
    name = chance.choice(NAMES)
    local = when + timedelta(hours=2)
    return f"""<wp:comment>
<wp:comment_id>{number}</wp:comment_id>
<wp:comment_author><![CDATA[{name}]]></wp:comment_author>
<wp:comment_author_email><![CDATA[reader{number % 5000}@example.net]]></wp:comment_author_email>
<wp:comment_author_url>{"https://example.net/~reader" if user else ""}</wp:comment_author_url>
<wp:comment_author_IP><![CDATA[192.0.2.{number % 250}]]></wp:comment_author_IP>
<wp:comment_date><![CDATA[{local:%Y-%m-%d %H:%M:%S}]]></wp:comment_date>
<wp:comment_date_gmt><![CDATA[{when:%Y-%m-%d %H:%M:%S}]]></wp:comment_date_gmt>
<wp:comment_content><![CDATA[{_cdata(_text(chance))}]]></wp:comment_content>
<wp:comment_approved><![CDATA[{marks[0]}]]></wp:comment_approved>
<wp:comment_type><![CDATA[{marks[1]}]]></wp:comment_type>
<wp:comment_parent>{parent}</wp:comment_parent>
<wp:comment_user_id>{user}</wp:comment_user_id>
</wp:comment>
"""


def _text(chance: random.Random) -> str:
    """From one word to some paragraphs; 250 characters in the middle."""
    paragraphs = []
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 6))):
        kind = chance.random()
        if kind < 0.1:  # noqa: PLR2004
            paragraphs.append(chance.choice(FOREIGN))
        elif kind < 0.25:  # noqa: PLR2004
            paragraphs.append(chance.choice(MARKUP))
        else:
            paragraphs.append(_sentence(chance, chance.choice((1, 4, 9, 16, 30, 60))))
    return "\n\n".join(paragraphs)


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(WORDS, k=words)).capitalize() + "."


def _cdata(text: str) -> str:
    return text.replace("]]>", "]]]]><![CDATA[>")


def main() -> None:
    """Write the file that the command line asks for, and say what it holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--posts", type=int, default=100)
    parser.add_argument("--comments", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    made = write_wxr(asked.path, posts=asked.posts, comments=asked.comments, seed=asked.seed)
    print(asdict(made))


if __name__ == "__main__":
    main()
