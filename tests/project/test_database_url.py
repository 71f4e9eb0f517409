"""The address of the database: all of it reaches the driver."""

import json
import os
import subprocess
import sys

PROGRAM = """
import json
from colonnade.project.settings import DATABASES
print(json.dumps(DATABASES["default"]))
"""


def database_of(url, folder):
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, "COLONNADE_DATABASE_URL": url, "COLONNADE_DATA": str(folder)},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def test_options_in_the_address_reach_the_driver(tmp_path):
    url = "postgresql://ann:a%40b@db.example.org:5433/paper?sslmode=verify-full&connect_timeout=3"
    found = database_of(url, tmp_path)
    assert (found["USER"], found["PASSWORD"], found["HOST"]) == ("ann", "a@b", "db.example.org")
    assert (found["NAME"], found["PORT"]) == ("paper", "5433")
    assert found["OPTIONS"] == {"sslmode": "verify-full", "connect_timeout": "3"}


def test_a_socket_is_a_host_and_no_option(tmp_path):
    found = database_of("postgresql://ann@/paper?host=/run/pg&port=5434", tmp_path)
    assert (found["HOST"], found["PORT"], found["OPTIONS"]) == ("/run/pg", "5434", {})
