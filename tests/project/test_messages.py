from io import StringIO

from babel.messages.pofile import read_po

from colonnade.project.messages import HEADER, template

PYTHON = """
from django.utils.translation import gettext as _, gettext_lazy, ngettext, pgettext

# Translators: on the button
A = _("Send")
B = gettext_lazy("Long "
    "words")
C = ngettext("%(count)d reply", "%(count)d replies", 2)
D = pgettext("verb", "Post")
E = SENTENCES["not a %s" % A]
"""
PAGE = """{% extends "x" %}
<p>{{ _("Hello, %(name)s", name=n) }}</p>
{% trans count=c %}
  {{ count }} comment
{% pluralize %}
  {{ count }} comments
{% endtrans %}
"""
NEWSROOM = """{% load i18n %}
<p title="{% trans "Help" %}">{% blocktrans %}Hello {{ name }}{% endblocktrans %}</p>
"""


def tree(folder):
    (folder / "web" / "jinja2" / "web").mkdir(parents=True)
    (folder / "web" / "jinja2" / "web" / "page.html").write_text(PAGE)
    (folder / "room" / "templates").mkdir(parents=True)
    (folder / "room" / "templates" / "desk.html").write_text(NEWSROOM)
    (folder / "web" / "views.py").write_text(PYTHON)
    return folder


def test_every_way_to_mark_a_sentence_is_seen(tmp_path):
    text = template(tree(tmp_path))
    for entry in (
        'msgid "Send"',
        'msgid "Long words"',
        'msgid "%(count)d reply"\nmsgid_plural "%(count)d replies"',
        'msgctxt "verb"\nmsgid "Post"',
        'msgid "Hello, %(name)s"',
        'msgid "%(count)s comment"\nmsgid_plural "%(count)s comments"',
        "#. on the button",
        'msgid "Help"',
        'msgid "Hello %(name)s"',
    ):
        assert entry in text
    assert "not a" not in text


def test_the_template_changes_with_its_sentences_alone(tmp_path):
    before = template(tree(tmp_path))
    views = tmp_path / "web" / "views.py"
    views.write_text("\n\n\n# A remark.\n" + views.read_text())
    assert template(tmp_path) == before
    views.write_text(views.read_text().replace("Send", "Post it"))
    assert template(tmp_path) != before
    assert "Date" not in before


def test_a_catalog_program_can_read_it(tmp_path):
    text = template(tree(tmp_path))
    assert text.startswith(HEADER)
    catalog = read_po(StringIO(text))
    assert catalog.get("Send") is not None
    assert not list(catalog.check())
