"""One-time sign-in links, as printed."""

# As web/urls.py has it, which takes a second to load.
PATH = "/accounts/link/{token}/"


def sign_in_address(name: str) -> str:
    """Return a fresh address that signs this person in once; raises Refusal person_missing."""
    from colonnade.people.actions import make_link
    from colonnade.sites.reading import public_address

    return public_address(PATH.format(token=make_link(name=name)))
