"""An owner's CSS loads nothing from another host, however it is written."""

import pytest

from colonnade.kit.refusals import Refusal
from colonnade.kit.stylesheet import check_stylesheet


@pytest.mark.parametrize(
    "css",
    [
        "",
        "p { color: red }",
        "p { background: url(/media/look/x.webp) }",
        "p { background: url('data:image/gif;base64,AAAA') }",
        "/* see https://example.org/ and @import */ p { color: red }",
        ".a::before { content: 'https' }",
        "}}}{{{",
        "</style><script>alert(1)</script>",
    ],
)
def test_what_stays_at_home_is_taken(css):
    check_stylesheet(css)


@pytest.mark.parametrize(
    ("css", "code"),
    [
        ("@import 'x.css';", "css_import"),
        ("@IMPORT url(x.css);", "css_import"),
        (r"@\69mport 'x.css';", "css_import"),
        (r"@im\000070 ort 'x.css';", "css_import"),
        ("@im/**/port 'x'; @import 'y'", "css_import"),
        ("p { background: url(https://tracker.example/x) }", "css_elsewhere"),
        ("p { background: url( 'http://tracker.example/x') }", "css_elsewhere"),
        ("p { background: url(//tracker.example/x) }", "css_elsewhere"),
        (r"p { background: url(\2f\2f tracker.example/x) }", "css_elsewhere"),
        (r"p { background: \75rl(https://tracker.example/x) }", "css_elsewhere"),
        (r"p { background: url(\\\\tracker.example/x) }", "css_elsewhere"),
        ("p { background: image-set('https://tracker.example/x' 1x) }", "css_elsewhere"),
        ("@font-face { src: url(https://fonts.example/a.woff2) }", "css_elsewhere"),
    ],
)
def test_what_would_ask_another_host_is_refused(css, code):
    with pytest.raises(Refusal) as caught:
        check_stylesheet(css)
    assert caught.value.code == code
