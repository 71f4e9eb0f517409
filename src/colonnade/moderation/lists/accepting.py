"""What a list may hold: read line by line, refused with the number of the line."""

from dataclasses import dataclass

from colonnade.kit.refusals import Kind, Refusal
from colonnade.kit.text import check_characters
from colonnade.moderation.lists.patterns import check_pattern
from colonnade.moderation.lists.words import words_of

WORDS, PATTERNS = "words", "patterns"
KINDS = (WORDS, PATTERNS)
HOLD, REFUSE = "hold", "refuse"
EFFECTS = (HOLD, REFUSE)
ENTRY_LIMIT = 200
NAME_LIMIT = 80
SENTENCE_LIMIT = 300
MOST = {WORDS: 20_000, PATTERNS: 1_000}
# Characters of what may be pasted at once.
PASTE_LIMIT = 2_000_000


@dataclass(frozen=True, slots=True)
class Plan:
    """A list as somebody wants it: `words` or `patterns`, which `hold` or `refuse`.

    `sentence` is what the writer is told, '' for ours; `rule` the one of the policy, 0 for none.
    """

    name: str
    kind: str
    effect: str
    sentence: str = ""
    rule: int = 0


def accept_plan(plan: Plan) -> Plan:
    """Return the plan with its edges trimmed; raises Refusal list_name_missing, list_invalid."""
    name, sentence = " ".join(plan.name.split()), " ".join(plan.sentence.split())
    for words in (name, sentence):
        check_characters(words, field="list")
    if not name:
        raise Refusal("list_name_missing", Kind.INVALID)
    fits = plan.kind in KINDS and plan.effect in EFFECTS and 0 <= plan.rule < 1000  # noqa: PLR2004
    if not fits or len(name) > NAME_LIMIT or len(sentence) > SENTENCE_LIMIT:
        raise Refusal("list_invalid", Kind.INVALID)
    return Plan(name, plan.kind, plan.effect, sentence, plan.rule)


def accept_entries(kind: str, pasted: str) -> list[str]:
    """Return the entries of a paste, one a line, each once and in order; empty lines are nothing.

    Raises Refusal list_too_long, entry_too_long, entry_without_word, pattern_refused or
    pattern_finds_all, the last four with the number of the line.
    """
    check_characters(pasted, field="entries")
    if len(pasted) > PASTE_LIMIT:
        raise Refusal("list_too_long", Kind.TOO_LARGE, most=MOST[kind])
    found: dict[str, None] = {}
    for number, line in enumerate(pasted.splitlines(), 1):
        entry = line.strip()
        if not entry or entry in found:
            continue
        if len(entry) > ENTRY_LIMIT:
            raise Refusal("entry_too_long", Kind.TOO_LARGE, line=number, limit=ENTRY_LIMIT)
        if kind == PATTERNS:
            check_pattern(entry, line=number)
        elif not words_of(entry):
            raise Refusal("entry_without_word", Kind.INVALID, line=number)
        found[entry] = None
        if len(found) > MOST[kind]:
            raise Refusal("list_too_long", Kind.TOO_LARGE, most=MOST[kind])
    return list(found)
