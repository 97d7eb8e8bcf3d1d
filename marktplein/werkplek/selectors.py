"""What the start page asks: what waits for somebody, and the figures of a role. Few queries per role, none per row."""

import datetime as dt
from typing import Any

from django.db.models import Case, CharField, Count, F, Max, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from aanbod.groepen.selectors import zichtbaar_voor
from aanbod.models import Bijeenkomst, Certificaat, Groep, Interventie, Thema
from aanbod.workflow import GROEP_LOPEND, GroepStaat, InterventieStaat
from facilitair.models import Taak
from facilitair.workflow import TAAK_OPEN
from gemeenten.grond.models import Lidmaatschap, Uitnodiging
from gemeenten.grond.selectors import geldig, organisatie_ids_van, uitnodigingen_zichtbaar_voor
from marktplein.basis import klok
from marktplein.basis.blok import Themavraag
from marktplein.mail.models import Bericht, Staat
from vraag.models import Groepsvoorstel, Run, Signaal
from vraag.permissions import eigen_team_ids, gelezen_gemeente_ids
from vraag.workflow import VOORSTEL_LOPEND, RunStaat, SignaalStaat

BINNENKORT = dt.timedelta(weeks=6)
CERTIFICAAT_VERLOOPT = dt.timedelta(days=60)
CONTROLE_NODIG = dt.timedelta(days=365)


# --- professional ---------------------------------------------------------------------------------------------


def zonder_plek(user: Any) -> QuerySet[Signaal]:
    """Open demand of the own teams that the last pooling could not place, the longest waiting first."""
    return (
        Signaal.objects.filter(team_id__in=eigen_team_ids(user), staat=SignaalStaat.OPEN, reden__isnull=False)
        .select_related("reden", "interventie", "thema", "team")
        .order_by("geplaatst_op", "pk")
    )


def groepen_van_mijn_teams(user: Any) -> QuerySet[Groep]:
    """Groups with children of the own teams that begin within BINNENKORT."""
    vandaag = klok.vandaag()
    return (
        Groep.objects.filter(
            teamplaatsen__team__in=eigen_team_ids(user),
            staat__in=GROEP_LOPEND,
            start_op__gte=vandaag,
            start_op__lte=vandaag + BINNENKORT,
        )
        .select_related("interventie", "gemeente")
        .distinct()
        .order_by("start_op", "pk")
    )


# --- trainer --------------------------------------------------------------------------------------------------


def komende_bijeenkomsten(user: Any) -> QuerySet[Bijeenkomst]:
    """Meetings this trainer gives from now on, the first one first."""
    return (
        Bijeenkomst.objects.filter(inzetten__trainer__user=user, eind__gte=klok.nu(), groep__staat__in=GROEP_LOPEND)
        .select_related("groep__interventie", "groep__gemeente")
        .order_by("begin", "pk")
    )


def certificaten_die_verlopen(user: Any) -> QuerySet[Certificaat]:
    """Own certificates that end within CERTIFICAAT_VERLOOPT or have ended in the same time before."""
    vandaag = klok.vandaag()
    return (
        Certificaat.objects.filter(
            trainer__user=user,
            geldig_tot__gte=vandaag - CERTIFICAAT_VERLOOPT,
            geldig_tot__lte=vandaag + CERTIFICAAT_VERLOOPT,
        )
        .select_related("interventie")
        .order_by("geldig_tot", "pk")
    )


# --- facilitair -----------------------------------------------------------------------------------------------


def dringende_taken(user: Any, tot: dt.date) -> QuerySet[Taak]:
    """Open tasks of mine or of nobody that must be done by ``tot``, the latest due first."""
    return (
        Taak.objects.filter(Q(toegewezen_aan=user.pk) | Q(toegewezen_aan=None), staat__in=TAAK_OPEN, uiterlijk__lte=tot)
        .select_related("groep__interventie", "groep__gemeente")
        .order_by("uiterlijk", "pk")
    )


def taakcijfers(user: Any) -> dict[str, int]:
    """``te_laat``, ``van_mij`` and ``vrij``: counts of open tasks."""
    return dict(
        Taak.objects.filter(staat__in=TAAK_OPEN).aggregate(
            te_laat=Count("pk", filter=Q(uiterlijk__lt=klok.vandaag())),
            van_mij=Count("pk", filter=Q(toegewezen_aan=user.pk)),
            vrij=Count("pk", filter=Q(toegewezen_aan=None)),
        )
    )


# --- gemeente -------------------------------------------------------------------------------------------------


def vraag_per_thema(user: Any) -> list[Themavraag]:
    """Open demand of the own municipality per theme, most children first.

    A signaal that names only an interventie counts for the first theme of that interventie.
    """
    eerste_thema = Thema.objects.filter(interventies=OuterRef("interventie")).order_by("volgorde", "naam")
    rijen = (
        Signaal.objects.filter(team__gemeente__in=gelezen_gemeente_ids(user), staat=SignaalStaat.OPEN)
        .annotate(
            over=Coalesce("thema__naam", Subquery(eerste_thema.values("naam")[:1]), Value("Anders")),
        )
        .order_by()
        .values("over")
        .annotate(
            som=Sum("aantal"),
            leemte=Sum("reden__aantal", default=0),
        )
        .order_by("-som", "over")
    )
    return [Themavraag(r["over"], r["som"], r["leemte"]) for r in rijen]


