"""Texts are rendered in child processes as they are here, in order, and never without bound."""

import os
import signal

import pytest

from colonnade.kit.markup import Format, render
from colonnade.transfer.writing import rendering
from colonnade.transfer.writing.making import make
from colonnade.transfer.writing.rendering import Renderers

TEXTS = [
    (f"Text <b>{number}</b> & \u2028 \x01 {chr(0x1F600)}\n\nmore", "html") for number in range(900)
]


@pytest.fixture
def renderers():
    made = Renderers(children=2)
    yield made
    made.close()


def itself(text):
    return text


def test_children_give_the_same_in_the_same_order(renderers):
    found = list(renderers.each(TEXTS, itself))
    assert [text for text, _ in found] == TEXTS
    assert len(renderers._children) == 2
    assert all(made == make(*text) for text, made in found)
    assert found[0][1].html == render(TEXTS[0][0], Format.HTML)


def test_few_texts_start_no_child(renderers):
    assert len(list(renderers.each(TEXTS[:20], itself))) == 20
    assert not renderers._children


def test_texts_are_taken_only_a_little_ahead_of_what_is_wanted(renderers):
    taken = []

    def drawn():
        for text in TEXTS * 20:
            taken.append(text)
            yield text

    stream = renderers.each(drawn(), itself)
    next(stream)
    ahead = rendering._FEW + rendering._BATCH * rendering._UNDER_WAY * 2
    assert len(taken) <= ahead + rendering._BATCH


def test_a_child_that_dies_stops_the_import_and_not_the_machine(renderers):
    stream = renderers.each(TEXTS * 20, itself)
    next(stream)
    for child in renderers._children:
        os.kill(child.pid, signal.SIGKILL)
    with pytest.raises(RuntimeError):
        list(stream)


def test_closing_ends_every_child():
    made = Renderers(children=2)
    stream = made.each(TEXTS, itself)
    next(stream)
    children = list(made._children)
    made.close()
    assert [child.poll() for child in children] == [0, 0]
