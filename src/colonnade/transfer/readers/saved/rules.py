"""What a page says of who may comment there."""

import re

from colonnade.transfer.readers.saved.tree import Node, Tree
from colonnade.transfer.readers.saved.units import Unit

_LONGEST = 200
# The words, and what they come to: a value of the setting `commenting`, or "closed".
_RULES = (
    (
        re.compile(
            r"comments (?:are|have been|were) (?:now )?(?:closed|disabled|locked)|commenting "
            r"(?:is|has been)"
            r" (?:closed|disabled)|comments off|kommentare sind (?:geschlossen|deaktiviert)"
            r"|(?:die )?kommentarfunktion ist (?:geschlossen|deaktiviert)|les commentaires sont"
            r" (?:fermés|clos|désactivés)|(?:los )?comentarios (?:están )?cerrados"
            r"|комментарии (?:закрыты|отключены)|обсуждение закрыто",
            re.IGNORECASE,
        ),
        "closed",
    ),
    (
        re.compile(
            r"only (?:logged[- ]in|registered|signed[- ]in) (?:users?|members?|people) (?:can|may)"
            r"|(?:must|need to|have to) (?:be )?(?:logged in|log in|login|signed in|sign in|"
            r"register)"
            r"(?: or \w+)? (?:in order )?to (?:post|leave|add|write|make|comment|reply|submit)"
            r"|(?:log ?in|sign in)(?: or (?:register|sign up|create an account))? to (?:post|"
            r"leave|add|write"
            r"|comment|join)|(?:please )?(?:log ?in|register) to (?:post|leave|add) (?:a "
            r")?comments?"
            r"|(?:anmelden|einloggen)(?: oder registrieren)?,? um (?:kommentare|einen kommentar)"
            r"|(?:sie müssen|du musst) (?:angemeldet|eingeloggt) sein"
            r"|(?:connectez|identifiez)-vous(?: ou \S{1,20})? pour (?:poster|publier|laisser|"
            r"commenter)"
            r"|vous devez être connecté|(?:inicie|inicia) sesión(?: o \S{1,20})? para"
            r"|debes? (?:iniciar sesión|estar conectado|acceder)|(?:войдите|авторизуйтесь)[^.]{0,"
            r"50}"
            r"(?:комментар|отправлять)|только зарегистрированные",
            re.IGNORECASE,
        ),
        "members",
    ),
    (
        re.compile(
            r"(?:comments?|posts?) (?:will be|are|is|must be) (?:held (?:for|in)|moderated|"
            r"reviewed|approved"
            r"|published (?:only )?after)|(?:comment )?moderation is (?:enabled|in use|on)"
            r"|kommentare werden (?:moderiert|geprüft|freigeschaltet)|commentaires sont modérés"
            r"|los comentarios (?:serán|están) moderados|комментарии (?:проходят )?модер",
            re.IGNORECASE,
        ),
        "guests-held",
    ),
)


def rules_of(tree: Tree, units: list[Unit]) -> list[tuple[str, str]]:
    """Return (commenting, the page's own sentence), each once; comments themselves say nothing."""
    taken = [(unit.roots[0].order, unit.roots[-1].last) for unit in units]
    found: dict[str, tuple[Node, str]] = {}
    index = 0
    for node in tree.nodes:
        while index < len(taken) and taken[index][1] < node.order:
            index += 1
        inside = index < len(taken) and taken[index][0] <= node.order
        if node.stop - node.inner > 3 * _LONGEST or node.name in {"", "script", "style", "option"}:
            continue
        if inside and not _is_link(node):
            continue
        text = tree.text(node)
        for pattern, value in _RULES:
            innermost = value not in found or found[value][0].holds(node)
            if innermost and len(text) <= _LONGEST and pattern.search(text):
                found[value] = (node, text)
    return [(value, text) for value, (_, text) in found.items()]


def _is_link(node: Node) -> bool:
    above: Node | None = node
    for _ in range(3):
        if above is not None and above.classes & {
            "links",
            "comment_forbidden",
            "comment-forbidden",
        }:
            return True
        above = above.parent if above is not None else None
    return False
