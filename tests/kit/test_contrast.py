"""Contrast as WCAG 2.2 works it out, and shades that can be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colonnade.kit.contrast import DARK, LIGHT, READABLE, is_color, luminance, ratio, shade_for


# Known values: https://www.w3.org/WAI/WCAG22/Techniques/general/G18 and the definitions it cites.
@pytest.mark.parametrize(
    ("one", "other", "known"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#ffffff", 8.59),
        ("#008000", "#ffffff", 5.14),
        ("#ffff00", "#000000", 19.56),
    ],
)
def test_the_ratio_is_that_of_the_guidelines(one, other, known):
    assert ratio(one, other) == pytest.approx(known, abs=0.005)
    assert ratio(one, other) == ratio(other, one)


def test_luminance_weighs_the_parts():
    assert luminance("#ffffff") == pytest.approx(1)
    assert luminance("#ff0000") == pytest.approx(0.2126)
    assert luminance("#00ff00") == pytest.approx(0.7152)
    assert luminance("#0000ff") == pytest.approx(0.0722)


def test_what_can_be_read_stays_as_it_was_given():
    shade = shade_for("#8c1d18", LIGHT)
    assert shade.color == "#8c1d18"
    assert not shade.is_changed


@given(st.integers(0, 0xFFFFFF), st.sampled_from([LIGHT, DARK]))
def test_any_color_ends_readable_on_both_papers(number, papers):
    shade = shade_for(f"#{number:06x}", papers)
    assert is_color(shade.color)
    assert all(ratio(shade.color, paper) >= READABLE for paper in papers)
    assert shade.is_changed == (shade.color != f"#{number:06x}")


def test_a_shade_keeps_its_hue_and_goes_no_further_than_needed():
    shade = shade_for("#000080", DARK)
    red, green, blue = (int(shade.color[at : at + 2], 16) for at in (1, 3, 5))
    assert blue > red == green
    assert READABLE <= shade.ratio < READABLE + 0.2
    assert shade.asked_ratio < 2


@pytest.mark.parametrize(
    "text", ["", "#fff", "8c1d18", "#8C1D18", "#8c1d18;", "red", "#\uff18c1d18"]
)
def test_only_six_digits_are_a_color(text):
    assert not is_color(text)
