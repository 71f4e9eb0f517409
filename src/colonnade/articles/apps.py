"""The room, and the newsroom's libraries as this house wants them."""

from django.apps import AppConfig
from wagtail.images.apps import WagtailImagesAppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class ArticlesConfig(AppConfig):
    """Listens to what Wagtail says, and turns it into events of ours."""

    name = "colonnade.articles"

    def ready(self) -> None:
        """Begin to listen."""
        from colonnade.articles import signals

        signals.listen()


class NewsroomUsersConfig(WagtailUsersAppConfig):
    """Accounts and roles have screens of their own: the newsroom's lead there."""

    user_viewset = "colonnade.articles.elsewhere.PeopleElsewhere"
    group_viewset = "colonnade.articles.elsewhere.PeopleElsewhere"


class NewsroomImagesConfig(WagtailImagesAppConfig):
    """Pictures, under the name that the newsroom uses."""

    verbose_name = "Pictures"
