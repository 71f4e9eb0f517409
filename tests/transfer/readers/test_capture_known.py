"""Random known threads as captures: read back, nothing is lost and nothing is made up."""

import random
from collections import Counter
from zoneinfo import ZoneInfo

import pytest

from colonnade.transfer.readers.capture import is_capture, read
from colonnade.transfer.records import SourceArticle, SourceComment, SourceRule
from tests.transfer.readers import captures

UTC = ZoneInfo("UTC")
PAGES = 100


def _read(text: str) -> tuple[SourceArticle, list[SourceComment]]:
    assert is_capture(text)
    records = list(read(text, name="page.txt", zone=UTC))
    [article] = [record for record in records if isinstance(record, SourceArticle)]
    return article, [record for record in records if isinstance(record, SourceComment)]


def _same(text: str, known: str) -> bool:
    return text.replace("\r\n", "\n") == known


def _after(other: captures.Known, known: captures.Known) -> bool:
    return other.header and known.header and other.created > known.created


def _parent(made: captures.Page, at: int, read_: list[SourceComment], count: Counter[str]) -> None:
    known, record = made.comments[at], read_[at]
    sources = [comment.source for comment in read_]
    assert all(hint.parent in sources for hint in record.hints)
    assert record.parent == "" or record.parent in sources
    if not known.header or known.parent is None:
        assert (record.parent, record.answers) == ("", "")
        count["top" if known.header else "hinted" if record.hints else "unknown"] += 1
    elif isinstance(known.parent, str):
        assert (record.parent, record.answers, record.hints) == ("", known.parent, ())
        count["absent"] += 1
    else:
        name = made.comments[known.parent].name
        bearers = [i for i in range(at) if made.comments[i].name == name]
        late = [i for i in bearers if _after(made.comments[i], known)]
        bearers = [i for i in bearers if i not in late]
        right = sources[known.parent]
        assert record.answers == ""
        if len(bearers) == 1:
            assert record.parent == right
            count["exact"] += 1
        else:
            assert record.parent == ""
            assert record.hints
            assert len(bearers) > 3 or right in {hint.parent for hint in record.hints}
            count["hinted"] += 1
            count["hinted right at first"] += record.hints[0].parent == right


def test_pictured_pages_come_back_whole(capsys: pytest.CaptureFixture[str]) -> None:
    count: Counter[str] = Counter()
    for seed in range(PAGES):
        rng = random.Random(seed)
        made = captures.page(rng)
        text = captures.drupal(rng, made)
        article, comments = _read(text)
        assert article.title == made.title, seed
        assert article.authors == (made.writer,), seed
        assert _same(article.html, made.article), seed
        assert len(comments) == len(made.comments), seed
        marked = any(known.guest for known in made.comments)
        for at, (known, record) in enumerate(zip(made.comments, comments, strict=True)):
            assert record.name == known.name, seed
            assert _same(record.text, known.text), seed
            assert record.created == (known.created if known.header else None), seed
            plain = known.name != "Anonymous"
            assert record.account == (marked and not known.guest and plain), seed
            assert record.cuts == ()
            _parent(made, at, comments, count)
        assert len({record.source for record in comments}) == len(comments)
        count["comments"] += len(comments)
    with capsys.disabled():
        print(f"\ncaptures (a): {PAGES} pages, texts lost 0,", dict(count))  # noqa: T201
    assert count["exact"] > 100


def test_borderless_pages_stay_one_text(capsys: pytest.CaptureFixture[str]) -> None:
    count: Counter[str] = Counter()
    for seed in range(PAGES):
        rng = random.Random(seed)
        made = captures.page(rng)
        text = captures.wordpress(rng, made)
        article, comments = _read(text)
        assert article.title == made.title, seed
        [whole] = comments
        assert _same(whole.text, "\n\n".join(known.text for known in made.comments)), seed
        assert (whole.name, whole.created, whole.parent, whole.answers) == ("", None, "", "")
        assert (whole.hints, whole.account) == ((), False)
        starts = {0}
        flat = whole.text.replace("\r\n", "\n")
        at = 0
        for known in made.comments:
            starts.add(at)
            at += len(known.text) + 2
        end = 0
        for cut in whole.cuts:
            assert whole.text[end : cut.start].strip() == "", seed
            assert 0 < cut.confidence < 1
            end = cut.end
            begins = len(whole.text[: cut.start].replace("\r\n", "\n"))
            count["cuts right" if begins in starts else "cuts wrong"] += 1
        assert not whole.cuts or end == len(whole.text)
        assert flat
        count["borders"] += len(starts)
        [rule] = [r for r in read(text, name="", zone=UTC) if isinstance(r, SourceRule)]
        assert (rule.commenting, rule.words) == ("members", "Only Logged in users can comment.")
    with capsys.disabled():
        print(f"\ncaptures (b): {PAGES} pages, texts lost 0,", dict(count))  # noqa: T201


def test_pages_with_header_lines_come_back_whole(capsys: pytest.CaptureFixture[str]) -> None:
    count: Counter[str] = Counter()
    for seed in range(PAGES):
        rng = random.Random(seed)
        made = captures.page(rng)
        text = captures.headed(rng, made)
        article, comments = _read(text)
        assert article.title == made.title, seed
        assert _same(article.html, made.article), seed
        assert [record.name for record in comments] == [known.name for known in made.comments], seed
        for known, record in zip(made.comments, comments, strict=True):
            assert _same(record.text, known.text), seed
            assert record.created == known.created, seed
        count["comments"] += len(comments)
    with capsys.disabled():
        print(f"\ncaptures with header lines: {PAGES} pages, texts lost 0,", dict(count))  # noqa: T201
