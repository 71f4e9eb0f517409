"""The public log of decisions, for readers and for whoever checks it."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from colonnade.kit.keys import LOG, POLICY
from colonnade.moderation.log.phrases import BEGAN, BY, DONE, done
from colonnade.moderation.log.reading import (
    Month,
    Sieve,
    SignedHead,
    links_after,
    log_page,
    months_of_log,
    signed_head,
)
from colonnade.moderation.places import rule_path
from colonnade.moderation.policy import rules_in
from colonnade.moderation.reading import policy
from colonnade.sites.reading import current_site, public_address
from colonnade.web import verify_log
from colonnade.web.keeping import AS_SITE, Keeping
from colonnade.web.views.pages import public_answer, public_page

SIZE = 50
# Entries in one answer of the chain.
LINKS = 500
_MONTH = re.compile(r"([12][0-9]{3})-(0[1-9]|1[0-2])")
_DIGITS = 18
_KEEPING = Keeping((LOG, POLICY))


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Show what was decided under which rule, newest first, all of it or what the form asks for."""
    sieve, before = sieve_from(request.GET), number_from(request.GET, "before")
    rows = log_page(sieve, before=before, size=SIZE)
    shown = rows[:SIZE]
    months, current = months_of_log(), policy()
    words = words_of(sieve)
    older = {**words, "before": str(shown[-1].number)} if len(rows) > SIZE else {}
    context = {
        "entries": shown,
        "sieve": sieve,
        "is_narrowed": bool(words),
        "newest": f"?{urlencode(words)}" if words else "",
        "older": f"?{urlencode(older)}" if older else "",
        "is_later": bool(before),
        "months": months,
        "years": sorted({month.year for month in months}, reverse=True),
        "rules": rules_in(current.source) if current else [],
        "head": signed_head(),
        "days": current_site().log_days,
        "acts": DONE,
        "began": BEGAN,
        "by": BY,
        "done": done,
        "rule_path": rule_path,
    }
    return unlisted(public_page(request, "web/log.html", context, keeping=_KEEPING))


@require_safe
def entries(request: HttpRequest) -> HttpResponse:
    """Answer entries of the chain in order, with the signed head: for programs that check it."""
    after, head = number_from(request.GET, "after"), signed_head()
    links = [link for link in links_after(after, limit=LINKS) if link.number <= head.number]
    last = links[-1].number if links else after
    body = {
        "after": after,
        "entries": [
            {
                "number": link.number,
                "leaf": link.leaf,
                "head": link.head,
                "salt": link.salt,
                "detail": link.detail,
            }
            for link in links
        ],
        "more": last < head.number,
        "head": head_as_json(head),
    }
    return _json(request, body)


@require_safe
def well_known(request: HttpRequest) -> HttpResponse:
    """Answer the log's public key, its signed head, and where its entries are."""
    body = {
        **head_as_json(signed_head()),
        "algorithm": "Ed25519",
        "signed": "colonnade log 1\n{number}\n{head}\n",
        "log": public_address(reverse("log")),
        "entries": public_address(reverse("log_entries")),
        "feed": public_address(reverse("log_feed", args=["json"])),
        "script": public_address(reverse("log_script")),
    }
    return _json(request, body)


@require_safe
def script(request: HttpRequest) -> HttpResponse:
    """Send the small program with which anybody checks the log."""
    body = Path(verify_log.__file__).read_bytes()
    answer = public_answer(request, body, "text/plain; charset=utf-8", keeping=AS_SITE)
    return unlisted(answer)


def head_as_json(head: SignedHead) -> dict[str, str | int]:
    """Return the signed head as answers hold it."""
    return {
        "number": head.number,
        "head": head.head,
        "signature": head.signature,
        "key": head.key,
    }


def sieve_from(words: Mapping[str, str]) -> Sieve:
    """Return what an address asks for; unknown words in it are ignored."""
    month = _MONTH.fullmatch(words.get("month", ""))
    act, began = words.get("act", ""), words.get("from", "")
    return Sieve(
        act=act if act in DONE else "",
        rule=min(number_from(words, "rule"), 999),
        month=Month(int(month[1]), int(month[2])) if month else None,
        began=began if began in BEGAN else "",
    )


def words_of(sieve: Sieve) -> dict[str, str]:
    """Return a sieve as an address says it."""
    words = {
        "act": sieve.act,
        "rule": str(sieve.rule or ""),
        "month": sieve.month.word if sieve.month else "",
        "from": sieve.began,
    }
    return {name: value for name, value in words.items() if value}


def number_from(words: Mapping[str, str], name: str) -> int:
    """Return a number of an entry, 0 where there is none."""
    word = words.get(name, "")
    return int(word) if word.isascii() and word.isdigit() and len(word) <= _DIGITS else 0


def _json(request: HttpRequest, body: object) -> HttpResponse:
    text = json.dumps(body, ensure_ascii=False)
    answer = public_answer(request, text.encode(), "application/json", keeping=Keeping((LOG,)))
    return unlisted(answer)


def unlisted(answer: HttpResponse) -> HttpResponse:
    """Ask crawlers to leave it out."""
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
