"""The room, and what it hands down to the flows."""

from django.apps import AppConfig


class TransferConfig(AppConfig):
    """Tells the flows what imports know of people without an account here."""

    name = "colonnade.transfer"

    def ready(self) -> None:
        """Put the part in its place."""
        from colonnade.flows.imported import plug_in
        from colonnade.transfer.erasing import IMPORTED

        plug_in(IMPORTED)
