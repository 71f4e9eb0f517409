"""What a form sends, told from what Django makes of it."""

from urllib.parse import parse_qsl

from django.http import HttpRequest

from colonnade.kit.refusals import Kind, Refusal

_URLENCODED = "application/x-www-form-urlencoded"


def insist_decodable(request: HttpRequest) -> None:
    """Raise Refusal text_undecodable where bytes of a form are no UTF-8, lone surrogates too.

    Django puts U+FFFD in their place without a word; `request.POST` still holds that, to be
    shown again. Browsers send the forms with text as they are looked at here.
    """
    if request.content_type != _URLENCODED:
        return
    try:
        parse_qsl(request.body.decode(), keep_blank_values=True, errors="strict")
    except UnicodeDecodeError as error:
        raise Refusal("text_undecodable", Kind.INVALID, field="body") from error
