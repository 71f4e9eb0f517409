"""What must be put together once Django has loaded every room."""

from django.apps import AppConfig


class NewsroomParts(AppConfig):
    """Hands the newsroom's part of a flow to the flow, which stands without it too."""

    name = "colonnade.project"

    def ready(self) -> None:
        """Put the parts in their places."""
        from colonnade.flows import remove_articles, remove_sample
        from colonnade.transfer.newspaper.plugged import NEWSPAPER
        from colonnade.transfer.writing.subjects import plug_in

        remove_sample.PARTS["articles"] = remove_articles.PART
        plug_in(NEWSPAPER)
