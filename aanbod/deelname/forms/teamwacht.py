"""The form with which a team puts people in the line of a full group."""

from typing import Any

from django import forms

from aanbod.deelname.forms.aanmelden import TeamplaatsForm


class TeamWachtForm(TeamplaatsForm):
    """The same questions as for taking places; and whether fewer help too."""

    met_minder = forms.BooleanField(
        label="Ook met minder",
        help_text="Komt er plek voor een deel van hen? Dan bieden we die aan. De anderen houden hun plaats. "
        "Zonder dit vinkje wachten jullie tot er plek is voor allemaal.",
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("van_vraag", None)
        if "vraag" in self.fields:
            self.fields["vraag"].help_text = "De vraag blijft wachten op een groep. Wat het eerst komt, telt."

    def clean(self) -> dict[str, Any]:
        schoon = super().clean()
        schoon.pop("van_vraag", None)
        return schoon
