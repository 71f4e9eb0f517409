"""The addresses whose answers are one visitor's own, or change with what she asks."""

PRIVATE = (
    "/accounts/",
    "/api/",
    "/c/",
    "/decisions/",
    "/guest/",
    "/me/",
    "/media/images/",
    "/media/original_images/",
    "/newsroom/",
    "/personal/",
    "/reports/",
    "/search/",
    "/staff/",
    "/viewing/",
)
# And ends: the form under a discussion, which holds her own token.
PRIVATE_ENDS = ("/comment",)
