"""Filters of the lists of members, invitations and history."""

import datetime as dt

import django_filters as df
from django.apps import apps
from django.db.models import Q, QuerySet

from gemeenten.grond.enums import Rol
from gemeenten.grond.fusies import met_voorgangers
from gemeenten.grond.gebeurtenissen import naam_van_soort
from gemeenten.grond.models import Gemeente, Lidmaatschap, Sluitingsdag, Uitnodiging
from gemeenten.grond.opvolging import GemeenteFilter
from gemeenten.grond.selectors import geldig
from marktplein.audit.models import Logregel
from marktplein.audit.soorten import KEUZES, van_soort
from marktplein.basis import klok
from marktplein.basis.filter import Filter, FilterFormulier
from marktplein.basis.persoonlijk import PersoonFilter
from marktplein.basis.widgets import DatumInvoer

LANG_WEG_DAGEN = 180


class LedenFilter(Filter):
    zoek = PersoonFilter(label="Naam of e-mailadres", method="zoek_persoon")
    rol = df.ChoiceFilter(label="Rol", choices=Rol.choices, empty_label="Alle rollen")
    gemeente = GemeenteFilter(method="van_gemeente")
    staat = df.ChoiceFilter(
        label="Welke",
        choices=[
            ("beeindigd", "Beëindigd"),
            ("uit", "Account uitgeschakeld"),
            ("lang_weg", "Lang niet ingelogd"),
            ("alle", "Alle"),
        ],
        method="in_staat",
        empty_label="Nu geldig",
    )

    class Meta:
        model = Lidmaatschap
        fields: list[str] = []
        form = FilterFormulier

    def zoek_persoon(self, rijen: QuerySet[Lidmaatschap], _: str, tekst: str) -> QuerySet[Lidmaatschap]:
        return rijen.filter(Q(user__naam__icontains=tekst.strip()) | Q(user__email__icontains=tekst.strip()))

    def van_gemeente(self, rijen: QuerySet[Lidmaatschap], _: str, gemeente: Gemeente) -> QuerySet[Lidmaatschap]:
        plekken = met_voorgangers([gemeente.pk])
        return rijen.filter(Q(gemeente__in=plekken) | Q(team__gemeente__in=plekken))

    def in_staat(self, rijen: QuerySet[Lidmaatschap], _: str, staat: str) -> QuerySet[Lidmaatschap]:
        return rijen  # together with "nothing chosen", in filter_queryset

    def filter_queryset(self, queryset: QuerySet[Lidmaatschap]) -> QuerySet[Lidmaatschap]:
        """Without a choice the list shows what counts today."""
        rijen = super().filter_queryset(queryset)
        staat = self.form.cleaned_data.get("staat")
        if staat == "alle":
            return rijen
        if staat == "beeindigd":
            return rijen.exclude(geldig())
        if staat == "uit":
            return rijen.filter(user__is_active=False)
        if staat == "lang_weg":
            grens = klok.nu() - dt.timedelta(days=LANG_WEG_DAGEN)
            return rijen.filter(geldig()).filter(Q(user__last_login__lt=grens) | Q(user__last_login=None))
        return rijen.filter(geldig())


class UitnodigingenFilter(Filter):
    zoek = PersoonFilter(label="E-mailadres", field_name="email", lookup_expr="icontains")
    rol = df.ChoiceFilter(label="Rol", choices=Rol.choices, empty_label="Alle rollen")
    staat = df.ChoiceFilter(
        label="Welke",
        choices=[
            ("open", "Open"),
            ("verlopen", "Verlopen"),
            ("aanvaard", "Aangenomen"),
            ("ingetrokken", "Ingetrokken"),
        ],
        method="in_staat",
        empty_label="Alle",
    )

    class Meta:
        model = Uitnodiging
        fields: list[str] = []
        form = FilterFormulier

    def in_staat(self, rijen: QuerySet[Uitnodiging], _: str, staat: str) -> QuerySet[Uitnodiging]:
        if staat == "aanvaard":
            return rijen.filter(aanvaard_op__isnull=False)
        if staat == "ingetrokken":
            return rijen.filter(ingetrokken_op__isnull=False)
        wachtend = rijen.filter(aanvaard_op=None, ingetrokken_op=None)
        nu = klok.nu()
        return wachtend.filter(verloopt_op__gt=nu) if staat == "open" else wachtend.filter(verloopt_op__lte=nu)


