"""Free text of who works here: personal data are refused, what looks like a name is asked about.

``VrijeTekst`` is the field for every such text; it needs nothing of its form. Where a name seems to stand in it, the
form comes back with the question and a box "dit is geen naam" right below the text; ticked, it goes on.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString

from marktplein.basis.namen import gevonden_namen
from marktplein.basis.privacy import valideer_zonder_persoonsgegevens

ACHTER = "geen_naam"
GENOEMD = 3


class _MetVinkje:
    """A box below the text that says no name stands in it; shown once something looks like one."""

    bevestigd = False

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        self.bevestigd = bool(data.get(f"{name}-{ACHTER}"))
        return super().value_from_datadict(data, files, name)  # type: ignore[misc]

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        veld: SafeString = super().render(name, value, attrs, renderer)  # type: ignore[misc]
        if not isinstance(value, str) or not gevonden_namen(value):
            return veld
        return format_html(
            '{}<label class="keuze"><input type="checkbox" name="{}-{}" value="1" '
            'class="utrecht-checkbox utrecht-checkbox--html-input utrecht-checkbox--custom"{}>'
            "<span>Dit is geen naam van een kind of ouder</span></label>",
            veld,
            name,
            ACHTER,
            SafeString(" checked") if self.bevestigd else "",
        )


class TekstInvoer(_MetVinkje, forms.TextInput):
    template_name = forms.TextInput.template_name


class TekstVak(_MetVinkje, forms.Textarea):
    template_name = forms.Textarea.template_name


class VrijeTekst(forms.CharField):
    """``regels`` makes it a text area of so many lines."""

    def __init__(self, *, regels: int = 0, attrs: dict[str, Any] | None = None, **kwargs: Any) -> None:
        widget = TekstVak(attrs={"rows": regels} | (attrs or {})) if regels else TekstInvoer(attrs=attrs)
        super().__init__(**{"widget": widget, **kwargs})

    def run_validators(self, value: Any) -> None:
        """All that is wrong with the text at once: too long, personal data and what looks like a name."""
        gevonden: list[ValidationError] = []
        for kijk in (super().run_validators, valideer_zonder_persoonsgegevens, self._vraag_naar_namen):
            try:
                kijk(value)
            except ValidationError as fout:
                gevonden += fout.error_list
        if gevonden:
            raise ValidationError(gevonden)

    def _vraag_naar_namen(self, value: Any) -> None:
        namen = gevonden_namen(value or "")
        if namen and not getattr(self.widget, "bevestigd", False):
            raise ValidationError(
                "Dit lijkt op een naam: %(namen)s. Haal die weg, want collega’s in de hele regio kunnen dit lezen. "
                "Is het geen naam? Zet dan het vinkje onder de tekst en verstuur opnieuw.",
                code="naam",
                params={"namen": ", ".join(f"‘{naam}’" for naam in namen[:GENOEMD])},
            )
