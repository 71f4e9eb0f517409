"""The names of cookies that more than one process knows: no Django here."""

# What a reader chose of how discussions are laid out.
VIEWING_COOKIE = "viewing"
# Only a hint for the script that there is something personal to ask for; it opens nothing.
MARKER_COOKIE = "here"
