"""The readers' addresses; the table in the guide is checked against them."""

from django.urls import URLPattern, path, re_path, register_converter

from colonnade.kit.ids import PUBLIC_ID
from colonnade.web.views import (
    comment,
    compose,
    decision,
    erase,
    feeds,
    front,
    guest,
    health,
    log,
    log_feed,
    log_year,
    look,
    me,
    outside,
    people,
    policy,
    report,
    report_appeal,
    search,
    sign_in,
    thread,
)


class IdConverter:
    """A public id in an address."""

    regex = PUBLIC_ID.pattern

    def to_python(self, value: str) -> str:
        """Return the id."""
        return value

    def to_url(self, value: str) -> str:
        """Return the id."""
        return value


register_converter(IdConverter, "id")

urlpatterns: list[URLPattern] = [
    path("", front.front, name="front"),
    path("t/<id:thread>/", thread.thread, name="thread"),
    path("t/<id:thread>/comment", compose.comment_form, name="comment_form"),
    path("t/<id:thread>/comment/post", compose.post, name="post"),
    re_path(
        rf"^t/(?P<thread>{PUBLIC_ID.pattern})/feed\.(?P<form>xml|json)$",
        feeds.thread_comments,
        name="thread_feed",
    ),
    re_path(r"^feeds/comments\.(?P<form>xml|json)$", feeds.all_comments, name="comments_feed"),
    path("personal/", thread.visitor, name="personal_visitor"),
    path("personal/t/<id:thread>", thread.personal, name="personal"),
    path("viewing/", thread.save_viewing, name="save_viewing"),
    path("c/<id:comment>/", comment.comment, name="comment"),
    path("c/<id:comment>/mine", comment.mine, name="mine"),
    path("c/<id:comment>/reply", compose.reply_form, name="reply"),
    path("c/<id:comment>/edit", comment.edit, name="edit"),
    path("c/<id:comment>/delete", comment.delete, name="delete"),
    path("c/<id:comment>/history", comment.history, name="history"),
    path("c/<id:comment>/report", report.report_comment, name="report"),
    path("reports/<str:secret>/", report.report_status, name="report_status"),
    path("reports/<str:secret>/object", report_appeal.object_to, name="report_object_to"),
    path("decisions/outside/<str:secret>/", outside.outside, name="outside"),
    path("decisions/<id:decision>/", decision.decision, name="decision"),
    path("decisions/<id:decision>/object", decision.object_to, name="object_to"),
    path("guest/<str:token>/<id:comment>/", guest.guest_key, name="guest_key"),
    path("guest/leave/", guest.leave, name="guest_leave"),
    path("people/<id:handle>/", people.person, name="person"),
    path("people/<id:handle>/comments/", people.person, name="person_comments"),
    re_path(
        r"^media/portraits/(?P<name>[0-9a-f]{32}-(?:48|96|192))\.webp$",
        people.picture,
        name="portrait",
    ),
    re_path(r"^look/(?P<name>[0-9a-f]{16})\.css$", look.stylesheet, name="look"),
    re_path(r"^media/look/(?P<name>[0-9a-f]{16}-\d{1,4}x\d{1,4}\.webp)$", look.logo, name="logo"),
    path("me/", me.me, name="me"),
    path("me/settings/", me.settings_page, name="my_settings"),
    path("me/picture/", me.change_picture, name="my_picture"),
    path("me/sign-out-everywhere/", me.sign_out_everywhere, name="sign_out_everywhere"),
    path("me/erase/", erase.erase, name="my_erase"),
    path("me/erase/keep/", erase.keep, name="my_erase_keep"),
    path("me/erase/undo/<id:erasure>/<str:secret>/", erase.keep_by_link, name="my_erase_undo"),
    path("accounts/link/<str:token>/", sign_in.one_time, name="one_time"),
    path("rules/", policy.rules, name="rules"),
    path("rules/<int:version>/", policy.rules, name="rules_version"),
    path("log/", log.log, name="log"),
    path("log/<int:year>/", log_year.year_page, name="log_year"),
    path("log/<int:year>.csv", log_year.year_csv, name="log_year_csv"),
    path("log/entries.json", log.entries, name="log_entries"),
    path("log/verify.py", log.script, name="log_script"),
    re_path(r"^feeds/log\.(?P<form>xml|json)$", log_feed.log_feed, name="log_feed"),
    path(".well-known/colonnade-log.json", log.well_known, name="log_key"),
    path("search/", search.search, name="search"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("robots.txt", health.robots, name="robots"),
]
