"""The addresses of the staff's screens; each view is behind a door of `staff.access`."""

from django.urls import URLPattern, path, re_path

from colonnade.kit.ids import PUBLIC_ID
from colonnade.staff.views import (
    appeals,
    begin,
    by_mail,
    comment,
    cut_out,
    cutting,
    decisions,
    desk,
    erase,
    export,
    gates,
    import_details,
    imported,
    imports,
    law,
    lists,
    look,
    people,
    person,
    person_since,
    policy,
    policy_texts,
    queue,
    raid,
    reports,
    settings,
    slots,
    standing,
    threads,
    triage,
)

_ID = PUBLIC_ID.pattern

urlpatterns: list[URLPattern] = [
    path("", queue.queue, name="staff_queue"),
    re_path(rf"^comments/(?P<comment>{_ID})/$", comment.comment, name="staff_comment"),
    re_path(rf"^comments/(?P<comment>{_ID})/decide$", comment.decide_on, name="staff_decide"),
    re_path(rf"^comments/(?P<comment>{_ID})/keep$", reports.keep, name="staff_keep"),
    path("reports/", reports.reports, name="staff_reports"),
    path("reports/rule", reports.set_rule, name="staff_report_rule"),
    path("triage/", triage.triage_page, name="staff_triage"),
    re_path(rf"^comments/(?P<comment>{_ID})/cut-out$", cut_out.cut_out, name="staff_cut_out"),
    re_path(rf"^comments/(?P<comment>{_ID})/note$", desk.note, name="staff_note"),
    re_path(rf"^comments/(?P<comment>{_ID})/warn$", desk.warn, name="staff_warn"),
    re_path(r"^by-mail/(?P<secret>[0-9a-z]{12,64})/$", by_mail.by_mail, name="staff_by_mail"),
    path("together", desk.together, name="staff_together"),
    path("filters", desk.filters, name="staff_filters"),
    path("give-back", desk.give_back, name="staff_give_back"),
    re_path(rf"^people/(?P<handle>{_ID})/duties$", desk.duties, name="staff_duties"),
    path("appeals/", appeals.appeals, name="staff_appeals"),
    re_path(rf"^appeals/(?P<appeal>{_ID})/$", appeals.appeal, name="staff_appeal"),
    path("decisions/", decisions.decisions, name="staff_decisions"),
    path("threads/", threads.threads, name="staff_threads"),
    path("threads/new/", threads.new_thread, name="staff_new_thread"),
    re_path(rf"^threads/(?P<thread>{_ID})/$", threads.thread, name="staff_thread"),
    re_path(rf"^threads/(?P<thread>{_ID})/noindex$", threads.noindex, name="staff_thread_noindex"),
    path("gates/", gates.gates, name="staff_gates"),
    path("lists/", lists.lists, name="staff_lists"),
    re_path(rf"^lists/(?P<which>new|{_ID})/$", lists.one_list, name="staff_list"),
    path("raid/", raid.raid, name="staff_raid"),
    path("policy/", policy.edit_policy, name="staff_policy"),
    path("policy/languages/", policy_texts.edit_text, name="staff_policy_texts"),
    path("begin/", begin.begin, name="staff_begin"),
    path("begin/remove-sample/", begin.confirm_removal, name="staff_remove_sample"),
    path("settings/", settings.edit_settings, name="staff_settings"),
    path("look/", look.look, name="staff_look"),
    path("own-html/", slots.slots, name="staff_slots"),
    path("imports/", imports.imports, name="staff_imports"),
    re_path(rf"^imports/(?P<run>{_ID})/$", imports.run, name="staff_import"),
    re_path(rf"^imports/(?P<run>{_ID})/go$", imports.start, name="staff_import_go"),
    re_path(rf"^imports/(?P<run>{_ID})/undo$", imports.take_back, name="staff_import_undo"),
    re_path(
        rf"^imports/(?P<run>{_ID})/ledger/$", import_details.ledger, name="staff_import_ledger"
    ),
    re_path(rf"^imports/(?P<run>{_ID})/texts/$", import_details.flaws, name="staff_import_flaws"),
    re_path(
        rf"^imports/(?P<run>{_ID})/questions/$",
        import_details.questions,
        name="staff_import_questions",
    ),
    re_path(rf"^comments/(?P<comment>{_ID})/cut$", cutting.cut, name="staff_cut"),
    path("law/", law.orders, name="staff_law"),
    path("law/new/", law.new_order, name="staff_new_order"),
    path("law/desk", law.desk, name="staff_law_desk"),
    re_path(rf"^law/(?P<order>{_ID})/$", law.order, name="staff_order"),
    re_path(rf"^law/(?P<order>{_ID})/sealed$", law.sealed, name="staff_sealed"),
    re_path(rf"^comments/(?P<comment>{_ID})/export$", export.export, name="staff_export"),
    path("imported/", imported.imported, name="staff_imported"),
    re_path(
        rf"^imported/(?P<comment>{_ID})/$", imported.imported_writer, name="staff_imported_writer"
    ),
    path("people/", people.people, name="staff_people"),
    re_path(rf"^people/(?P<handle>{_ID})/role$", people.give_role, name="staff_role"),
    re_path(rf"^comments/(?P<comment>{_ID})/writer$", person.writer, name="staff_writer"),
    path("standing/", standing.edit_levels, name="staff_standing"),
]

# The same for members, by their handles, and for guests, by the word that follows from their key.
_ABOUT = (
    ("", person.person, ""),
    ("measure", person.measure, "_measure"),
    ("lift", person.lift_measure, "_lift"),
    ("since", person_since.since, "_since"),
    ("undo", person_since.undo, "_undo"),
    ("note", person.note, "_note"),
    ("erase", erase.erase, "_erase"),
)
urlpatterns += [
    re_path(rf"^{kind}/(?P<word>{_ID})/{end}$", view, {"kind": kind}, name=f"staff_{name}{act}")
    for kind, name in (("people", "person"), ("guests", "guest"))
    for end, view, act in _ABOUT
]