def leemten(user: Any) -> list[tuple[str, str, int]]:
    """(offer or theme, code of the reason, children) of what the own municipality asks and could not be placed."""
    rijen = (
        Signaal.objects.filter(
            team__gemeente__in=gelezen_gemeente_ids(user), staat=SignaalStaat.OPEN, reden__isnull=False
        )
        .annotate(
            waarvoor_=Case(
                When(interventie__isnull=False, then=F("interventie__naam")),
                default=F("thema__naam"),
                output_field=CharField(),
            )
        )
        .order_by()
        .values("waarvoor_", "reden__code")
        .annotate(som=Sum("reden__aantal"))
        .order_by("-som", "waarvoor_", "reden__code")[:5]
    )
    return [(r["waarvoor_"], r["reden__code"], r["som"]) for r in rijen]


def lopende_voorstellen_van_gemeente(user: Any) -> int:
    """How many running proposals a team of the own municipality is asked for."""
    return (
        Groepsvoorstel.objects.filter(
            staat__in=VOORSTEL_LOPEND, toezeggingen__team__gemeente__in=gelezen_gemeente_ids(user)
        )
        .distinct()
        .count()
    )


def groepen_in_gemeente(user: Any) -> QuerySet[Groep]:
    """Running and coming groups on the ground of the own municipality."""
    return (
        zichtbaar_voor(user)
        .filter(gemeente__in=gelezen_gemeente_ids(user), staat__in=GROEP_LOPEND, start_op__gte=klok.vandaag())
        .order_by("start_op", "pk")
    )


def verlopen_uitnodigingen(user: Any) -> QuerySet[Uitnodiging]:
    """Invitations nobody used in time and nobody sent again."""
    return uitnodigingen_zichtbaar_voor(user).filter(aanvaard_op=None, ingetrokken_op=None, verloopt_op__lte=klok.nu())


# --- aanbieder ------------------------------------------------------------------------------------------------


def eigen_aanbod(user: Any) -> QuerySet[Interventie]:
    return Interventie.objects.filter(organisatie__in=organisatie_ids_van(user)).order_by("naam")


def aanbod_dat_aandacht_vraagt(user: Any) -> QuerySet[Interventie]:
    """Own offers without full routing, and published ones nobody checked for a year."""
    oud = klok.vandaag() - CONTROLE_NODIG
    te_oud = Q(staat=InterventieStaat.GEPUBLICEERD) & (Q(laatst_gecontroleerd=None) | Q(laatst_gecontroleerd__lt=oud))
    return (
        eigen_aanbod(user)
        .exclude(staat=InterventieStaat.INGETROKKEN)
        .filter(Q(aanmelden_bij="") | Q(wie_betaalt="") | te_oud)
    )


def aanbodcijfers(user: Any) -> dict[str, int]:
    """``gepubliceerd``, ``concept`` and ``groepen`` (running or coming) of the own organisation."""
    cijfers = (
        eigen_aanbod(user)
        .order_by()
        .aggregate(
            gepubliceerd=Count("pk", filter=Q(staat=InterventieStaat.GEPUBLICEERD), distinct=True),
            concept=Count("pk", filter=Q(staat=InterventieStaat.CONCEPT), distinct=True),
            groepen=Count("groepen", filter=Q(groepen__staat__in=GROEP_LOPEND), distinct=True),
        )
    )
    return dict(cijfers)


# --- kcc ------------------------------------------------------------------------------------------------------


def groepen_met_plaats(user: Any) -> QuerySet[Groep]:
    """Published groups with a free place, the soonest first."""
    return (
        zichtbaar_voor(user)
        .filter(staat=GroepStaat.OPEN, bezet__lt=F("capaciteit"), start_op__gte=klok.vandaag())
        .order_by("start_op", "pk")
    )


# --- beheer ---------------------------------------------------------------------------------------------------


def beheercijfers() -> dict[str, int]:
    """``leden`` (people with a role today), ``uitnodigingen`` (open), ``post_wacht`` and ``post_mislukt``."""
    post = Bericht.objects.aggregate(
        wacht=Count("pk", filter=Q(staat=Staat.WACHT)), mislukt=Count("pk", filter=Q(staat=Staat.MISLUKT))
    )
    return {
        "leden": Lidmaatschap.objects.filter(geldig(), user__is_active=True).values("user").distinct().count(),
        "uitnodigingen": Uitnodiging.objects.filter(
            aanvaard_op=None, ingetrokken_op=None, verloopt_op__gt=klok.nu()
        ).count(),
        "post_wacht": post["wacht"],
        "post_mislukt": post["mislukt"],
    }


def laatste_runs() -> list[Run]:
    """The newest pooling of each region."""
    nieuwste = Run.objects.order_by().values("regio").annotate(pk_=Max("pk")).values("pk_")
    return list(Run.objects.filter(pk__in=nieuwste).select_related("regio").order_by("regio__naam"))


def is_mislukt(run: Run) -> bool:
    return run.staat in (RunStaat.MISLUKT, RunStaat.AFGEBROKEN)
