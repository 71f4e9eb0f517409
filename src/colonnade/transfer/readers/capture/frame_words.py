"""The sentences and words of pages' frames: Drupal's, WordPress's, and of sites around them."""

import re

_TALK = "(comments?|a comment|a reply|replies|new content|new comments?)"
_ACT = "(post|leave|add|write|view|reply|vote|rate|make)"
_LOG_IN = "(please )?(log ?in|sign in|register|sign up)"

VIEWING = re.compile(
    "comment viewing options|optionen für kommentaranzeige|anzeigeoptionen für kommentare"
    "|options d'affichage des commentaires"
    "|opciones de visualización.*|параметры просмотра комментариев"
)
_OPTION = r"(\w+ list - (collapsed|expanded)|date - \w+ first|\d+ comments per page|save settings)"
# Each is a whole line, in small letters, with straight apostrophes.
_SURE = (
    # Browsers of text break the sentence into two lines.
    r"select your preferred way to display the comments and click .save( settings.( .*)?)?",
    r"(settings. )?to activate your changes\.",
    r"wählen sie hier ihre bevorzugte (anzeigeart|darstellung).*",
    rf"\W*({_OPTION}\W*)+",
    r"#(alternate|shortlink|canonical|next|prev|edituri|wlwmanifest|rss)( .{0,120})?",
    rf"{_LOG_IN}(,? (or|/|to) [^.,!?]{{0,40}})? to {_ACT}\b[^.,!?]{{0,60}}[.!]?",
    rf"{_LOG_IN}( or (register|sign up|create an account))? to {_TALK}",
    r"(you must|please) (be )?(logged|log|sign|signed) in to .{0,80}",
    r"only (logged|registered|signed).{0,20} (users|members|readers).{0,20} comment.{0,20}",
    r"(new )?comment(at|er)ors? register here.{0,40}",
    r"new commenters register here.{0,40}",
    r"(anmelden|registrieren).{0,40} um kommentare .{0,20}",
    r"(connectez-vous|identifiez-vous).{0,40} pour (poster|publier).{0,40}",
    r"(inicie sesión|inicia sesión).{0,40} para (enviar|comentar).{0,40}",
    r"(войдите|зарегистрируйтесь).{0,60} комментари.{0,20}",
    r"leave a (reply|comment)(\s?-- ?.{0,60}--| to .{0,60}| cancel reply)?",
    r"(click here to )?cancel reply\.?|(e-?)?mail \(will not be published\).{0,20}",
    r"add new comment|post (new |a )?comment|reply to this comment",
    r"your email( address)? (will not|is never).{0,80}",
    r"required fields are marked.{0,5}",
    r"(name|e-?mail)( \(.{0,40}\))? ?\*|(e-?mail|name) \(required\)",
    r"notify me of .{0,60}|save my name, email.{0,100}|you may use these html tags.{0,400}",
    r"this site uses akismet.{0,120}",
    r"printer[- ]friendly( version)?|print this (page|article|post)|view printable version",
    r"(send|e-?mail|share|forward) (this |to a friend|by e-?mail|with friends).{0,30}",
    r"(click to )?share (this|on) .{0,40}|share this:?|like this:|like loading\.{0,3}",
    r"(vote (up|down)|you voted .{0,12}|no votes( yet)?)[!.]?",
    r"vote up[!.:]? ?[+-]?\d{1,5} ?(/ ?)?vote down[!.:]? ?[+-]?\d{1,5}",
    r"vote up[!.]? ?/? ?vote down[!.]?",
    r"your rating: .{0,20}average: .{0,30}|(up|down) ?votes?: ?\d{1,5}|points?: [+-]?\d{1,5}",
    r"reply \u2193|notify of|sort by:? (newest|oldest|best|most voted)\b.{0,40}|wpdiscuz",
    r"comment \*|hide replies|view replies \(\d+\)|load more comments",
    r"join the discussion(\u2026|\.\.\.)?|(\d{1,4} [\u2022\u00b7] )?reply [\u2022\u00b7] share",
    r"[\u25b3\u25b2\u25bd\u25bc^| ]+(\d{1,4} ?)?[\u25b3\u25b2\u25bd\u25bc^| ]*reply( share)?.{0,3}",
    r"the content of this field is kept private.{0,60}|allowed html tags:.{0,200}",
    r"(web page addresses and e-mail|lines and paragraphs break|more information about f).{0,90}",
    r"bookmark the permalink\.?|type the characters you see.{0,60}",
    r"give .{0,40} \d/\d|(your rating|average|rating): .{0,60}|rate this.{0,30}",
    r"[\d,.]+ (reads|views)|\d+ attachments?",
    r"(comments (are|now)|commenting (is|has been)) (now )?(closed|disabled|locked).{0,20}",
    r"both comments and pings are.{0,40}|you can follow any responses.{0,80}",
    r"this entry was posted .{0,160}|trackback url.{0,120}",
    r"(flag as|report as?) (offensive|inappropriate|spam|abuse).?",
    r"report (this )?(comment|abuse)",
    r"skip to (main )?(content|navigation)|jump to (navigation|content)",
    r"back to (top|main).{0,20}|(proudly )?powered by .{0,40}",
    r"(newer|older) comments|(post|comment) navigation",
    r"(subscribe to|rss feed for) .{0,40}(comments|feed|rss).{0,20}",
)
SURE = re.compile("|".join(_SURE))
# The foot of a page; anywhere else it is somebody's own.
FOOT = re.compile(
    r"(copyright )?(\u00a9|\(c\)) ?\d{4}.{0,120}|copyright (\u00a9 ?)?\d{4}.{0,120}"
    r"|all rights reserved.?"
)
RULES = re.compile(
    rf"{_LOG_IN}\b.*\bto (post|leave|add|write|make)\b.*|{_LOG_IN}( or .*)? to {_TALK}.*"
    r"|(you must|please) (be )?(logged|log|sign|signed) in to "
    r"(post|leave|write|add|comment|reply).*"
    r"|only (logged|registered|signed).*comment.*|(new )?comment(at|er)ors? register here.*"
    r"|new commenters register here.*|(anmelden|registrieren).* um kommentare .*"
    r"|(connectez-vous|identifiez-vous).*|(inicie sesión|inicia sesión).*|войдите.*комментари.*"
)
CLOSED = re.compile(
    r"(comments (are|now)|commenting (is|has been)) (now )?(closed|locked|disabled).*"
    r"|both comments and pings are currently closed.*"
)
FORM = re.compile(
    r"leave a (reply|comment)\b.*|add new comment|post (new |a )?comment|only logged in users.*"
    r"|(new )?comment(at|er)ors? register here.*|you must be logged in to post.*|post navigation"
)
COUNT = re.compile(
    r"comments( \(?\d+\)?|:)?|\d+ (comments?|responses?|replies|thoughts?)( (to|on) .*|:)?"
    r"|one (comment|response|thought)( (to|on) .*)?|discussion( \(\d+\))?"
    r"|kommentare( \(?\d+\)?)?|\d+ kommentare?|commentaires|\d+ commentaires?"
    r"|comentarios|\d+ comentarios?"
)
_FAINT = """home|contact|contact us|about|about us|login|log in|log out|logout|register|sign up
|sign in|search|rss|archive|archives|menu|navigation|news|blogs|forums|reply|quote|share|tweet|print
|email|e-mail|like|report|flag|parent|permalink|link|edit|delete|top|up|down|facebook|twitter
|google+|pinterest|reddit|linkedin|whatsapp|website|comment|save|submit|advertisement|next|previous
|avatar|antworten|répondre|responder|ответить|view|read more|subscribe|tags|filed under"""
FAINT = frozenset(word.strip() for word in _FAINT.split("|"))
ARROWS = frozenset("\u2039\u203a\u00ab\u00bb")
PAGER = frozenset(
    [*ARROWS, "|", "\u2026", "...", "next", "last", "first", "previous", "prev", "page"]
)
