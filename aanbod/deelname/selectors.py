"""Reads of registrations. Names are only for those whom permissions.kan_aanmeldingen_zien allows."""

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from aanbod.models import Aanmelding, Groep
from aanbod.workflow import GEWEEST, AanmeldingStaat

A = AanmeldingStaat
# Noting that somebody came does not move them on the list.
VOLGORDE = ((A.INTAKE,), (A.GEPLAATST, *GEWEEST), (A.AANGEBODEN,), (A.WACHTLIJST,))


def plaats_in_de_rij(aanmelding: Aanmelding) -> int:
    """1 for who is next; 0 when not on the waiting list."""
    if aanmelding.staat != A.WACHTLIJST:
        return 0
    eerder = Q(in_rij_op__lt=aanmelding.in_rij_op) | Q(in_rij_op=aanmelding.in_rij_op, pk__lt=aanmelding.pk)
    return Aanmelding.objects.filter(eerder, groep=aanmelding.groep_id, staat=A.WACHTLIJST).count() + 1


def aanmeldingen_van(groep: Groep) -> QuerySet[Aanmelding]:
    """All registrations of a group that have been confirmed: who comes first, then the line in its order."""
    rang = Case(
        *(When(staat__in=staten, then=Value(nummer)) for nummer, staten in enumerate(VOLGORDE)),
        default=Value(len(VOLGORDE)),
        output_field=IntegerField(),
    )
    return (
        groep.aanmeldingen.exclude(staat=A.TE_BEVESTIGEN)
        .exclude(staat=A.VERLOPEN, bevestigd_op__isnull=True)
        .annotate(rang=rang)
        .order_by("rang", "in_rij_op", "pk")
    )


def krijgt_plek(groep: Groep) -> bool:
    """Whether who confirms now gets a place at once: one is free, and nobody waits for it."""
    return groep.vrij > 0 and not groep.aanmeldingen.filter(staat=A.WACHTLIJST).exists()


def stappen(groep: Groep) -> int:
    """Of how many steps registering is: what to fill in, to confirm, and where there is one to get acquainted."""
    return 3 if groep.interventie.intake and krijgt_plek(groep) else 2
