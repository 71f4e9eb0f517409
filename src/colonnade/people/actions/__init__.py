"""Make and change accounts, guests and one-time links."""

from colonnade.people.actions.accounts import (
    add_person,
    check_email,
    check_password,
    confirm_address,
    rename,
    set_up_account,
)
from colonnade.people.actions.barring import let_in_due, shut_out, unbar
from colonnade.people.actions.keeping import (
    end_sessions,
    ensure_guest,
    keep_picture,
    keep_reasons_mail,
    keep_shortcuts,
    keep_viewing,
)
from colonnade.people.actions.links import is_link_good, make_link, spend_link
from colonnade.people.actions.names import claim_guest_name, claim_name
from colonnade.people.actions.roles import bind_to_sections, change_role
from colonnade.people.actions.sample import add_sample_people, remove_sample_people

__all__ = [
    "add_person",
    "add_sample_people",
    "bind_to_sections",
    "change_role",
    "check_email",
    "check_password",
    "claim_guest_name",
    "claim_name",
    "confirm_address",
    "end_sessions",
    "ensure_guest",
    "is_link_good",
    "keep_picture",
    "keep_reasons_mail",
    "keep_shortcuts",
    "keep_viewing",
    "let_in_due",
    "make_link",
    "remove_sample_people",
    "rename",
    "set_up_account",
    "shut_out",
    "spend_link",
    "unbar",
]
