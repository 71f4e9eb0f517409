import os
import subprocess
import sys

import pytest

from tests.cli.running import colonnade


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["nosuch"], "nosuch"),
        (["people"], "Missing command"),
        (["people", "add", "--name", "Ann"], "--email"),
        (["site", "set", "title"], "VALUE"),
        (["serve", "--port", "70000"], "70000"),
        (["serve", "--workers", "0"], "0"),
        (["demo", "--comments", "many"], "many"),
        (["demo", "--thread", "k"], "--comments"),
        (["demo", "--comments", "1", "--thread", " "], "--thread"),
        (["--nonsense"], "--nonsense"),
    ],
)
def test_wrong_use_is_one_line_and_2(command, words, named):
    said = command(*words)
    assert said.status == 2
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert named in said.err
    assert "--help" in said.err


def test_no_site_is_one_line_and_makes_nothing(tmp_path):
    folder = tmp_path / "slip of the pen"
    said = colonnade("people", "list", "--data", folder)
    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr.splitlines() == [
        f"colonnade: There is no site in {folder}. Make one with: colonnade serve --data {folder}"
    ]
    assert not folder.exists()


def test_a_traceback_comes_with_debug_alone(command):
    plain = command("site", "set", "commenting", "nobody")
    assert plain.status == 2
    assert plain.err.startswith("colonnade: nobody does not fit the setting commenting.")
    assert len(plain.err.splitlines()) == 1
    for words in (["--debug", "site", "set"], ["site", "--debug", "set"]):
        loud = command(*words, "commenting", "nobody")
        assert loud.err.startswith("Traceback")
        assert loud.err.splitlines()[-1] == plain.err.strip()


def test_a_setting_that_cannot_be_read_is_one_line(tmp_path):
    (tmp_path / "colonnade.toml").write_text("colour = 'red'\n")
    said = colonnade("serve", "--port", "0", "--data", tmp_path)
    assert said.returncode == 1
    assert len(said.stderr.splitlines()) == 1
    assert "colour" in said.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("trusted_proxies", "10.0.0.0/8, proxy.example.org"),
        ("trusted_proxies", "10.0.0.1/8"),
        ("public_url", "https://news.example.org/paper"),
        ("public_url", "https://news.example.org:port"),
        ("public_url", "https://[news"),
        ("public_url", "https://ann@news.example.org"),
        ("public_url", "news.example.org"),
        ("locales", "/no/such/folder"),
    ],
)
def test_a_wrong_value_of_the_operators_is_one_line(tmp_path, name, value):
    variables = {f"COLONNADE_{name.upper()}": value}
    said = colonnade("serve", "--port", "0", "--data", tmp_path / "var", variables=variables)
    assert said.returncode == 1
    assert len(said.stderr.splitlines()) == 1
    assert name in said.stderr
    assert "Expected: " in said.stderr


def test_a_database_that_is_not_there_is_one_line(tmp_path):
    nowhere = {"COLONNADE_DATABASE_URL": f"postgresql://nobody@/nothing?host={tmp_path}"}
    said = colonnade("serve", "--port", "0", "--data", tmp_path / "var", variables=nowhere)
    assert said.returncode == 1
    assert len(said.stderr.splitlines()) == 1
    assert said.stderr.startswith("colonnade: The database failed:")
    assert "COLONNADE_DATABASE_URL" in said.stderr


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path):
    (tmp_path / "file").write_text("")
    said = colonnade("serve", "--port", "0", "--data", tmp_path / "file" / "var")
    assert said.returncode == 1
    assert len(said.stderr.splitlines()) == 1
    assert str(tmp_path / "file") in said.stderr


def test_a_host_that_is_not_ours_is_one_line(tmp_path):
    said = colonnade("serve", "--host", "192.0.2.1", "--data", tmp_path / "var")
    assert said.returncode == 1
    assert len(said.stderr.splitlines()) == 1
    assert "192.0.2.1" in said.stderr


def test_help_leaves_django_asleep():
    program = (
        "import sys; from colonnade.cli.entry import run;"
        "status = run(['--help']) or run(['demo', '--help']) or run(['people', '--help']);"
        "sys.exit(status or 'django' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_the_reader_of_our_output_may_go(tmp_path):
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-P", "-m", "colonnade", "config"],
        stdout=write,
        stderr=subprocess.PIPE,
        env={**os.environ, "COLONNADE_DATA": str(tmp_path)},
        check=False,
    )
    os.close(write)
    assert done.returncode == 1
    assert done.stderr == b""
