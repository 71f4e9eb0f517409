"""The formats that come in, by their names in commands and forms; each has a reader of its name."""

FORMATS = ("wordpress", "page")
