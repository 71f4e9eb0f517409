"""What Wagtail says, turned at once into what this house says."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.signals import page_published, page_unpublished, post_page_move

from colonnade.articles import actions
from colonnade.articles.copies import forget_copies
from colonnade.articles.models import ArticlePage, Byline, Picture, SectionPage


def listen() -> None:
    """Connect every receiver, once."""
    page_published.connect(_published, sender=ArticlePage, dispatch_uid="articles.published")
    page_published.connect(_renamed, sender=SectionPage, dispatch_uid="articles.renamed")
    page_unpublished.connect(_withdrawn, sender=ArticlePage, dispatch_uid="articles.withdrawn")
    page_unpublished.connect(_shut, sender=SectionPage, dispatch_uid="articles.shut")
    post_delete.connect(_withdrawn, sender=ArticlePage, dispatch_uid="articles.deleted")
    post_page_move.connect(_moved, dispatch_uid="articles.moved")
    post_delete.connect(_deleted, sender=Picture, dispatch_uid="articles.picture_deleted")
    for model in (Picture, Byline):
        name = f"articles.reworded.{model.__name__}"
        post_save.connect(_reworded, sender=model, dispatch_uid=name)


def _published(instance: ArticlePage, **_: object) -> None:
    actions.settle(articles=[instance.pk])


def _renamed(instance: SectionPage, **_: object) -> None:
    actions.settle_section(section=instance.pk)


def _withdrawn(instance: ArticlePage, **_: object) -> None:
    actions.withdraw(article=instance.pk)


def _shut(instance: SectionPage, **_: object) -> None:
    actions.withdraw_section(section=instance.pk)


def _moved(instance: object, **_: object) -> None:
    if getattr(instance, "specific_class", None) is ArticlePage:
        actions.settle(articles=[instance.pk])  # type: ignore[attr-defined]


def _deleted(instance: Picture, **_: object) -> None:
    def forget() -> None:
        if not Picture.objects.filter(file_hash=instance.file_hash).exists():
            forget_copies(instance.file_hash)

    transaction.on_commit(forget)


def _reworded(instance: Picture | Byline, *, created: bool, **_: object) -> None:
    if not created:
        actions.forget_renderings(of=instance)
