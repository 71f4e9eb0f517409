from django.db import migrations, models
from django.db.models import Q

_PLACED = Q(("placed", True))
_AXES = {"comment_oldest": "opens", "comment_newest": "closes", "comment_flat": "seq"}


class Migration(migrations.Migration):
    """The indexes that pages are read by hold their own condition."""

    dependencies = [
        ("discussion", "0004_address_of_a_ping"),
    ]

    operations = [
        operation
        for name, axis in _AXES.items()
        for operation in (
            migrations.RemoveIndex(model_name="comment", name=name),
            migrations.AddIndex(
                model_name="comment",
                index=models.Index(condition=_PLACED, fields=["thread", axis, "placed"], name=name),
            ),
        )
    ]
