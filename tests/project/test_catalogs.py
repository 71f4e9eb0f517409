"""Translations: brought up to date, examined, compiled, and found in an operator's folder."""

import gettext
import io

import pytest

from colonnade.project.catalogs import catalogs, compiled, faults, renewed
from colonnade.project.languages import languages
from colonnade.project.messages import TEMPLATE, main

TEMPLATE_TEXT = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"

#, python-format
msgid "Hello, <bdi>%(name)s</bdi>"
msgstr ""

#, python-format
msgid "%(count)s comment"
msgid_plural "%(count)s comments"
msgstr[0] ""
msgstr[1] ""

msgctxt "verb"
msgid "Post"
msgstr ""
"""
DONE = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"

#, python-format
msgid "Hello, <bdi>%(name)s</bdi>"
msgstr "Guten Tag, <bdi>%(name)s</bdi>"

#, python-format
msgid "%(count)s comment"
msgid_plural "%(count)s comments"
msgstr[0] "ein Kommentar"
msgstr[1] "%(count)s Kommentare"

msgctxt "verb"
msgid "Post"
msgstr "Senden"

msgid "Gone"
msgstr "Fort"
"""


@pytest.fixture
def path(tmp_path):
    place = tmp_path / "de" / "LC_MESSAGES" / "django.po"
    place.parent.mkdir(parents=True)
    place.write_text(DONE)
    return place


def test_a_new_translation_is_empty_and_says_so(tmp_path):
    text = renewed(tmp_path / "none", "fr", TEMPLATE_TEXT)
    assert '"Language: fr\\n"' in text
    assert "Plural-Forms: nplurals=2" in text
    assert len(list(faults(text, "fr"))) == 3


def test_what_is_translated_stays_and_what_is_gone_comes_back(path):
    text = renewed(path, "de", TEMPLATE_TEXT)
    assert not list(faults(text, "de"))
    assert '#~ msgid "Gone"' in text
    path.write_text(text)
    assert renewed(path, "de", TEMPLATE_TEXT) == text, "nothing changes by itself"
    again = renewed(path, "de", TEMPLATE_TEXT + '\nmsgid "Gone"\nmsgstr ""\n')
    assert '\nmsgid "Gone"\nmsgstr "Fort"' in again


@pytest.mark.parametrize(
    ("right", "wrong", "words"),
    [
        ("Tag, <bdi>%(name)s", "Tag, <bdi>%(nmae)s", "places"),
        ("Tag, <bdi>%(name)s</bdi>", "Tag, %(name)s", "tags"),
        ("Tag, <bdi>%(name)s</bdi>", "Tag, <bdi></bdi>", "places"),
        ("%(count)s Kommentare", "Kommentare", "places"),
        ("ein Kommentar", "%(number)s Kommentar", "places"),
        ('"Senden"', '""', "not translated"),
        ('msgctxt "verb"', '#, fuzzy\nmsgctxt "verb"', "fuzzy"),
    ],
)
def test_what_does_not_fit_is_found(right, wrong, words):
    found = list(faults(DONE.replace(right, wrong), "de"))
    assert len(found) == 1, found
    assert words in found[0]


def test_the_compiled_form_says_it_and_is_the_same_each_time(path):
    text = renewed(path, "de", TEMPLATE_TEXT)
    data = compiled(text, "de")
    assert data == compiled(text, "de")
    assert b"Generated" not in data
    spoken = gettext.GNUTranslations(io.BytesIO(data))
    assert spoken.ngettext("%(count)s comment", "%(count)s comments", 1) == "ein Kommentar"
    assert spoken.pgettext("verb", "Post") == "Senden"
    assert spoken.gettext("Gone") == "Gone"


def test_an_operator_begins_a_language_in_a_folder_of_her_own(tmp_path, capsys):
    before = TEMPLATE.read_bytes()
    assert main(["--folder", str(tmp_path), "--language", "pt_BR"]) == 0
    assert "pt_BR: not translated: 'Skip to the text'" in capsys.readouterr().out
    assert [name for name, _ in catalogs(tmp_path)] == ["pt_BR"]
    assert ("pt-br", "Português Brasileiro") in languages(str(tmp_path))
    assert languages()[0] == ("en", "English")
    assert ("de", "Deutsch") in languages()
    assert main(["--folder", str(tmp_path), "--check"]) == 1
    assert TEMPLATE.read_bytes() == before
