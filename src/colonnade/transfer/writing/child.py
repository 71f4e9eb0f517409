"""The program that renders texts for an import: a line of JSON in, a line of JSON out.

It ends when its input ends, so none outlives the import that started it.
"""

import json
import sys

from colonnade.transfer.writing.making import make


def main() -> None:
    """Answer every list of (text, format) with the list of what they became."""
    for line in sys.stdin.buffer:
        made = [make(text, how) for text, how in json.loads(line)]
        sys.stdout.buffer.write(json.dumps(made, separators=(",", ":")).encode() + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