def _dingen() -> list[tuple[str, str]]:
    """Every kind of thing history may be about: our own models by their Dutch names."""
    eigen = ("accounts", "gemeenten", "kaart", "aanbod", "facilitair", "vraag", "kcc")
    modellen = (model for app in eigen for model in apps.get_app_config(app).get_models())
    return sorted(((m._meta.label, naam_van_soort(m._meta.label)) for m in modellen), key=lambda paar: paar[1])


class LogboekFilter(Filter):
    over = df.ChoiceFilter(label="Waarover", choices=KEUZES, method="van_dit_soort", empty_label="Alles")
    gebeurtenis = df.CharFilter(
        label="Gebeurtenis", lookup_expr="istartswith", help_text="Of het begin ervan, zoals ‘signaal’."
    )
    soort = df.ChoiceFilter(label="Ding", choices=_dingen, empty_label="Alles")
    object_id = df.CharFilter(label="Nummer van het ding")
    wie = PersoonFilter(label="Wie (naam of e-mailadres)", method="door_wie")
    van = df.DateFilter(label="Vanaf", method="vanaf", widget=DatumInvoer)
    tot = df.DateFilter(label="Tot en met", method="tot_en_met", widget=DatumInvoer)

    class Meta:
        model = Logregel
        fields: list[str] = []
        form = FilterFormulier

    def van_dit_soort(self, rijen: QuerySet[Logregel], _: str, over: str) -> QuerySet[Logregel]:
        return rijen.filter(van_soort(over))

    def door_wie(self, rijen: QuerySet[Logregel], _: str, tekst: str) -> QuerySet[Logregel]:
        return rijen.filter(Q(door__naam__icontains=tekst.strip()) | Q(door__email__icontains=tekst.strip()))

    def vanaf(self, rijen: QuerySet[Logregel], _: str, dag: dt.date) -> QuerySet[Logregel]:
        return rijen.filter(op__gte=klok.op(dag, dt.time(0)))

    def tot_en_met(self, rijen: QuerySet[Logregel], _: str, dag: dt.date) -> QuerySet[Logregel]:
        return rijen.filter(op__lt=klok.op(dag + dt.timedelta(days=1), dt.time(0)))


class SluitingsdagFilter(Filter):
    zoek = df.CharFilter(label="Naam", field_name="naam", lookup_expr="icontains")
    waar = df.ChoiceFilter(
        label="Waar",
        choices=[("regio", "Hele regio"), ("balie", "Facilitair punt"), ("gemeente", "Gemeente")],
        method="op_plek",
        empty_label="Overal",
    )
    soort = df.ChoiceFilter(
        label="Dicht of open", choices=[("dicht", "Dicht"), ("open", "Open")], method="van_soort", empty_label="Beide"
    )

    class Meta:
        model = Sluitingsdag
        fields: list[str] = []
        form = FilterFormulier

    def op_plek(self, rijen: QuerySet[Sluitingsdag], _: str, waar: str) -> QuerySet[Sluitingsdag]:
        if waar == "gemeente":
            return rijen.filter(gemeente__isnull=False)
        return rijen.filter(regio__isnull=False, balie=waar == "balie")

    def van_soort(self, rijen: QuerySet[Sluitingsdag], _: str, soort: str) -> QuerySet[Sluitingsdag]:
        return rijen.filter(dicht=soort == "dicht")
