"""Which event of the newsroom calls which handlers, in this order."""

from colonnade.articles.events import ArticlePublished, ArticleWithdrawn
from colonnade.articles.handlers import prepare_pictures
from colonnade.flows.publish import keep_discussion, withdraw_discussion
from colonnade.outbox.worker import Wiring

NEWSROOM_WIRING: Wiring = {
    ArticlePublished: (keep_discussion, prepare_pictures),
    ArticleWithdrawn: (withdraw_discussion,),
}
