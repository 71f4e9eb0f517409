"""What Wagtail says, turned at once into what this house says."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.signals import page_published, page_unpublished, post_page_move

from colonnade.articles import actions, spoiling
from colonnade.articles.copies import forget_copies
from colonnade.articles.models import (
    ArticlePage,
    Byline,
    FrontPage,
    Picture,
    PlainPage,
    SectionPage,
)


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
    for model in (ArticlePage, SectionPage, PlainPage, FrontPage, Picture, Byline):
        name = f"articles.{{}}.{model.__name__}"
        post_save.connect(_saved, sender=model, dispatch_uid=name.format("saved"))
    for model in (SectionPage, PlainPage, Picture):
        pre_delete.connect(_gone, sender=model, dispatch_uid=f"articles.gone.{model.__name__}")


def _saved(
    instance: Model, *, created: bool, update_fields: Iterable[str] | None, **_: object
) -> None:
    if not (created and isinstance(instance, Picture | Byline)):  # nothing shows it yet
        spoiling.saved(instance, update_fields)


def _gone(instance: Model, **_: object) -> None:
    spoiling.saved(instance, None)


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
