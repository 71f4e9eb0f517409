"""Comments as people write them, in many languages and habits: nothing is wrong with any of them.

Written for these tests. Each holds traps: capitals before quotation marks, no-break spaces,
astonished question marks, slashes, half a formula.
"""

import json
from pathlib import Path

CLEAN: dict[str, list[str]] = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))
ALL = [text for texts in CLEAN.values() for text in texts]
