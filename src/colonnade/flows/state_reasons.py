"""Tell whom a decision meets, with its reasons: in the decision's own transaction."""

from colonnade.moderation.actions import end_appeals, keep_statement
from colonnade.moderation.reading import was_told
from colonnade.moderation.ruling import Ruling
from colonnade.moderation.table import restricts


def state_reasons(*, decision: str, ruling: Ruling, person: int | None, guest: int | None) -> bool:
    """Make the statement of what restricts a member or guest, or takes back what she was told.

    Returns whether there is anybody to tell. What was open about a decision that is taken back
    ends. A decision of a batch goes without mail; of a silent one `end_silence` tells later. Raises
    RuntimeError outside a transaction.
    """
    if ruling.undoes:
        end_appeals(decision=ruling.undoes, ruling=decision)
    is_told = restricts(ruling.act) or was_told(ruling.undoes)
    if ruling.silent or not is_told or (person is None and guest is None):
        return False
    keep_statement(decision=decision, person=person, guest=guest, mail=not ruling.batch)
    return True
