"""Nothing is taken from anybody without a record: flows that keep one call what restricts."""

import ast
from collections.abc import Iterator

from tests.laws.house import Source, sources

# Each with the flows (files, by their names) that may call it; all of them keep a decision, but
# those of the second table, which say why they need none.
RECORDED = {
    "shut_out": {"measure"},
    "unbar": {"measure"},
    "keep_measure": {"measure"},
    "end_measure": {"measure"},
    "change_role": {"give_role"},
    "leave_out": {"decide"},
    "set_noindex": {"leave_thread_out"},
    "close_thread": {"manage_thread", "publish"},
    "reopen_thread": {"manage_thread", "publish"},
}
# The writer's own act, what a gate holds with a sentence for the writer, and what an author says
# of the discussion of her own article: the newsroom keeps who changed that.
OWN_ACTS = {
    "change_visibility": {"delete_comment", "edit_comment"},
    "close_thread": {"publish"},
    "reopen_thread": {"publish"},
}
# The two ways to keep one; the second tells whom it meets, too.
KEEPS, TELLS = "keep_decision", "put_on_record"


def calls(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield line and name of what is called, or handed on to be called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute):
            yield node.lineno, node.attr


def strangers(every: Iterator[Source] | tuple[Source, ...]) -> Iterator[str]:
    """Yield who restricts somebody past the flows that keep a record."""
    for source in every:
        name = source.path.rsplit("/", 1)[-1].removesuffix(".py")
        for line, called in calls(source.tree):
            allowed = RECORDED.get(called)
            if allowed is None or _is_own_room(source, called):
                continue
            if source.room != "flows" or name not in allowed:
                yield f"{source.path}:{line}: {called}"


def silent(every: Iterator[Source] | tuple[Source, ...]) -> Iterator[str]:
    """Yield flows that change who sees a comment, and keep no decision."""
    for source in every:
        name = source.path.rsplit("/", 1)[-1].removesuffix(".py")
        called = {word for _, word in calls(source.tree)}
        restricts = called & (RECORDED.keys() | OWN_ACTS.keys())
        own = all(name in OWN_ACTS.get(word, set()) for word in restricts)
        if source.room == "flows" and restricts and not called & {KEEPS, TELLS} and not own:
            yield f"{source.path}: {', '.join(sorted(restricts))}"


def _is_own_room(source: Source, called: str) -> bool:
    """Tell whether a room speaks of its own verb: where it is defined and given out."""
    home = {"shut_out": "people", "unbar": "people", "change_role": "people"}
    home |= {"close_thread": "discussion", "reopen_thread": "discussion"}
    home |= {"leave_out": "discussion", "set_noindex": "discussion"}
    return source.room == home.get(called, "moderation")


# Their decisions take nothing from one writer: on discussions, on roles, on batches.
TOLD_TO_NOBODY = {"close_old_threads", "give_role", "manage_thread", "raid"}
TOLD_TO_NOBODY |= {"leave_thread_out", "settle_case", "settle_refused"}
# Whoever is erased was told by mail before, and is nobody to be told any more.
TOLD_TO_NOBODY |= {"erase"}


def untold(every: Iterator[Source] | tuple[Source, ...]) -> Iterator[str]:
    """Yield flows that keep a decision, and tell nobody."""
    for source in every:
        name = source.path.rsplit("/", 1)[-1].removesuffix(".py")
        called = {word for _, word in calls(source.tree)}
        if source.room == "flows" and KEEPS in called and name not in TOLD_TO_NOBODY:
            yield from () if "state_reasons" in called else (source.path,)


def test_who_keeps_a_decision_about_a_writer_tells_her() -> None:
    assert not list(untold(sources()))
    mute = Source("flows", "src/colonnade/flows/x.py", "keep_decision(actor=a)")
    assert list(untold((mute,))) == [mute.path]


def test_what_restricts_is_called_by_flows_that_keep_a_record() -> None:
    assert not list(strangers(sources()))
    assert not list(silent(sources()))


def test_the_account_is_written_in_one_place() -> None:
    """`is_active` of a person follows from her measures: the other files only ask for it."""
    writes = [
        source.path
        for source in sources()
        if not source.is_migration
        for node in ast.walk(source.tree)
        if isinstance(node, ast.keyword) and node.arg == "is_active"
    ]
    assert {path.rsplit("/", 1)[-1] for path in writes} <= {
        "barring.py",
        "links.py",
        "reading.py",
        "whom.py",
    }


def test_the_law_sees_what_breaks_it() -> None:
    bad = Source("staff", "src/colonnade/staff/views/x.py", "def f(x):\n    shut_out(person=x)")
    assert list(strangers((bad,))) == ["src/colonnade/staff/views/x.py:2: shut_out"]
    handed = Source("web", "src/colonnade/web/x.py", "g = actions.close_thread")
    assert list(strangers((handed,)))
    mute = Source("flows", "src/colonnade/flows/x.py", "change_visibility(comment=1)")
    assert list(silent((mute,)))
    told = "change_visibility(comment=1)\nkeep_decision(actor=a)"
    assert not list(silent((Source("flows", "src/colonnade/flows/x.py", told),)))
