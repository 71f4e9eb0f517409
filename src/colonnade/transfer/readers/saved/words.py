"""What themes write around comments, in the languages they write it in.

English, German, French, Spanish and Russian throughout; others where a phrase is well known.
"""

import re

from colonnade.transfer.readers.date_words import plain

# Drupal's mark of a guest, behind her name.
NOT_VERIFIED = re.compile(
    r"\s*\((?:not verified|nicht überprüft|nicht verifiziert|non vérifié(?:\(?e\)?)?|no verificado"
    r"|не проверено|не подтвержд[её]н\w*|não verificado|non verificato|niet gecontroleerd"
    r"|niet geverifieerd|ej verifierad|inte verifierad|ikke bekræftet|ikke verifisert"
    r"|niezweryfikowan[ya]|niepotwierdzon[ya]|neověřeno|未验证|未驗證|未確認|未認証[^()]{0,8}|doğrulanmamış|"  # noqa: RUF001
    r"nem ellenőrzött|visitor|guest|гость)\)\s*",
    re.IGNORECASE,
)
ANONYMOUS = frozenset(
    map(
        plain,
        [
            "anonymous",
            "guest",
            "gast",
            "anonym",
            "anonymer benutzer",
            "anonyme",
            "visiteur",
            "invité",
            "anónimo",
            "anonimo",
            "usuario anónimo",
            "visitante",
            "invitado",
            "аноним",
            "гость",
            "anoniem",
        ],
    )
)
# Before a name ("Submitted by NAME on ..."), and behind it ("NAME says:").
_BEFORE = re.compile(
    r"^(?:(?:(?:re)?submitted|posted|written|published|added|created|comment(?:ed)?|reply|sent"
    r"|verfasst|gespeichert|geschrieben|eingetragen|kommentar|erstellt|soumis|publié|écrit"
    r"|proposé|posté|commentaire|enviado|publicado|escrito|comentario|inviato|scritto|ingediend"
    r"|geplaatst|skickat|автор|опубликовано|отправлено|написал[ао]?|комментарий)\s*:?\s+)?"  # noqa: RUF001
    r"(?:(?:by|von|par|por|da|door|av|от|автор)\b\s*:?\s*)",
    re.IGNORECASE,
)
_VERBS = re.compile(
    r"(?:^|(?<=\s)|(?<=[,.:|«»\xa0—–-]))(?:submitted|posted|published|written|verfasst|gespeichert"
    r"|geschrieben|soumis|publié|enviado|publicado|опубликовано|отправлено|permalink|permanent link"
    r"|permanenter link|lien permanent|enlace permanente|постоянная ссылка|edit|reply|link)"
    r"(?=$|[\s:,.|])[:\s]*",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"[\s,;:|·•—–-]*(?:(?:\b(?:says|said|wrote|writes|replied|commented|comments|schreibt|schrieb"
    r"|sagt|sagte|meint|meinte|dit|a dit|écrit|a écrit|dice|dijo|escribió|escribe|ha dicho|ha "
    r"scritto|diz"
    r"|disse|пишет|написал|написала|говорит|сказал|сказала|zegt|schreef|säger|skriver"
    r"|on|at|am|um|le|el|den|à|a las|в)\b)|[:：])+[\s,;:|·•—–-]*$",  # noqa: RUF001
    re.IGNORECASE,
)
_EDGES = " \t\n\xa0,;:|·•—–-«»›‹.@#()[]"  # noqa: RUF001
ANSWERS = re.compile(
    r"\b(?:in (?:reply|response|answer) to|reply to|replying to|replied to|responding to"
    r"|(?:als )?antwort (?:auf|an)|en réponse à|en reponse a|répond(?:re)? à|en respuesta a"
    r"|respuesta a|responde a|em resposta a|in risposta a|als antwoord op|som svar på"
    r"|w odpowiedzi (?:na|do)|в ответ на|ответ на|ответил[ао]?)(?=[\s:]|$)[\s:]*",  # noqa: RUF001
    re.IGNORECASE,
)
BY = re.compile(r"\s+(?:by|von|par|por|da|door|от)\s+(\S.*)$", re.IGNORECASE)
EDITED = re.compile(
    r"(?:last edited|edited|last modified|last updated|updated|changed|modified|bearbeitet"
    r"|zuletzt (?:geändert|bearbeitet)|geändert|modifié|édité|editado|modificado|изменено"
    r"|отредактировано)\b",
    re.IGNORECASE,
)
PING = re.compile(
    r"^\W*(?:pingback|trackback|ping|rückverweis|retrolien|уведомление)\b[\s:]*", re.IGNORECASE
)
PROFILE = re.compile(
    r"^/(?:[\w-]{2,5}/)?(?:users?|author|u|members?|profile|people)(?:/|$)", re.IGNORECASE
)
NO_SUBJECT = frozenset(
    map(plain, ("(no subject)", "(kein betreff)", "(sans objet)", "(sin asunto)", "(без темы)"))
)
PICTURE = re.compile(
    r"^(?:picture of |bild von |portrait de |imagen de |аватар (?:пользователя )?|avatar (?:of|"
    r"for|von"
    r"|de) |gravatar (?:of|for) )(.+)$|^(.+?)(?:'s|’s) (?:picture|avatar|gravatar)$",
    re.IGNORECASE,
)
# What the links below a comment say; lines of nothing else are no text of anybody.
LINK_WORDS = frozenset(
    map(
        plain,
        [
            "reply",
            "reply ↓",
            "reply →",
            "reply to this",
            "reply to this comment",
            "edit",
            "delete",
            "(edit)",
            "permalink",
            "permanent link",
            "link",
            "#",
            "flag",
            "report",
            "report abuse",
            "share",
            "like",
            "likes",
            "quote",
            "parent",
            "top",
            "up",
            "log in to reply",
            "log in or register to post comments",
            "login or register to post comments",
            "log in to post comments",
            "login to post comments",
            "flag as inappropriate",
            "report this comment",
            "antworten",
            "antworten ↓",
            "bearbeiten",
            "löschen",
            "melden",
            "zitieren",
            "anmelden um zu antworten",
            "répondre",
            "répondre ↓",
            "modifier",
            "supprimer",
            "signaler",
            "citer",
            "responder",
            "responder ↓",
            "editar",
            "eliminar",
            "denunciar",
            "citar",
            "ответить",
            "ответить ↓",
            "изменить",
            "удалить",
            "цитировать",
            "new",
            "neu",
            "nouveau",
            "nuevo",
            "новое",
            "permalink.",
            "continue reading",
            "add new comment",
        ],
    )
)


