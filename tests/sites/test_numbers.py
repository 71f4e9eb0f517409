"""What an owner types where a number or a single line is asked for."""

import pytest

from colonnade.kit.refusals import Refusal
from colonnade.sites.actions import change_setting
from colonnade.sites.reading import current_site

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("raw", ["9" * 5000, "1" * 7, "-1", "", "\u0661", "1e3", "0x1"])
def test_what_is_no_number_of_a_setting_is_refused(raw):
    with pytest.raises(Refusal) as found:
        change_setting(name="edit_minutes", value=raw)
    assert found.value.code == "setting_invalid"


def test_zeros_in_front_of_a_number_are_nothing():
    change_setting(name="edit_minutes", value="0000090")
    assert current_site().edit_minutes == 90


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028"])
def test_a_title_is_one_line_whatever_ends_a_line(end):
    """A mail's head with such a title could not be written, and the staff would hear nothing."""
    for name in ("title", "tagline"):
        with pytest.raises(Refusal) as found:
            change_setting(name=name, value=f"Tide{end}Times")
        assert found.value.code == "setting_invalid"
