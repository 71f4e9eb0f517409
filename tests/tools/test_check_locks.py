from check_locks import all_complaints, asked, complaints

GOOD = """\
django==5.2.19 \\
    --hash=sha256:00
jinja2==3.1.6 ; python_version > '3' \\
    --hash=sha256:11
"""
WISHES = asked("# why\n-r other.in\nDjango>=5.2,<5.3\nJinja2[i18n]>=3  # note\n")


def test_a_lock_that_fits_is_left_in_peace():
    assert complaints(WISHES, GOOD) == []


def test_every_flaw_of_a_lock_is_named():
    assert complaints(WISHES, GOOD.replace("5.2.19", "6.0")) == [
        "Django<5.3,>=5.2 is locked as 6.0"
    ]
    assert complaints(WISHES, GOOD.replace("jinja2", "ninja2")) == ["Jinja2[i18n]>=3 is not locked"]
    assert complaints(WISHES, GOOD.replace("--hash=sha256:11", "")) == [
        "no hash: jinja2==3.1.6 ; python_version > '3' \\"
    ]
    assert complaints(WISHES, "--index-url https://example.org\n" + GOOD) == ["holds an address"]


def test_the_locks_of_the_house_fit():
    assert all_complaints() == []