def tidy_name(text: str) -> tuple[str, bool]:
    """Return the name in `text` without the words around it, and whether she was marked a guest."""
    text = " ".join(text.split())
    guest = NOT_VERIFIED.search(text) is not None
    bare = _BEFORE.sub("", _VERBS.sub("", _strip(NOT_VERIFIED.sub(" ", text).strip())))
    bare = _strip(_BEHIND.sub("", bare))
    return (bare if len(bare) <= 200 else ""), guest  # noqa: PLR2004


def exact_name(text: str) -> tuple[str, bool]:
    """Return the name that stands alone in `text`: only the mark of a guest is taken off."""
    text = " ".join(text.split())
    return NOT_VERIFIED.sub(" ", text).strip(), NOT_VERIFIED.search(text) is not None


def without_mark(name: str) -> str:
    """Return the name of somebody known as a guest without a mark in a language not known here."""
    found = re.fullmatch(r"(.*\S)\s\([^()\d]{4,30}\)", name)
    return found[1] if found else name


def is_boilerplate(text: str) -> bool:
    """Tell whether `text` is no more than the links that stand below every comment."""
    return plain(text).strip(" |·•-–()[]") in LINK_WORDS if len(text) < 60 else False  # noqa: PLR2004


def _strip(name: str) -> str:
    bare = name.strip(_EDGES)
    # A dot or a bracket may belong to the name: "J. R.", "Kim (Oslo)".
    tail = name[name.find(bare) + len(bare) :] if bare else ""
    if tail[:1] == ")" and "(" in bare:
        return bare + ")"
    return bare + "." if tail[:1] == "." and re.search(r"\b[^\W\d_]$", bare) else bare
