"""How many of the damages are found, and how many findings are damage: printed, with floors."""

import gettext
import html
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import django
import pytest

from colonnade.kit.markup import Format
from colonnade.transfer.integrity import CERTAIN, KINDS, REPAIRED, examine
from tests.shared_data import shared
from tests.transfer.integrity import corrupting
from tests.transfer.integrity.clean_texts import ALL

TEXT, HTML = Format.TEXT, Format.HTML


def say(words: str = "") -> None:
    print(words)  # noqa: T201


@dataclass(frozen=True)
class Score:
    name: str
    hits: int
    damaged: int
    alarms: int
    sound: int

    @property
    def precision(self):
        return self.hits / (self.hits + self.alarms) if self.hits else 0.0

    @property
    def recall(self):
        return self.hits / self.damaged


def kinds_in(text, form=TEXT, certainties=None):
    found = examine(text, form).findings
    return {one.kind for one in found if not certainties or one.certainty in certainties}


def score(
    name: str,
    damaged: Iterable[str],
    sound: Iterable[str],
    is_found: Callable[[str], bool],
) -> Score:
    damaged, sound = list(damaged), list(sound)
    missed = [text for text in damaged if not is_found(text)]
    alarms = [text for text in sound if is_found(text)]
    for text in missed[:6]:
        say(f"  {name}: missed {text[:110]!r}")
    for text in alarms[:6]:
        say(f"  {name}: alarm {text[:110]!r}")
    return Score(name, len(damaged) - len(missed), len(damaged), len(alarms), len(sound))


def finds(kind, form=TEXT, certainties=None):
    return lambda text: kind in kinds_in(text, form, certainties)


def as_html(texts):
    return [html.escape(text, quote=False).replace("\n", "<br>") for text in texts]


def repairs(name, times):
    """A repair is right where it gives the clean text; wrong where any of it is something else."""
    pairs = list(corrupting.misread_texts(times))
    right = wrong = 0
    for damaged, clean, encoding in pairs:
        repaired = examine(damaged, TEXT).repaired
        right += repaired == clean
        if repaired not in {None, clean}:
            wrong += not is_part_of_the_way(repaired, clean, encoding)
            say(f"  {name}: {damaged[:50]!r} -> {repaired[:70]!r}")
    return Score(name, right, len(pairs), wrong, len(ALL))


def mixed(name, pairs):
    """Only a part of the text was misread: right is what gives the clean text, nothing else."""
    pairs = list(pairs)
    repaired = [(examine(damaged, TEXT).repaired, clean) for damaged, clean in pairs]
    for text, clean in repaired:
        if text not in {None, clean}:
            say(f"  {name}: {clean[:80]!r} became {text[:80]!r}")
    right = sum(text == clean for text, clean in repaired)
    wrong = sum(text not in {None, clean} for text, clean in repaired)
    return Score(name, right, len(pairs), wrong, len(ALL))


def is_part_of_the_way(repaired, clean, encoding):
    """Tell whether each character stands there clean, or as garbled as it came."""
    place = 0
    for sign in clean:
        once = corrupting.misread(sign, encoding)
        for form in (sign, once, corrupting.misread(once, encoding)):
            if repaired.startswith(form, place):
                place += len(form)
                break
        else:
            return False
    return place == len(repaired)


def scores():
    sure = {CERTAIN, REPAIRED}
    whole_html = [text for _, text in corrupting.gone_links()]
    speaking = list(corrupting.gone_targets())
    quoted = list(corrupting.without_a_quote())
    cut = list(corrupting.cut_texts())
    escaped = list(corrupting.escaped_twice())
    gone = list(corrupting.gone_links())
    yield repairs("mojibake, once", 1)
    yield repairs("mojibake, twice", 2)
    yield mixed("mojibake, in parts", corrupting.partly_misread())
    yield mixed("mojibake, one word", corrupting.misread_words())
    lost = corrupting.texts_with_a_byte_lost()
    yield score("mojibake, byte lost", lost, ALL, finds("mojibake", certainties={CERTAIN}))
    marks = corrupting.texts_in_question_marks()
    yield score("letters, ????", marks, ALL, finds("letters", certainties=sure))
    marks = corrupting.texts_with_replacements()
    yield score("letters, U+FFFD", marks, ALL, finds("letters", certainties=sure))
    links = [*ALL, *corrupting.whole_links()]
    yield score("link_cut", corrupting.cut_links(), links, finds("link_cut"))
    yield score("link_cut, certain", corrupting.cut_links(), links, finds("link_cut", TEXT, sure))
    broken = [text for text, _ in gone]
    found = finds("link_gone", HTML, sure)
    yield score("link_gone, anchors", broken, [*whole_html, *as_html(ALL)], found)
    broken, sound = [text for text, _ in speaking], [text for _, text in speaking]
    yield score("link_gone, words", broken, [*sound, *ALL], finds("link_gone"))
    broken, sound = [text for text, _ in escaped], [text for _, text in escaped]
    yield score("entities, HTML", broken, sound + as_html(ALL), finds("entities", HTML, sure))
    yield score("entities, text", sound, ALL, finds("entities", TEXT, sure))
    broken, sound = [text for text, _ in quoted], [text for _, text in quoted]
    yield score("quotes (unknowable)", broken, [*sound, *ALL], finds("quotes"))
    broken, sound = [text for text, _ in cut], [text for _, text in cut]
    yield score("length", broken, [*sound, *ALL], finds("length", TEXT, sure))


def test_damage_is_found_and_what_is_found_is_damage():
    say()
    table = list(scores())
    say(f"{'kind':22}{'precision':>10}{'recall':>8}{'N':>6}{'sound':>7}")
    for one in table:
        say(f"{one.name:22}{one.precision:10.3f}{one.recall:8.3f}{one.damaged:6}{one.sound:7}")
    assert [one.name for one in table if one.precision < 0.98] == []
    assert [one.name for one in table if one.recall < 0.9] == []


@pytest.mark.parametrize("text", ALL, ids=range(len(ALL)))
def test_nothing_is_said_of_a_sound_text(text):
    assert examine(text, TEXT).findings == ()
    assert examine(as_html([text])[0], HTML).findings == ()


def test_no_sentence_of_djangos_translations_is_repaired():
    folder = Path(django.__file__).parent
    seen, wrong = 0, []
    for path in sorted(folder.glob("c*/**/LC_MESSAGES/django.mo")):
        with path.open("rb") as file:
            catalog: dict[object, str] = vars(gettext.GNUTranslations(file))["_catalog"]
        for text in catalog.values():
            seen += 1
            if "mojibake" in kinds_in(text):
                wrong.append((path, text))
    say(f"\n{seen} sentences, {len(wrong)} taken for mojibake")
    assert seen > 10_000
    assert not wrong


def test_every_naughty_string_is_examined():
    for text in json.loads(shared("text/blns.json").read_text()):
        for form in Format:
            examined = examine(text, form)
            assert {one.kind for one in examined.findings} <= set(KINDS)
            assert examined.repaired != text


def test_the_seeds_of_the_plan_light_up():
    lit = {
        "Kellogg ?????????? ?????? is leading the bidding": "lost",
        "the company you keep:,+isis&source=lnms&tbm=isch&s...": "cut",
        "Here’s just a couple of links.": "unlinked",
        "Here’s more links.": "unlinked",
        "Here’s a link to US support": "unlinked",
        "(source)": "unlinked",
    }
    for text, mark in lit.items():
        assert examine(text, TEXT).marks == {mark}, text
