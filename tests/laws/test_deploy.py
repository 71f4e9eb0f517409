"""The files in deploy/ name what the program has: options, ports, settings, limits."""

import re
import shlex
import shutil
import subprocess
import tomllib

import click

from colonnade.cli.backup import command as backup
from colonnade.cli.commands import colonnade
from colonnade.cli.serve import command as serve
from colonnade.cli.supervisor import _PATIENCE
from colonnade.project import newsroom
from colonnade.project.config import load_config
from tests.laws.house import ROOT

DEPLOY = ROOT / "deploy"
GUIDE = ROOT / "docs" / "guide" / "a-real-site.md"
MIB = 2**20


def unit(name: str) -> dict[str, str]:
    """Return the settings of a unit, its sections flattened."""
    lines = (line.partition("=") for line in (DEPLOY / name).read_text().splitlines())
    return {key: value for key, _, value in lines if re.fullmatch(r"[A-Z][A-Za-z]+", key)}


def called(line: str) -> tuple[str, dict[str, str]]:
    """Return the command in an ExecStart and its options."""
    _, name, *options = shlex.split(line)
    return name, dict(zip(options[::2], options[1::2], strict=True))


def test_the_unit_starts_the_server_with_options_that_it_has() -> None:
    name, options = called(unit("colonnade.service")["ExecStart"])
    command = colonnade.get_command(click.Context(colonnade), name)
    assert command is serve
    assert set(options) <= {word for param in serve.params for word in param.opts}
    defaults = {f"--{param.name}": str(param.default) for param in serve.params}
    assert all(options[word] == defaults[word] for word in ("--host", "--port"))


def test_the_unit_gives_the_server_time_and_the_folder_that_it_asks_for() -> None:
    settings = unit("colonnade.service")
    assert int(settings["TimeoutStopSec"]) > _PATIENCE
    _, options = called(settings["ExecStart"])
    assert options["--data"] == f"/var/lib/{settings['StateDirectory']}"


def test_the_backup_copies_the_folder_that_is_served() -> None:
    _, options = called(unit("colonnade.service")["ExecStart"])
    settings = unit("colonnade-backup.service")
    words = shlex.split(settings["ExecStart"])
    assert words[:2] == [shlex.split(unit("colonnade.service")["ExecStart"])[0], "backup"]
    with backup.make_context("backup", words[2:]) as context:
        data, target = context.params["data"], context.params["path"]
    assert str(data) == options["--data"]
    assert {str(data), str(target)} == set(settings["ReadWritePaths"].split())


def test_the_proxies_lead_to_the_port_that_is_served() -> None:
    _, options = called(unit("colonnade.service")["ExecStart"])
    place = f"{options['--host']}:{options['--port']}"
    assert f"reverse_proxy {place}\n" in (DEPLOY / "Caddyfile").read_text()
    assert f"proxy_pass http://{place};" in (DEPLOY / "nginx.conf").read_text()


def test_the_proxies_let_the_largest_picture_through() -> None:
    limits = {
        "Caddyfile": r"max_size (\d+)MB",
        "nginx.conf": r"client_max_body_size (\d+)m;",
    }
    largest = newsroom.SETTINGS["WAGTAILIMAGES_MAX_UPLOAD_SIZE"]
    assert isinstance(largest, int)
    for name, pattern in limits.items():
        found = re.search(pattern, (DEPLOY / name).read_text())
        assert found, name
        assert int(found[1]) * 10**6 > largest, name


def test_nginx_tells_the_server_what_it_believes() -> None:
    text = (DEPLOY / "nginx.conf").read_text()
    for line in (
        "proxy_set_header Host $host;",
        "proxy_set_header X-Forwarded-For $remote_addr;",
        "proxy_set_header X-Forwarded-Proto $scheme;",
    ):
        assert line in text


def test_the_settings_are_read_as_they_stand(tmp_path, monkeypatch) -> None:
    for name in ("PUBLIC_URL", "ALLOWED_HOSTS", "TRUSTED_PROXIES", "EMAIL_URL", "EMAIL_FROM"):
        monkeypatch.delenv(f"COLONNADE_{name}", raising=False)
    text = (DEPLOY / "colonnade.toml").read_text()
    (tmp_path / "colonnade.toml").write_text(text)
    config = load_config(tmp_path)
    for name, value in tomllib.loads(text).items():
        kept = getattr(config, name)
        assert (list(kept) if isinstance(kept, tuple) else kept) == value
    assert config.public_url.removeprefix("https://") in config.allowed_hosts


def test_all_name_the_same_site() -> None:
    for name in ("Caddyfile", "nginx.conf", "colonnade.toml"):
        assert "news.example" in (DEPLOY / name).read_text()


def test_the_guide_tells_every_file() -> None:
    text = GUIDE.read_text()
    untold = [path.name for path in DEPLOY.iterdir() if f"deploy/{path.name}" not in text]
    assert not untold


def test_systemd_finds_no_fault_with_the_units() -> None:
    """Where systemd is at hand; every setting above holds anyhow."""
    names = [path.name for path in DEPLOY.glob("*.[st][ei][rm]*") if path.suffix != ".toml"]
    assert len(names) == 3
    program = shutil.which("systemd-analyze")
    for name in names if program else ():
        done = subprocess.run(
            [str(program), "verify", name], cwd=DEPLOY, capture_output=True, text=True, check=False
        )
        said = [line for line in done.stderr.splitlines() if line.startswith("colonnade")]
        # The program is not installed on the machine of the tests.
        assert not [line for line in said if "is not executable" not in line]
