"""Which inline scripts the newsroom's policy lets run."""

import pytest

from colonnade.project.newsroom_scripts import inline_hashes, is_known

PANEL = """
        (function() {
            var panel = new InlinePanel(JSON.parse("{\\u0022a\\u0022: 1}"));
        })();
    """


@pytest.mark.parametrize(
    "script",
    [
        PANEL,
        'new ImageChooser("id_lead", {"modalUrl": "/newsroom/images/chooser/"});',
        'initDateTimeChooser("id_go\\u002Dlive", {"format": "Y-m-d H:i"});',
    ],
)
def test_wagtails_beginnings_are_known(script):
    assert is_known(script)
    assert len(inline_hashes(f"<p><script>{script}</script><script>{script}</script>")) == 1


@pytest.mark.parametrize(
    "script",
    [
        "alert(1)",
        'new ImageChooser("a", alert(1));',
        'new ImageChooser("a");alert(1);',
        'new ImageChooser("a", {}); alert(1); new ImageChooser("b", {});',
        'new Function("alert(1)");',
        'initDateChooser("a", {"x": alert(1)});',
        PANEL.replace("1}", '1}" + alert(1) + "'),
        PANEL + "alert(1)",
        "",
    ],
)
def test_whatever_else_is_inline_gets_no_hash(script):
    assert not is_known(script)
    assert inline_hashes(f"<script>{script}</script>") == []
