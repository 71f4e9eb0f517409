"""Which event of the newsroom calls which handlers, in this order."""

from colonnade.articles.events import ArticlePublished, ArticleWithdrawn
from colonnade.flows.publish import keep_discussion, withdraw_discussion
from colonnade.outbox.worker import Wiring
from colonnade.search.articles import forget_article, index_article

NEWSROOM_WIRING: Wiring = {
    ArticlePublished: (keep_discussion, index_article),
    ArticleWithdrawn: (withdraw_discussion, forget_article),
}
