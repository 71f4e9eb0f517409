"""One small page in the newspaper's colors, whole in itself: it asks for nothing else.

It must also look calm when a crowd gets it, or when nothing but the edge stands. So its style
stands inside, and the policy that goes with it allows this very style and nothing more.
"""

import base64
import hashlib
from html import escape

# The colors of `web/paper.css`.
_STYLE = """
:root { color-scheme: light dark; --paper: #fffdf9; --ink: #1b1a17; --line: #8c1d18 }
@media (prefers-color-scheme: dark) {
  :root { --paper: #16150f; --ink: #e9e5db; --line: #f0a08f }
}
html { background: var(--paper); color: var(--ink); font: 112.5%/1.55 Charter, Georgia, serif }
body { margin: 0; padding: clamp(2rem, 18vh, 10rem) clamp(1rem, 6vw, 3rem) 3rem }
main { max-inline-size: 34rem; margin-inline: auto; border-block-start: 3px double; padding-block-start: 1.2rem }
h1 { font-size: clamp(1.6rem, 1.1rem + 2.4vw, 2.5rem); line-height: 1.2; margin: 0 0 .5em }
h1, p { overflow-wrap: anywhere; text-wrap: pretty }
p { margin: 0 0 1em }
a { color: inherit; display: inline-block; padding-block: .5rem; text-decoration-color: var(--line); text-underline-offset: .18em }
:focus-visible { outline: 2px solid var(--line); outline-offset: 2px }
"""  # noqa: E501
_DIGEST = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode("ascii")
POLICY = (
    f"default-src 'none'; style-src 'sha256-{_DIGEST}'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def small_page(heading: str, sentences: list[str], *, way: tuple[str, str]) -> bytes:
    """Return a page. `way`: where its one link leads ('' to the same address again), and its words.

    The words are English; see `plain`.
    """
    target, words = way
    said = "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences)
    return (
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(heading)}</title>\n<style>{_STYLE}</style>\n"
        f"<main>\n<h1>{escape(heading)}</h1>\n{said}\n"
        f'<p><a href="{escape(target)}">{escape(words)}</a></p>\n</main>\n</html>\n'
    ).encode()
