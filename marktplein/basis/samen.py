"""Two people change one thing: who comes second is told, sees both values, and loses neither.

A form carries prints of the values that stood on the page (``gezien``). The service holds the version, or these prints,
against the row it has locked and raises ``Verouderd``; then ``toon_botsing`` puts the values of the colleague beside
what was typed. What the visitor had not touched follows the colleague; for the rest there is a choice, that works
without JavaScript.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models
from django.utils.formats import date_format
from django.utils.text import capfirst

from marktplein.basis import dagdelen
from marktplein.basis.formulier import zet_verborgen
from marktplein.basis.fouten import DomeinFout, Verouderd
from marktplein.basis.widgets import DagdelenVeld

KIES, ANDER, MIJN = "kies_", "ander", "mijn"
LEEG = "niets ingevuld"
# What a page can hold; more than this was made up by somebody.
LANGST = 20_000


def afdruk(waarde: Any) -> str:
    """A short print of a value, alike for what is stored and for what a form makes of it."""
    return hashlib.sha256(json.dumps(_kaal(waarde)).encode()).hexdigest()[:12]


def afdrukken(nu: Mapping[str, Any]) -> dict[str, str]:
    return {naam: afdruk(waarde) for naam, waarde in nu.items()}


def _kaal(waarde: Any) -> Any:
    if waarde is None or isinstance(waarde, bool):
        return waarde or ""
    if isinstance(waarde, models.Model):
        return str(waarde.pk)
    if isinstance(waarde, str) or not isinstance(waarde, Iterable):
        return "\n".join(str(waarde).split("\r\n")).strip()
    return sorted(_kaal(deel) for deel in waarde) or ""


NIETS = afdruk(None)


def eis_gezien(nu: Mapping[str, Any], gezien: Mapping[str, str] | None, nieuw: Mapping[str, Any]) -> None:
    """Raise Verouderd when a value of ``nieuw`` would wipe one of ``nu`` that was not seen.

    ``nu`` is read under the lock. Without ``gezien`` (None) there was no page: nothing is asked. What is the same
    already wipes nothing, so that a second press is no quarrel.
    """
    if gezien is None:
        return
    for naam in nu.keys() & nieuw.keys():
        if afdruk(nu[naam]) not in (gezien.get(naam, NIETS), afdruk(nieuw[naam])):
            raise Verouderd


class Gezien(forms.Field):
    """The prints of the values on the page, hidden; one that cannot be read has seen nothing."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """What was seen is nothing that somebody filled in."""
        return False

    def clean(self, value: Any) -> dict[str, str]:
        try:
            ruw = json.loads(str(value or "")[:LANGST])
        except ValueError:
            return {}
        return {str(naam): str(print_) for naam, print_ in ruw.items()} if isinstance(ruw, dict) else {}


@dataclass(frozen=True, slots=True)
class Verschil:
    """A field that a colleague changed; ``kies`` names the choice, and is empty where the visitor touched nothing."""

    label: str
    ander: str
    jou: str
    kies: str


@dataclass(frozen=True, slots=True)
class Naast:
    """A field of two versions of one thing, in words."""

    label: str
    links: str
    rechts: str

    @property
    def anders(self) -> bool:
        return self.links != self.rechts


class SamenFormulier(forms.Form):
    """A form of a thing that others change too; ``nu`` holds its values as stored, by the name of the field.

    With ``toon_heel`` both whole versions stand side by side below what differs (``heel``).
    """

    gezien = Gezien()
    toon_heel = False
    botsing: list[Verschil] | None = None
    heel: Sequence[Naast] = ()

    def __init__(self, *args: Any, nu: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.nu = dict(nu or {})
        self.initial["gezien"] = json.dumps(afdrukken(self.nu), separators=(",", ":"))
        self.neem_keuzes_over()

    def neem_keuzes_over(self) -> None:
        """Where the colleague's value was chosen, that is what was filled in. For fields added later: call it again."""
        for naam, waarde in self.nu.items() if self.is_bound else ():
            if naam in self.fields and self.data.get(KIES + self.add_prefix(naam)) == ANDER:
                self._zet(naam, waarde)

    def toon_botsing(self, fout: DomeinFout, nu: Mapping[str, Any], **verborgen: Any) -> None:
        """After a refusal of a valid form: show both values of what changed; the next press is on top of these."""
        gezien, self.botsing = self.cleaned_data.get("gezien") or {}, []
        for naam, waarde in nu.items():
            van_jou = self.cleaned_data.get(naam)
            if naam in self.fields and afdruk(waarde) not in (gezien.get(naam, NIETS), afdruk(van_jou)):
                zelf = afdruk(van_jou) != gezien.get(naam, NIETS)
                self.botsing.append(self._verschil(naam, waarde, van_jou, zelf))
                if not zelf:
                    self._zet(naam, waarde)
        if self.toon_heel:
            self.heel = naast_elkaar(self, nu, self.cleaned_data)
        self.nu = dict(nu)
        self.zet_verborgen(gezien=json.dumps(afdrukken(nu), separators=(",", ":")), **verborgen)
        self.add_error(None, fout.melding)

    def zet_verborgen(self, **velden: Any) -> None:
        """Keep what was typed, with other values in the fields that nobody sees."""
        zet_verborgen(self, **velden)

    def _verschil(self, naam: str, ander: Any, jou: Any, zelf: bool) -> Verschil:
        veld = self.fields[naam]
        return Verschil(
            label_van(self, naam),
            in_woorden(veld, ander),
            in_woorden(veld, jou),
            KIES + self.add_prefix(naam) if zelf else "",
        )

    def _zet(self, naam: str, waarde: Any) -> None:
        """Fill in a stored value as if it had been typed."""
        veld, sleutel = self.fields[naam], self.add_prefix(naam)
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data.pop(sleutel, None)
        waarde = veld.prepare_value(waarde)
        if isinstance(veld, forms.BooleanField):
            data.update({sleutel: "on"} if waarde else {})
        elif not isinstance(waarde, str) and isinstance(waarde, Iterable):
            data.setlist(sleutel, [str(getattr(deel, "pk", deel)) for deel in waarde])
        elif waarde is not None:
            vrij = isinstance(veld.widget, forms.TextInput | forms.Textarea | forms.HiddenInput)
            getypt = veld.widget.format_value(waarde) if vrij else getattr(waarde, "pk", waarde)
            data[sleutel] = str(getypt if getypt is not None else "")
        self.data = data


