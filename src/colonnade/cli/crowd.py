"""Two hundred invented people who write generated comments."""

_FIRST = """
    Agnes Bruno Celeste Dmitri Edda Fabian Greta Henk Ilka Jonas
    Katinka Lorenzo Mirela Nuno Oona Pascal Quirina Ruben Saskia Tibor
"""
_LAST = """
    Abernathy Brandvold Castellane Dovrefjell Eastlake
    Fairweather Grünwald Hallowes Iwanicki Jarvenson
"""

CROWD_SEED = 200_000


def crowd() -> list[tuple[str, str]]:
    """Return name and role of everybody; the last one moderates."""
    names = [f"{first} {last}" for last in _LAST.split() for first in _FIRST.split()]
    return [*((name, "member") for name in names[:-1]), (names[-1], "moderator")]
