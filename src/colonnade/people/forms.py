"""What registration asks besides address and password."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from colonnade.kit.names import skeleton
from colonnade.kit.refusals import Refusal
from colonnade.people.actions import claim_name
from colonnade.people.sentences import NAME_SENTENCES


class SignupForm(forms.Form):
    """Adds the name that others will see."""

    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        help_text=_("What others will see beside your comments."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    claimed: tuple[str, str]

    def clean_name(self) -> str:
        """Return the tidy name, or say why it cannot be taken."""
        try:
            name = claim_name(raw=str(self.cleaned_data["name"]))
        except Refusal as refusal:
            raise forms.ValidationError(
                gettext(NAME_SENTENCES[refusal.code]) % refusal.data
            ) from refusal
        self.claimed = (name, skeleton(name))
        return name

    def signup(self, request: object, user: object) -> None:
        """Do nothing more: the adapter has taken the name already (allauth asks for this)."""
