"""What went wrong, in one sentence that says what to do."""

from colonnade.kit.refusals import Kind, Refusal


class CannotDo(Exception):
    """A command cannot go on; the message says why and what to do."""


def sentence_for(error: Exception) -> str:
    """Return what to tell the operator about a failure."""
    if isinstance(error, Refusal):
        return _refused(error)
    if isinstance(error, CannotDo):
        return str(error)
    # By name: a command that needs no database does not load Django to fail.
    if type(error).__name__ in {"OperationalError", "InterfaceError"}:
        return (
            f"The database failed: {_first_line(error)}. Check that it runs, that its disk has"
            " room, and that COLONNADE_DATABASE_URL is right."
        )
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}. Check the path and its permissions."
    return f"{type(error).__name__}: {_first_line(error)}. Add --debug to see where it happened."


def is_misuse(error: Exception) -> bool:
    """Tell whether a word on the command line was wrong; one in a file or variable is not."""
    if not isinstance(error, Refusal) or error.code.startswith(("config_", "import_")):
        return False
    return error.kind in {Kind.INVALID, Kind.TOO_LARGE}


def _refused(refusal: Refusal) -> str:
    from django.conf import settings

    from colonnade.flows.sentences import SENTENCES, sentence

    if refusal.code not in SENTENCES:  # a fault of ours must not hide the refusal
        return f"Refused: {refusal.code} {refusal.data or ''}. Add --debug to see where."
    if settings.configured:
        return sentence(refusal)
    words = SENTENCES[refusal.code]
    return words % refusal.data if "%(" in words else words


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [""])[0].rstrip(".")
