"""Settings of the newsroom: what Wagtail is told where articles are on."""

from django.utils.functional import lazy

from colonnade.project.sparing import without

# Wagtail loads both. The one tries a format of pictures that the newsroom does not take, the other
# ways to guess at the letters of bytes, which it is never given: 7 MB.
with without("pillow_heif", "charset_normalizer"):
    import bs4  # noqa: F401
    import willow  # type: ignore[import-untyped] # noqa: F401

APPS = [
    "colonnade.articles.apps.ArticlesConfig",
    "colonnade.articles.apps.NewsroomUsersConfig",
    "colonnade.articles.apps.NewsroomImagesConfig",
    "wagtail.documents",
    "wagtail.sites",
    "wagtail.snippets",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "colonnade.project.apps.NewsroomParts",
]

MAX_PIXELS = 40_000_000

# After the session is known, before refusals become pages.
MIDDLEWARE = [
    "colonnade.project.newsroom_door.guard_newsroom",
    "colonnade.project.newsroom_door.answer_collisions",
]


def _title() -> str:
    from colonnade.sites.reading import current_site

    return current_site().title


# WAGTAILADMIN_BASE_URL comes from the public address.
SETTINGS: dict[str, object] = {
    # The owner may change it at any time: it is asked for whenever it is shown.
    "WAGTAIL_SITE_NAME": lazy(_title, str)(),
    "FORMAT_MODULE_PATH": "colonnade.project.formats",
    "WAGTAILADMIN_LOGIN_URL": "/accounts/login/",
    "WAGTAIL_PASSWORD_MANAGEMENT_ENABLED": False,
    "WAGTAIL_PASSWORD_RESET_ENABLED": False,
    "WAGTAIL_EMAIL_MANAGEMENT_ENABLED": False,
    "WAGTAIL_WORKFLOW_ENABLED": False,
    "WAGTAILADMIN_COMMENTS_ENABLED": True,
    "WAGTAIL_GRAVATAR_PROVIDER_URL": None,
    "WAGTAIL_ENABLE_UPDATE_CHECK": False,
    # Milliseconds. Half a second, as Wagtail has it, lets a slow server take the second saving of
    # a new article before it has answered the first: two articles of one address, and an error.
    "WAGTAIL_AUTOSAVE_INTERVAL": 3000,
    "WAGTAIL_ENABLE_WHATS_NEW_BANNER": False,
    "WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS": False,
    "WAGTAILIMAGES_IMAGE_MODEL": "articles.Picture",
    "WAGTAILIMAGES_IMAGE_FORM_BASE": "colonnade.articles.forms.PictureForm",
    "WAGTAILIMAGES_MAX_UPLOAD_SIZE": 20 * 2**20,
    "WAGTAILIMAGES_MAX_IMAGE_PIXELS": MAX_PIXELS,
    "WAGTAILIMAGES_EXTENSIONS": ["avif", "gif", "jpg", "jpeg", "png", "webp"],
    "WAGTAILSEARCH_BACKENDS": {
        "default": {"BACKEND": "wagtail.search.backends.database", "ATOMIC_REBUILD": True}
    },
    "TAGGIT_CASE_INSENSITIVE": True,
    "TAGGIT_STRIP_UNICODE_WHEN_SLUGIFYING": False,
    "WAGTAIL_ALLOW_UNICODE_SLUGS": True,
}
