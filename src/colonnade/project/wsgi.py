"""The WSGI application."""

import os
from collections.abc import Iterable
from typing import Any

import django
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_started
from django.db import close_old_connections, reset_queries
from django.http import HttpResponse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "colonnade.project.settings")


class Handler(WSGIHandler):
    """Django's own, which gives a whole answer as a list: Granian sends that at once, from Rust.

    Anything else it asks for its pieces, from thread to thread.
    """

    def __call__(  # type: ignore[override]
        self,
        environ: dict[str, Any],
        start_response: Any,  # noqa: ANN401 - a server's
    ) -> Iterable[bytes]:
        """Answer one request."""
        response = super().__call__(environ, start_response)
        if not isinstance(response, HttpResponse):
            return response
        response.close()
        return [response.content]


django.setup(set_prefix=False)
# What they do is done at each request's end too: once is enough.
request_started.disconnect(reset_queries)
request_started.disconnect(close_old_connections)
application = Handler()
