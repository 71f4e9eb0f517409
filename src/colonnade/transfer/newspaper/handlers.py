"""What follows for articles once an import is shown. Loaded by `project` alone."""

from colonnade.articles.events import ArticlePublished
from colonnade.outbox.actions import record
from colonnade.search.articles import index_article
from colonnade.transfer.events import ArticlesShown, ImportShown
from colonnade.transfer.models import Known

_BATCH = 100


def index_articles(event: ImportShown) -> None:
    """Ask for the articles of a run to be indexed, beside its comments."""
    if event.after == 0:
        record(ArticlesShown(event.run, 0))


def index_some(event: ArticlesShown) -> None:
    """Index some of the articles that a run brought, and ask for the next ones."""
    rows = Known.objects.filter(run__public_id=event.run, kind="article", pk__gt=event.after)
    some = list(rows.order_by("pk").values_list("pk", "target")[:_BATCH])
    for _pk, target in some:
        index_article(ArticlePublished(article=int(target), discussion_changed=False))
    if some:
        record(ArticlesShown(event.run, some[-1][0]))
