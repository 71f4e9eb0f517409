"""Which event of the newsroom calls which handlers, in this order."""

from colonnade.articles.events import ArticlePublished, ArticleWithdrawn
from colonnade.flows.publish import keep_discussion, withdraw_discussion
from colonnade.outbox.worker import Wiring
from colonnade.search.articles import forget_article, index_article
from colonnade.transfer.events import ArticlesShown, ImportShown
from colonnade.transfer.handlers import index_import
from colonnade.transfer.newspaper.handlers import index_articles, index_some

NEWSROOM_WIRING: Wiring = {
    ArticlePublished: (keep_discussion, index_article),
    ArticleWithdrawn: (withdraw_discussion, forget_article),
    # With articles an import has more to index than comments.
    ImportShown: (index_import, index_articles),
    ArticlesShown: (index_some,),
}