def label_van(form: forms.BaseForm, naam: str) -> str:
    return str(form.fields[naam].label or capfirst(naam.replace("_", " ")))


def naast_elkaar(form: forms.BaseForm, links: Mapping[str, Any], rechts: Mapping[str, Any]) -> list[Naast]:
    """Two whole versions, field by field in the order of the form; what one of them does not know is left out."""
    return [
        Naast(label_van(form, naam), in_woorden(veld, links[naam]), in_woorden(veld, rechts[naam]))
        for naam, veld in form.fields.items()
        if naam in links and naam in rechts
    ]


def in_woorden(veld: forms.Field, waarde: Any) -> str:
    """A value of a field as people read it."""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if waarde is None or waarde == "" or waarde == []:
        return LEEG
    if isinstance(veld, DagdelenVeld):
        return dagdelen.opsomming(waarde)
    if not isinstance(waarde, str) and isinstance(waarde, Iterable):
        return ", ".join(_een_woord(veld, deel) for deel in waarde) or LEEG
    return _een_woord(veld, waarde)


def _een_woord(veld: forms.Field, waarde: Any) -> str:
    if isinstance(waarde, models.Model):
        return str(waarde)
    if isinstance(veld, forms.DateField):
        return date_format(waarde, "j F Y")
    if isinstance(veld, forms.ChoiceField) and not isinstance(veld, forms.ModelChoiceField):
        keuzes: Any = veld.choices
        namen = {str(sleutel): str(naam) for sleutel, naam in keuzes if not isinstance(naam, list | tuple)}
        return namen.get(str(waarde), str(waarde))
    return str(veld.prepare_value(waarde))
