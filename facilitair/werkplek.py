"""What the start page shows of the queue."""

import datetime as dt

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from facilitair.models import Taak
from facilitair.workflow import TAAK_OPEN
from gemeenten.grond.enums import Rol
from gemeenten.grond.kalenders import kalender_van_balie
from marktplein.accounts.models import User
from marktplein.basis import klok
from marktplein.basis.blok import OPHALEN, Cijfer, Rolblok, Startpagina, Wachtend
from marktplein.basis.werkdagen import plus_werkdagen

TAAK_DRINGEND_WERKDAGEN = 5


def dringende_taken(user: User, tot: dt.date) -> QuerySet[Taak]:
    """Open tasks of mine or of nobody that must be done by ``tot``, the latest due first."""
    return (
        Taak.objects.filter(Q(toegewezen_aan=user.pk) | Q(toegewezen_aan=None), staat__in=TAAK_OPEN, uiterlijk__lte=tot)
        .select_related("groep__interventie", "groep__gemeente")
        .order_by("uiterlijk", "pk")
    )


def taakcijfers(user: User) -> dict[str, int]:
    """``te_laat``, ``van_mij`` and ``vrij``: counts of open tasks."""
    return dict(
        Taak.objects.filter(staat__in=TAAK_OPEN).aggregate(
            te_laat=Count("pk", filter=Q(uiterlijk__lt=klok.vandaag())),
            van_mij=Count("pk", filter=Q(toegewezen_aan=user.pk)),
            vrij=Count("pk", filter=Q(toegewezen_aan=None)),
        )
    )


def _facilitair(pagina: Startpagina, user: User) -> None:
    adres = reverse("facilitair:taken")
    pagina.alles = (adres, "Bekijk alle taken")
    gauw = plus_werkdagen(klok.vandaag(), TAAK_DRINGEND_WERKDAGEN, kalender_van_balie(None))
    pagina.wachtend += [
        Wachtend(
            taak.titel,
            reverse("facilitair:taak", args=[taak.pk]),
            "Open de taak" if taak.toegewezen_aan_id else "Bekijk en pak op",
            taak.uiterlijk,
            str(taak.groep) if taak.groep else "",
        )
        for taak in dringende_taken(user, gauw)[:OPHALEN]
    ]
    cijfers = taakcijfers(user)
    pagina.cijfers += [
        Cijfer(cijfers["te_laat"], "taken te laat", adres, "taak te laat"),
        Cijfer(cijfers["van_mij"], "taken van mij", adres, "taak van mij"),
        Cijfer(cijfers["vrij"], "taken vrij om op te pakken", adres, "taak vrij om op te pakken"),
    ]


WERKPLEK = (Rolblok(40, (Rol.FACILITAIR,), _facilitair),)
