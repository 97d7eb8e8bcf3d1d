"""Two people keep one thing in the technical admin: who saves second is told, and wipes nothing (basis.samen)."""

import json
from collections.abc import Mapping
from typing import Any, ClassVar

from django.contrib.admin import ModelAdmin
from django.db import models, transaction
from django.forms.models import _get_foreign_key, model_to_dict
from django.http import HttpRequest, HttpResponse

from marktplein.basis.fouten import Verouderd
from marktplein.basis.samen import NIETS, Gezien, SamenFormulier, afdrukken, eis_gezien

SJABLOON = "beheer/wijzigen.html"


class BeheerFormulier(SamenFormulier):
    """To mix into the form of a model; ``regels`` are the models kept on the same page, with the key that leads here.

    What a colleague changed in a field is told and chosen. Rows below the form are not merged: when those changed, the
    page has to be read again.
    """

    gezien_regels = Gezien()
    regels: ClassVar[tuple[tuple[type[models.Model], str], ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        ding: Any = kwargs.get("instance")
        bestaat = ding is not None and ding.pk is not None
        velden = self._meta.fields  # type: ignore[attr-defined]  # of the form it is mixed into
        super().__init__(*args, nu=model_to_dict(ding, fields=velden) if bestaat else None, **kwargs)
        regels = self.regels if bestaat else ()
        self.nu_regels = afdrukken({soort._meta.label: _rijen(soort, via, ding) for soort, via in regels})
        self.initial["gezien_regels"] = json.dumps(self.nu_regels)

    def clean(self) -> dict[str, Any] | None:
        schoon = super().clean()
        if self.errors or not self.nu:
            return schoon
        gezien = self.cleaned_data["gezien"]
        try:
            eis_gezien(self.nu, gezien, {naam: self.cleaned_data.get(naam) for naam in self.nu})
        except Verouderd as fout:
            self.toon_botsing(fout, self.nu)
        self._eis_regels(self.cleaned_data["gezien_regels"])
        return schoon

    def _eis_regels(self, gezien: Mapping[str, str]) -> None:
        for soort, _ in self.regels:
            label = soort._meta.label
            if gezien.get(label, NIETS) != self.nu_regels[label]:
                namen = soort._meta.verbose_name_plural
                self.add_error(
                    None,
                    f"Een collega wijzigde intussen de {namen} op deze pagina. Open de pagina opnieuw en doe je "
                    "wijziging daar; er is niets opgeslagen.",
                )


def _rijen(soort: type[models.Model], via: str, ding: models.Model) -> list[str]:
    rijen = soort._default_manager.filter(**{via: ding}).order_by("pk").values_list()
    return [json.dumps(rij, default=str) for rij in rijen]


def samen(soort: "type[ModelAdmin[Any]]") -> "type[ModelAdmin[Any]]":
    """The same admin, whose forms know what stood on the page; the row is held while its form is judged and saved."""

    class Samen(soort):  # type: ignore[valid-type, misc]
        change_form_template = SJABLOON

        def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
            ding = super().get_object(request, object_id, from_field)
            if ding is None or request.method != "POST" or not transaction.get_connection().in_atomic_block:
                return ding
            self.model._default_manager.select_for_update(of=("self",)).filter(pk=ding.pk).first()
            return super().get_object(request, object_id, from_field)

        def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
            return [veld for veld in super().get_fields(request, obj) if veld not in BeheerFormulier.base_fields]

        def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
            eigen = kwargs.pop("form", self.form)
            regels = tuple(
                (inline.model, _get_foreign_key(self.model, inline.model, fk_name=inline.fk_name).name)
                for inline in self.get_inlines(request, obj)
            )
            vorm = type(eigen)(eigen.__name__, (BeheerFormulier, eigen), {"regels": regels})
            return super().get_form(request, obj, change, form=vorm, **kwargs)

        def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
            antwoord: HttpResponse = super().render_change_form(request, context, **kwargs)
            if getattr(context["adminform"].form, "botsing", None) is not None:
                antwoord.status_code = 409
            return antwoord

    Samen.__name__ = soort.__name__
    return Samen
