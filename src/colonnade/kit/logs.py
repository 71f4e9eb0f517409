"""One JSON object a line, whatever a visitor puts into a path or a name (CVE-2025-48432)."""

import json
import logging


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
