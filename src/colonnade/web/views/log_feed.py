"""Feeds of the public log, with its signed head."""

import json
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from colonnade.kit.keys import LOG
from colonnade.moderation.log.phrases import BEGAN, BY, done
from colonnade.moderation.log.reading import Entry, Sieve, log_page, signed_head
from colonnade.sites.reading import current_site, public_address
from colonnade.web.keeping import Keeping
from colonnade.web.views.feeds import EVER, xml_text
from colonnade.web.views.log import head_as_json
from colonnade.web.views.pages import public_answer

_LIMIT = 50


class WithHead(Atom1Feed):
    """Atom with the signed head of the log as an element of our own."""

    def root_attributes(self) -> dict[str, str]:
        """Return the attributes of the root, with our namespace."""
        return super().root_attributes() | {"xmlns:log": "urn:colonnade:log"}

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        """Write what the feed says of itself, and the head."""
        super().add_root_elements(handler)
        handler.addQuickElement("log:head", self.feed["head"], self.feed["signed"])

    def latest_post_date(self) -> datetime:
        """Return when the newest entry was added; of none, a time that does not change."""
        return super().latest_post_date() if self.items else EVER


@require_safe
def log_feed(request: HttpRequest, form: str) -> HttpResponse:
    """Answer the newest entries of the public log, and its signed head."""
    head = head_as_json(signed_head())
    entries = log_page(Sieve(), size=_LIMIT)[:_LIMIT]
    if form == "json":
        body, kind = _json(request.path, entries, head), "application/feed+json"
    else:
        body, kind = _atom(request.path, entries, head), "application/atom+xml; charset=utf-8"
    answer = public_answer(request, body.encode(), kind, keeping=Keeping((LOG,)))
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def title_of(entry: Entry) -> str:
    """Return an entry in a line."""
    words = done(entry.act)
    if entry.rule:
        words += " · " + _("rule %(number)s") % {"number": entry.rule}
        words += f", {entry.title}" if entry.title else ""
    return f"{words} · {entry.law}" if entry.law else words


def _more_of(entry: Entry) -> str:
    """Return from what an entry came, and by whom."""
    parts = [BEGAN.get(entry.began, ""), BY.get(entry.by, "")]
    if entry.undoes:
        parts.append(_("takes back entry %(number)s") % {"number": entry.undoes})
    return " · ".join(str(part) for part in parts if part)


def _address(entry: Entry) -> str:
    return public_address(f"{reverse('log')}?before={entry.number + 1}#entry-{entry.number}")


def _json(own: str, entries: list[Entry], head: dict[str, str | int]) -> str:
    site = current_site()
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _("%(site)s: public log") % {"site": site.title},
        "home_page_url": public_address(reverse("log")),
        "feed_url": public_address(own),
        "language": site.language,
        "_colonnade_log": {"about": public_address(reverse("log_key")), **head},
        "items": [
            {
                "id": _address(entry),
                "url": _address(entry),
                "title": title_of(entry),
                "content_text": _more_of(entry),
                "date_published": entry.hour.isoformat(),
            }
            for entry in entries
        ],
    }
    return json.dumps(feed, ensure_ascii=False)


def _atom(own: str, entries: list[Entry], head: dict[str, str | int]) -> str:
    site = current_site()
    feed = WithHead(
        title=xml_text(_("%(site)s: public log") % {"site": site.title}),
        link=public_address(reverse("log")),
        description="",
        language=site.language,
        feed_url=public_address(own),
        author_name=xml_text(site.title),
        head=str(head["head"]),
        signed={name: str(head[name]) for name in ("number", "signature", "key")},
    )
    for entry in entries:
        feed.add_item(
            title=xml_text(title_of(entry)),
            link=_address(entry),
            description=xml_text(_more_of(entry)),
            updateddate=entry.hour,
            unique_id=_address(entry),
        )
    return str(feed.writeString("utf-8"))
