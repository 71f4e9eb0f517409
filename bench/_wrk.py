"""Many connections asking as fast as they are answered, by wrk."""

import json
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import _needs

BROWSER = {"Accept-Encoding": "gzip, deflate, br, zstd", "Accept": "text/html"}
_REPORT = """
function done(summary, latency, requests)
  local e = summary.errors
  print(string.format(
    '\\n@{"requests":%d,"seconds":%f,"bytes":%d,"refused":%d,"broken":%d,"p50":%f,"p99":%f}',
    summary.requests, summary.duration / 1e6, summary.bytes, e.status,
    e.connect + e.read + e.write + e.timeout,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
"""
# Each address once: wrk runs this in one thread.
_ADDRESSES = """
local targets, n = {}, 0
function init(args)
  for line in io.lines(args[1]) do targets[#targets + 1] = line end
end
function request()
  n = n + 1
  return wrk.format("GET", targets[(n - 1) % #targets + 1])
end
"""


@dataclass(frozen=True)
class Outcome:
    """What wrk counted: times in ms; `refused` answers of 400 and above, `broken` connections."""

    requests: int
    seconds: float
    bytes: int
    refused: int
    broken: int
    p50: float
    p99: float

    @property
    def rate(self) -> float:
        """Return the answers a second."""
        return self.requests / self.seconds


class Load:
    """A wrk that is running; `outcome` waits for its end."""

    def __init__(self, url: str, connections: int, seconds: float, targets: list[str]) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="colonnade-wrk-")
        folder = Path(self._folder.name)
        (folder / "run.lua").write_text(_REPORT + (_ADDRESSES if targets else ""))
        (folder / "targets").write_text("\n".join(targets) + "\n")
        headers = [word for name, value in BROWSER.items() for word in ("-H", f"{name}: {value}")]
        words = [_needs.program("wrk"), "-t1", f"-c{connections}", f"-d{seconds:.0f}s"]
        words += ["--timeout", "30s", "-s", str(folder / "run.lua"), *headers, url]
        words += [str(folder / "targets")]
        self._process = subprocess.Popen(
            words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )

    def outcome(self) -> Outcome:
        """Return what was counted."""
        said, _ = self._process.communicate()
        self._folder.cleanup()
        _, found, document = said.rpartition("\n@")
        if not found:
            raise SystemExit(f"bench: wrk failed: {said}")
        return Outcome(**json.loads(document))


def load(
    url: str, *, connections: int, seconds: float, targets: list[str] | None = None
) -> Outcome:
    """Ask for one address, or for each of `targets` in turn; broken answers end the benchmark."""
    done = Load(url, connections, seconds, targets or []).outcome()
    if done.broken or (done.refused and not targets):
        raise SystemExit(
            f"bench: {urlsplit(url).path}: {done.refused} refused, {done.broken} broken"
        )
    return done
