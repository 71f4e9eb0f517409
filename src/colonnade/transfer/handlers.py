"""What follows once an import is shown."""

from colonnade.outbox.actions import record
from colonnade.search.actions import index
from colonnade.search.comments import comment_documents
from colonnade.transfer.events import ImportShown
from colonnade.transfer.models import Known

_BATCH = 1000


def index_import(event: ImportShown) -> None:
    """Index some of the comments that a run brought, and ask for the next ones.

    Each batch is a transaction of its own, so that posting goes on meanwhile.
    """
    rows = Known.objects.filter(run__public_id=event.run, kind="comment", pk__gt=event.after)
    some = list(rows.order_by("pk").values_list("pk", "target")[:_BATCH])
    if some:
        index(documents=comment_documents(comments=[target for _, target in some]))
        record(ImportShown(event.run, some[-1][0]))
