"""Every refusal in plain words, for all doors: what happened, that nothing is lost, what to do."""

from collections.abc import Mapping

from django.utils.translation import gettext

from colonnade.kit.refusals import Kind, Refusal
from colonnade.people.sentences import NAME_SENTENCES

STATUS = {
    Kind.DENIED: 403,
    Kind.MISSING: 404,
    Kind.INVALID: 422,
    Kind.CONFLICT: 409,
    Kind.TOO_FAST: 429,
    Kind.TOO_LARGE: 413,
}


def _(words: str) -> str:
    """Mark words for translation; Django's own marker would want its settings at import."""
    return words


SENTENCES = {
    "text_empty": _("There is nothing written yet."),
    "text_has_nul": _(
        "The text holds a character that no text may hold (U+0000). Please remove it."
    ),
    "text_has_surrogate": _(
        "The text holds half a character (a lone surrogate) at place %(place)s."
        " Please remove it or type it again."
    ),
    "text_undecodable": _(
        "Some characters arrived broken (they are no UTF-8); � stands in their place. Please type"
        " them again."
    ),
    "text_too_long": _("The text is too long: %(length)s characters; %(limit)s are possible."),
    **NAME_SENTENCES,
    "url_invalid": _("An address begins with https:// or http://."),
    "thread_missing": _("There is no such discussion."),
    "thread_closed": _("This discussion is closed and takes no more comments."),
    "members_only": _("Only logged in users can comment."),
    "suspended": _(
        "You cannot write here until %(until)s (UTC). Your page says why, and how to object."
        " Nothing of what you typed is lost."
    ),
    "banned": _(
        "You cannot write here any more. Your page says why, and how to object. Nothing of what"
        " you typed is lost."
    ),
    "law_desk_only": _("Only the owner, and those who have the law desk, may do this."),
    "order_kind": _("Please say what is ordered: to remove, to inform or to preserve."),
    "order_authority": _("Please name the authority that orders it."),
    "order_received": _("An order cannot arrive in the future. Please mend when it was received."),
    "order_deadline": _("The deadline is before the order was received. Please mend one of them."),
    "order_silence": _("Please say until when the writer may not be told: a time still to come."),
    "order_time": _("Please give date and time like 2026-11-22 14:30."),
    "order_missing": _("There is no such order."),
    "order_settled": _("This order is settled already. Nothing more was done."),
    "order_answer": _("Please say why the order is set aside. It is kept with the order."),
    "article_out": _("Only editors and owners may let search engines leave an article out."),
    "leave_out_why": _("Please say why search engines are to leave it out. It is kept."),
    "unseal_why": _(
        "Please say why you look at the sealed copy. It is written down with your name."
    ),
    "sealed_missing": _("There is no sealed copy, or its time is over."),
    "sealed_key": _(
        "This copy was sealed with another secret than this server has now. Nothing is lost: put"
        " the secret.key of that time, which a backup holds, into the file secret.former in the"
        " data folder, and start the server again."
    ),
    "sealed_broken": _(
        "This copy is not what was sealed: it was changed afterwards, or is damaged. It is not"
        " shown. A backup of the time before may hold it whole."
    ),
    "suspended_here": _(
        "Somebody who logged in with this browser cannot write here until %(until)s (UTC), and so"
        " cannot a guest. Log in to read why, and how to object. What you typed is still there."
    ),
    "banned_here": _(
        "Somebody who logged in with this browser cannot write here any more, and so cannot a"
        " guest. Log in to read why, and how to object. What you typed is still there."
    ),
    "measure_unknown": _("There is no measure %(kind)s."),
    "measure_missing": _("There is no such measure, or it has ended."),
    "measure_until": _("Please say until when, by a moment that is still to come."),
    "measure_days": _("Please give a number of days, up to %(most)s; 0.5 is half a day."),
    "measure_seconds": _("Please say how many seconds: from 1 to %(most)s."),
    "measure_reason": _("Please say why. She is told the reason."),
    "measure_ground": _("Please name the rule or the law that it rests on."),
    "erasure_asked": _("This was asked already, and waits. It can still be undone."),
    "erasure_missing": _("There is nothing to undo: it was undone, or it is done."),
    "erasure_choice": _("Please choose what shall go."),
    "erasure_nothing": _("Please choose at least one comment, or an address."),
    "erasure_tries": _("Too many tries. Please wait %(seconds)s seconds."),
    "erasure_reason": _("Please say why; it stays in the records, without a name."),
    "erasure_proof": _("This is not your password. Nothing is changed."),
    "erasure_sign_in": _("Please sign in anew first: this needs a fresh sign-in."),
    "batch_missing": _("There is no such act on several comments."),
    "batch_undone": _("Nothing of it is left to take back."),
    "level_invalid": _("Please give whole numbers from 0 to %(most)s, not “%(value)s”."),
    "section_elsewhere": _("This belongs to a section for which somebody else answers."),
    "above_you": _("Only an owner may decide about one of the staff."),
    "slowed": _(
        "Comments come slowly here at present. Please wait %(seconds)s seconds and press again;"
        " what you typed is still there."
    ),
    "raid_members_only": _(
        "For some hours only members can comment here. What you typed is still there: sign in, or"
        " come back later."
    ),
    "list_refuses": _(
        "The text holds something that is not taken here. It is still there: please change it and"
        " press again."
    ),
    "list_refuses_because": _("%(words)s Your text is still there: change it and press again."),
    "repeat_refused": _(
        "The same text, or nearly the same, was posted here lately. Yours is still there: please"
        " change it and press again."
    ),
    "list_missing": _("There is no such list."),
    "list_name_missing": _("Please give the list a name."),
    "list_invalid": _("The list cannot be kept as it is typed: a name or a sentence is too long."),
    "list_too_long": _("The list is too long: %(most)s entries are possible."),
    "entry_too_long": _("Line %(line)s is too long: %(limit)s characters are possible."),
    "entry_without_word": _("Line %(line)s holds no letter and no digit."),
    "pattern_refused": _(
        "The pattern in line %(line)s cannot be taken: %(why)s. It is written as for RE2, which"
        " knows no look-ahead and no back-reference."
    ),
    "pattern_finds_all": _(
        "The pattern in line %(line)s would find something in every text. Please make it stricter."
    ),
    "gate_choice_invalid": _("What is chosen for %(name)s does not fit. Nothing was changed."),
    "preset_unknown": _("There is no such set of choices."),
    "raid_empty": _("Please choose what is to be stricter."),
    "raid_hours": _("Please say for how many hours: from 1 to %(most)s."),
    "raid_seconds": _("Please say how many seconds lie between two comments: at most %(most)s."),
    "raid_everywhere": _(
        "You answer for some sections, not for the whole site: switch on single discussions of"
        " these."
    ),
    "raid_missing": _("This switch is off already."),
    "too_fast": _(
        "Too many comments in a short time. Please wait %(seconds)s seconds and press again."
    ),
    "parent_missing": _("The comment you answer is not there any more."),
    "parent_below": _("A comment cannot answer itself or one of its own replies."),
    "key_taken": _("This form was already used for another comment. Please press again."),
    "key_invalid": _("The key of the form is not a UUID. Please load the page again."),
    "picture_missing": _("There is no such picture."),
    "triage_off": _("Triage is switched off. Switch it on first, on its page."),
    "policy_elsewhere": _(
        "Version %(number)s of the policy was published while you were writing. Compare, and"
        " publish again."
    ),
    "log_year_missing": _("The log has nothing of that year."),
    "policy_rules_differ": _(
        "In every language the rules have the same numbers. These are: %(numbers)s."
    ),
    "language_unknown": _("%(value)s is no language. Give a code like de, fr or pt-BR."),
    "policy_missing": _("The policy has no such version."),
    "rule_missing": _("The policy has no rule %(number)s. Choose another one."),
    "comment_missing": _("There is no such comment, or it is not public."),
    "comment_gone": _("The comment has been removed in the meantime."),
    "edit_denied": _("This comment cannot be edited by you, or not any more."),
    "edited_elsewhere": _(
        "The comment was changed elsewhere since you opened it. Compare, and save again."
    ),
    "delete_denied": _("Only its writer may delete a comment."),
    "report_kind_unknown": _("A report is of one of these kinds: %(known)s."),
    "report_rule_missing": _("Please choose the rule that the comment breaks."),
    "report_why_missing": _("Please say why. Without a reason nobody can check it."),
    "report_name_missing": _("Please give your name. Only the moderators see it."),
    "report_email_missing": _(
        "Please give your e-mail address, so that we can answer you. Only the moderators see it."
    ),
    "good_faith_missing": _("Please confirm that what you write is true as far as you know."),
    "appeal_missing": _("There is no such appeal."),
    "appeal_made": _("You have objected to this decision already: once is enough."),
    "appeal_needless": _(
        "There is nothing to object to: this takes nothing from you, or not any more."
    ),
    "appeal_late": _("The time to object is over: it was %(days)s days."),
    "appeal_alone": _(
        "There is nobody else on this site who could decide it anew. Please write to the contact."
    ),
    "appeals_too_many": _("You can object %(limit)s times a day. Please come back tomorrow."),
    "appeal_words_missing": _("Please say in your words why you think that it is wrong."),
    "appeal_decided": _("Somebody has decided this appeal already."),
    "appeal_first_decider": _(
        "You made the first decision. Somebody else must decide this appeal."
    ),
    "appeal_own": _("This appeal is about you. Somebody else must decide it."),
    "appeal_verdict": _("Please say whether the decision stands or is taken back."),
    "appeal_reasons": _("Please give the reasons: who objected will read them."),
    "appeal_overtaken": _(
        "Something else was decided on the comment since then; this decision cannot be taken back"
        " any more."
    ),
    "report_missing": _("There is no such report."),
    "reports_too_many": _(
        "More than %(limit)s reports a day are not taken from one person or connection. Please"
        " send this one again tomorrow; if it cannot wait, write to the editors."
    ),
    "case_missing": _("Nothing is reported of this comment, or somebody has settled it already."),
    "case_grown": _(
        "Another notice came in while you were looking at the comment. Your decision was not"
        " carried out. Please read it, too."
    ),
    "moderators_only": _("Only moderators may do this."),
    "owners_only": _("Only the owner may do this."),
    "saved_meanwhile": _(
        "This page was saved by another request at the same moment, perhaps by this window itself."
        " What you typed is safe there: go to the list of pages and open it."
    ),
    "newsroom_only": _(
        "The newsroom is for editors and owners. If you are to write here, ask the owner to give"
        " you that role."
    ),
    "ground_missing": _("Please name the rule or the law that it rests on."),
    "decision_missing": _("There is no such decision."),
    "undo_impossible": _("This cannot be taken back any more: something was decided after it."),
    "cut_missing": _("Nothing is cut out of this text now, or its writer has changed it since."),
    "cut_nothing": _("Please choose what is to be cut out."),
    "cut_all": _("Nothing would be left. Remove the comment instead."),
    "note_empty": _("Please write something to your colleagues."),
    "colleague_missing": _("There is no such colleague."),
    "filter_name_missing": _("Please give the view a name."),
    "filters_too_many": _("You keep %(limit)s views already. Forget one of them first."),
    "section_missing": _("There is no such section."),
    "desk_link_dead": _("This link was used already, or it is too old. Nothing was decided."),
    "outside_missing": _(
        "Nobody outside is named. Name somebody in the settings, with her address of mail."
    ),
    "outside_link_dead": _(
        "This link was used already, it is too old, or somebody else has decided meanwhile. Nothing"
        " was decided now. Thank you for having come."
    ),
    "reason_missing": _("Please say why. Readers will see the reason in the comment's place."),
    "act_impossible": _("This is not possible any more: the comment is %(state)s."),
    "comment_changed": _(
        "The comment changed while you were looking at it: it is %(state)s now."
        " Your decision was not carried out."
    ),
    "comment_reworded": _(
        "The comment got another wording while you were looking at it."
        " Your decision was not carried out. Please read it again."
    ),
    "page_missing": _("The discussion has %(pages)s pages; there is no page %(page)s."),
    "own_account": _("Somebody else must do this for your account."),
    "owner_last": _("The site needs an owner. Make somebody else an owner first."),
    "person_missing": _("There is nobody of this name."),
    "link_spent": _("This link was used already or is too old. Ask for a new one."),
    "form_too_large": _(
        "What was sent is too large: %(max_mib)s MiB are possible. Go back: it is still there."
    ),
    "picture_too_large": _("The picture is too large: %(max_mib)s MiB are possible."),
    "picture_unreadable": _("This file cannot be read as a picture. JPEG, PNG, WebP and GIF can."),
    "picture_svg": _("SVG can hold scripts and is not taken. Please save the logo as PNG or WebP."),
    "picture_too_many_pixels": _("The picture has too many pixels."),
    "sign_in_first": _("Please sign in first."),
    "setting_unknown": _("There is no setting %(name)s. There are: %(known)s."),
    "setting_invalid": _("%(value)s does not fit the setting %(name)s. Expected: %(expected)s."),
    "settings_faulty": _("%(count)s of the settings cannot be kept as typed; nothing was saved."),
    "menu_line": _(
        "Line %(line)s of the menu cannot be read. A line is: Words | /address. The address"
        " begins with / or https://."
    ),
    "menu_too_long": _("The menu has too many lines: %(most)s are possible."),
    "css_import": _("@import is not possible: put all of the CSS here."),
    "css_elsewhere": _(
        "The CSS would load something from elsewhere: %(address)s. Pages load from this site alone."
    ),
    "slot_unknown": _("There is no such place for own HTML."),
    "slot_too_long": _("The HTML is too long: %(limit)s characters are possible."),
    "slot_open": _(
        "The HTML does not end what it begins: a tag, a comment or a script is not closed, or"
        " something is closed that was not opened. Tags of a whole page (html, head, body) and"
        " template have no place here."
    ),
    "look_missing": _("The site has no stylesheet of its own."),
    "public_url_insecure": _(
        "You came here by http, so an https address would lock you out of this form. Open the"
        " site by https first, then set the address."
    ),
    "password_missing": _("Please choose a password."),
    "password_weak": _("This password will not do. %(why)s"),
    "account_settled": _(
        "Your account has an address and a password already. Change them on your page."
    ),
    "mail_unreachable": _(
        "The mail server %(host)s does not answer at port %(port)s. Look at COLONNADE_EMAIL_URL."
    ),
    "mail_denied": _(
        "The mail server %(host)s does not accept the user name and password in"
        " COLONNADE_EMAIL_URL."
    ),
    "mail_not_taken": _("The mail server %(host)s did not take the mail: %(why)s"),
    "role_unknown": _("There is no role %(role)s. There are: %(known)s."),
    "email_invalid": _("%(email)s is not an e-mail address."),
    "email_taken": _("There is an account with this address already."),
    "config_unreadable": _("%(path)s cannot be read: %(why)s."),
    "config_unknown": _("%(path)s holds %(name)s, which is no setting."),
    "config_invalid": _("%(value)s does not fit the setting %(name)s. Expected: %(expected)s."),
    "offer_missing": _("There is no such question."),
    "offer_decided": _("Somebody has answered this question already."),
    "offer_open": _("Nobody has answered this question yet."),
    "cut_invalid": _("Each piece needs some words, and no two pieces the same ones."),
    "cut_answered": _(
        "Something has happened in this discussion since the text was cut; it cannot be joined"
        " again."
    ),
    "import_not_done": _("Only an import that was written can be undone; this one was not."),
    "import_not_last": _(
        "A later import of the same site builds on this one. Undo that one first: %(later)s."
    ),
    "import_answered": _(
        "Nothing was undone: since this import somebody has answered, edited or decided on what it"
        " brought, in %(count)s places: %(listed)s."
    ),
    "import_missing": _("There is no such import."),
    "format_unknown": _("There is no reader for %(name)s. There are: %(known)s."),
    "import_uneven": _(
        "The ledger has %(lines)s lines for %(records)s records (%(kind)s): this is a fault of the"
        " program. Nothing was brought in."
    ),
    "import_broken": _(
        "The import stopped at a fault of the program: %(why)s. Nothing was brought in."
    ),
    "import_running": _("Another import works at this moment. Please wait until it is done."),
    "import_not_ready": _(
        "This import does not wait for your word: it works, or was brought in already."
    ),
    "import_unfinished": _(
        "An earlier import from the same site (%(file)s, run %(run)s) is not finished. Bring that"
        " file in once more to go on with it, or undo that run."
    ),
    "import_forgotten": _(
        "The file named somebody who was erased since, so it was dropped. Bring it in once more:"
        " what was hers is left out."
    ),
    "import_file_missing": _("Please choose a file."),
    "import_format_missing": _("Please say what the file is."),
    "import_too_large": _(
        "The file is too large to be sent here: %(max_mib)s MiB are possible. On the server it can"
        " be of any size: colonnade import FORMAT FILE."
    ),
    "import_unreadable": _("The file cannot be read at line %(line)s. %(why)s"),
    "request_invalid": _("The request does not have the expected form: %(why)s."),
    "forgery_suspected": _(
        "The form did not carry its safety sign (a cookie may be blocked or too old)."
    ),
}


def sentence(refusal: Refusal) -> str:
    """Return what to tell a person about a refusal."""
    return sentence_of(refusal.code, refusal.data)


def sentence_of(code: str, data: Mapping[str, object]) -> str:
    """Return the same for a refusal of which code and data alone were kept."""
    words = gettext(SENTENCES[code])
    return words % data if "%(" in words else words


def status(refusal: Refusal) -> int:
    """Return the HTTP status of a refusal."""
    return STATUS[refusal.kind]
