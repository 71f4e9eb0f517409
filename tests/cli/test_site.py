import json

from colonnade.project.config import EXPLANATIONS
from colonnade.sites.settings import SETTINGS


def test_a_setting_is_kept_and_shown(command):
    assert command("site", "set", "title", "The Daily Plinth").out == "title = The Daily Plinth\n"
    assert command("site", "get", "title").out == "The Daily Plinth\n"
    assert json.loads(command("site", "get", "title", "--json").out) == {
        "title": "The Daily Plinth"
    }


def test_every_setting_is_listed(command):
    assert set(json.loads(command("site", "get", "--json").out)) == set(SETTINGS)
    listed = command("site", "get").out
    assert all(setting.help in listed for setting in SETTINGS.values())


def test_what_is_shown_can_be_set(command):
    for name, value in json.loads(command("site", "get", "--json").out).items():
        assert command("site", "set", name, value).status == 0


def test_an_unknown_setting_names_the_known(command):
    said = command("site", "get", "colour")
    assert said.status == 2
    assert "colour" in said.err
    assert "title" in said.err


def test_every_decision_of_the_operator_is_explained(command):
    said = command("config", "--explain").out
    for name, meaning in EXPLANATIONS.items():
        assert f"\n{name} = " in f"\n{said}"
        assert meaning in said


def test_config_says_where_a_value_came_from_and_hides_passwords(command, tmp_path, monkeypatch):
    (tmp_path / "colonnade.toml").write_text(
        'email_url = "smtps://ann:geheim@mail.example:465"\nemail_from = "a@example.org"\n'
    )
    monkeypatch.setenv("COLONNADE_EMAIL_FROM", "b@example.org")
    shown = json.loads(command("config", "--json", "--data", str(tmp_path)).out)
    assert shown["data"] == {"value": str(tmp_path), "from": "--data"}
    assert shown["email_url"] == {
        "value": "smtps://ann:***@mail.example:465",
        "from": "colonnade.toml",
    }
    assert shown["email_from"] == {"value": "b@example.org", "from": "COLONNADE_EMAIL_FROM"}
    assert shown["debug"]["from"] == "default"
