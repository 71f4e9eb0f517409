"""What the edge is told: from the operator's configuration, and from rooms that need no Django."""

import os
from pathlib import Path
from typing import get_args
from urllib.parse import urlsplit

from colonnade.cli.app_socket import socket_path
from colonnade.cli.stamp import stamp
from colonnade.discussion.viewing import SIZES, Fold, Order, View
from colonnade.edge.shapes import Settings
from colonnade.project.config import Config
from colonnade.project.private import PRIVATE, PRIVATE_ENDS
from colonnade.project.statics import static_roots, static_stamp

# In the order in which addresses of ours name them.
OPTIONS = {
    "view": get_args(View),
    "fold": get_args(Fold),
    "order": get_args(Order),
    "size": tuple(str(size) for size in SIZES),
}
# No value of theirs names a page of ours: Django knows whether an old site had it.
_OF_OLD = ("0",)
# Django says what they mean, and no copy is kept: there are as many as anybody thinks of.
_LOG_WORDS = ("act", "rule", "month", "from", "before", "after", "language")
PARAMETERS = {
    **OPTIONS,
    "page": (),
    "p": _OF_OLD,
    "page_id": _OF_OLD,
    **dict.fromkeys(_LOG_WORDS, _OF_OLD),
}
_MIB = 2**20
# The largest picture of the newsroom, the largest import, and what a form adds to them.
BODIES = (("/", 12 * _MIB), ("/newsroom/", 24 * _MIB), ("/staff/imports/", 513 * _MIB))
# The largest import over a slow line.
_BODY_SECONDS = 900.0
_NOWHERE = "127.0.0.1:8000"


def edge_settings(config: Config) -> Settings:
    """Return the edge's settings for a site; `COLONNADE_SERVED_URL` says where it is served."""
    return Settings(
        socket=socket_path(config.data),
        data=config.data,
        media=config.data / "media",
        static_roots=static_roots(articles=config.articles),
        static_stamp=static_stamp(articles=config.articles),
        stamp=stamp(config),
        host=_host(config),
        hosts=config.allowed_hosts,
        proxies=config.trusted_proxies,
        https=config.public_url.startswith("https:"),
        private=PRIVATE,
        private_ends=PRIVATE_ENDS,
        parameters=PARAMETERS,
        options=tuple(OPTIONS),
        bodies=BODIES,
        memory=config.page_memory * _MIB,
        body_seconds=_BODY_SECONDS,
        shared_seconds=config.shared_seconds,
        access_log=_path(config.data, config.access_log),
        metrics_token=config.metrics_token,
    )


def _host(config: Config) -> str:
    """Return the name by which the edge asks Django for pages: one that Django answers to."""
    public = urlsplit(config.public_url)
    served = urlsplit(os.environ.get("COLONNADE_SERVED_URL", ""))
    if "*" in config.allowed_hosts:
        return public.netloc or served.netloc or _NOWHERE
    names = [name.lstrip(".") for name in config.allowed_hosts]
    return public.netloc if public.hostname in names or not names else names[0]


def _path(data: Path, word: str) -> str:
    return word if word in {"", "-"} else str(data / word)
