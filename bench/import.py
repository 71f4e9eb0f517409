"""How fast does a WordPress export come in, and in how much memory?

Comments a second from the command's start to its end, and the greatest sum of what all its
processes hold, for N generated comments with HTML. With --dry-run nothing is written.
"""

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

from _site import FOLDER, set_up

SRC = Path(__file__).resolve().parents[1] / "src"
_ANSWERS = 0.6  # of the comments answer another
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Bench</title><link>https://old.example</link><wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>https://old.example</wp:base_site_url>
<wp:base_blog_url>https://old.example</wp:base_blog_url>
"""
_ITEM = """<item><title>Article {n}</title><link>https://old.example/{n}/</link>
<dc:creator>desk</dc:creator><content:encoded><![CDATA[<p>Text of {n}.</p>]]></content:encoded>
<wp:post_id>{n}</wp:post_id><wp:post_date_gmt>2015-01-01 00:00:00</wp:post_date_gmt>
<wp:comment_status>open</wp:comment_status><wp:post_name>article-{n}</wp:post_name>
<wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
"""
_COMMENT = """<wp:comment><wp:comment_id>{id}</wp:comment_id>
<wp:comment_author><![CDATA[Reader {who}]]></wp:comment_author>
<wp:comment_author_email>reader{who}@example.org</wp:comment_author_email>
<wp:comment_author_url></wp:comment_author_url><wp:comment_author_IP>192.0.2.1</wp:comment_author_IP>
<wp:comment_date>{when}</wp:comment_date><wp:comment_date_gmt>{when}</wp:comment_date_gmt>
<wp:comment_content><![CDATA[{text}]]></wp:comment_content>
<wp:comment_approved>{state}</wp:comment_approved><wp:comment_type></wp:comment_type>
<wp:comment_parent>{parent}</wp:comment_parent><wp:comment_user_id>0</wp:comment_user_id>
</wp:comment>
"""


def sizes(comments, rng):
    """Yield how many comments each article has: one with a tenth of them, others by a long tail."""
    left = comments - comments // 10
    yield comments // 10
    while left > 0:
        size = min(left, 1 + int(rng.paretovariate(0.9) * 8), 20_000)
        left -= size
        yield size


def write_wxr(path, comments):
    from colonnade.cli.sample.generated import generate  # noqa: PLC0415

    rng = random.Random(1)
    pool = [escape(one.body) for one in generate(3000, 1)]
    start, serial = datetime(2015, 1, 1, tzinfo=UTC), 0
    with path.open("w", encoding="utf-8") as file:
        file.write(_HEAD)
        for n, size in enumerate(sizes(comments, rng), 1):
            file.write(_ITEM.format(n=n))
            first = serial + 1
            for _ in range(size):
                serial += 1
                body = rng.choice(pool)
                link = f' <a href="https://example.org/{serial}">see there</a>'
                text = f"<em>{serial}</em>: {body}{link if serial % 4 == 0 else ''}"
                answers = serial > first and rng.random() < _ANSWERS
                when = start + timedelta(hours=n, seconds=serial - first)
                file.write(
                    _COMMENT.format(
                        id=serial,
                        who=serial % 20_000,
                        when=f"{when:%Y-%m-%d %H:%M:%S}",
                        text=text,
                        state="1" if serial % 50 else "spam",
                        parent=rng.randrange(max(first, serial - 200), serial) if answers else 0,
                    )
                )
            file.write("</item>\n")
        file.write("</channel></rss>\n")
    return n


def held(root):
    """Return the bytes that a process and all below it hold."""
    below, sums = {}, {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                words = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            below.setdefault(int(words[1]), []).append(int(entry.name))
            sums[int(entry.name)] = int(words[21]) * os.sysconf("SC_PAGE_SIZE")
    found, waiting = 0, [root]
    while waiting:
        pid = waiting.pop()
        found += sums.get(pid, 0)
        waiting += below.get(pid, [])
    return found


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/bench import")
    parser.add_argument("--comments", type=int, default=50_000)
    parser.add_argument("--dry-run", action="store_true")
    asked = parser.parse_args()
    set_up()
    path = FOLDER / "bench.xml"
    articles = write_wxr(path, asked.comments)
    print(
        f"{asked.comments:,} comments, {articles:,} articles, {path.stat().st_size / 2**20:.0f} MiB"
    )
    command = [sys.executable, "-P", "-m", "colonnade", "import", "wordpress", str(path), "--json"]
    command += ["--data", str(FOLDER), *(["--dry-run"] if asked.dry_run else [])]
    began, most = time.monotonic(), 0
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(SRC)}
    ) as child:
        while child.poll() is None:
            most = max(most, held(child.pid))
            time.sleep(0.2)
        seconds = time.monotonic() - began
        told = json.loads(child.stdout.read() or b"{}")
    counts = told.get("kinds", {}).get("comment", {})
    print(f"{seconds:.1f} s, {asked.comments / seconds:,.0f} comments a second")
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = used.ru_utime + used.ru_stime
    print(
        f"{spent:.1f} s of processors, {spent / asked.comments * 1e6:,.0f} microseconds a comment"
    )
    print(f"{most / 2**20:.0f} MiB at most, all processes together")
    print(f"comments: {counts}")
    return int(child.returncode != 0 or counts.get("created") != asked.comments)


if __name__ == "__main__":
    sys.exit(main())
