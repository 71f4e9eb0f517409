"""Why a file as a whole cannot be read: one short sentence each, with what to do about it."""

from colonnade.kit.refusals import Refusal
from colonnade.transfer.readers.refusing import marked as _
from colonnade.transfer.readers.refusing import refused_file

WHY = {
    "empty": _("The file is empty. Please export again."),
    "packed": _("The file is packed (zip, gzip or the like). Please unpack it first."),
    "page": _(
        "This is a web page, not an export. In WordPress an export is made under Tools, Export,"
        " All content."
    ),
    "feed": _(
        "This is a news feed, not an export. In WordPress an export is made under Tools, Export,"
        " All content."
    ),
    "blogger": _("This is a feed as Blogger exports it, not an export of WordPress."),
    "disqus": _("This is an export of Disqus, not of WordPress."),
    "other": _("This is no export of WordPress: its outermost element is <%(name)s>."),
    "no_xml": _("This is no XML. An export of WordPress begins with <?xml."),
    "before": _(
        "Something stands before <?xml. Please remove everything in front of it, blank lines too."
    ),
    "cut": _("The file ends in the middle. Please export it again, or copy it again."),
    "doctype": _(
        "The file has a DOCTYPE that declares entities or points elsewhere. Nothing of the kind is"
        " followed; an export of WordPress has none. Please remove it."
    ),
    "entity": _(
        "The entity &%(name)s; is not declared. Please write the character itself in its place."
    ),
    "control": _(
        "The byte %(byte)s at column %(column)s is a control character, which XML forbids. Please"
        " remove it."
    ),
    "byte": _(
        "The byte %(byte)s at column %(column)s does not belong to the encoding of the file"
        " (%(encoding)s). Please save the file as UTF-8."
    ),
    "encoding_unknown": _(
        "The encoding %(name)s, which the first line names, is not known here. Please save the file"
        " as UTF-8."
    ),
    "encoding_wrong": _(
        "The file is not in the encoding that its first line names. Please save it as UTF-8."
    ),
    "crossed": _(
        "A tag closes something that is not open. Please mend this line, or export again."
    ),
    "crooked": _(
        "A sign stands at column %(column)s where XML allows none (a < or & of a text is written"
        " &lt; or &amp;). Please mend this line, or export again."
    ),
    "after": _("Something stands behind the end of the export. Please remove it, or export again."),
    "malformed": _(
        "This is not well-formed XML (%(error)s). Please mend this line, or export again."
    ),
    "deep": _("Elements lie more than %(most)s deep in each other. No export of WordPress does."),
    "long": _("A tag or a comment of the XML is longer than %(most)s KiB. No export has that."),
    "names": _(
        "The file has more than %(most)s names of elements or attributes. No export has that."
    ),
}


def unreadable(why: str, line: int, /, **data: str | int) -> Refusal:
    """Return the Refusal of a whole file: `why` is a code of WHY."""
    return refused_file(WHY[why], max(line, 1), **data)
