"""One JSON object a line, whatever a visitor puts into a path or a name (CVE-2025-48432)."""

import json
import logging

_ERRORS_OF_OURS = 500


class ClientMistakes(logging.Filter):
    """Lets what a client did wrong be a line of warning: no error of ours, no traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Tone the record down where it is about an answer below 500; every record passes."""
        status = getattr(record, "status_code", _ERRORS_OF_OURS)
        if record.name.startswith("django.security") or status < _ERRORS_OF_OURS:
            record.exc_info = record.exc_text = None
            if record.levelno > logging.WARNING:
                record.levelno, record.levelname = logging.WARNING, "WARNING"
        return True


class JsonLines(logging.Formatter):
    """Formats each record as one line of ASCII JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one line; control characters are escaped by JSON itself."""
        entry = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            entry["traceback"] = self.formatException(record.exc_info)
        return json.dumps(entry)
