"""The addresses of the newspaper. `project` loads them where there are articles."""

from django.urls import URLPattern, re_path

from colonnade.web.views.newspaper import pictures

# Before all other addresses of the readers.
FIRST: list[URLPattern] = [
    re_path(
        r"^media/pictures/(?P<key>[0-9a-f]{16})-(?P<width>\d{3,4})\.(?P<form>avif|webp|jpg)$",
        lambda request, key, width, form: pictures.picture(request, key, int(width), form),
        name="picture",
    ),
    re_path(
        r"^media/(?P<folder>original_images|images)/(?P<name>[^/]+)$",
        pictures.newsroom_picture,
        name="newsroom_picture",
    ),
]

# After them: a section may have any name that no other address begins with.
LAST: list[URLPattern] = []
