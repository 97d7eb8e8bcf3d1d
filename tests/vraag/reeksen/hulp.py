"""Demand in the autumns, what is found to come back in it, and the page of that."""

import datetime as dt
from typing import Any

from django.urls import reverse

from aanbod.models import Interventie
from gemeenten.grond.models import Gemeente
from tests.gemeenten.factories import TeamFactory
from tests.vraag.factories import SignaalFactory
from vraag.reeksen.services import Terugkeer, terugkerende_vraag


def vraag(
    gemeente: Gemeente, training: Interventie, *jaren: int, aantal: int = 6, maand: int = 9, **velden: Any
) -> None:
    for jaar in jaren:
        SignaalFactory(
            team=gemeente.teams.first() or TeamFactory(gemeente=gemeente),
            interventie=training,
            aantal=aantal,
            geplaatst_op=dt.date(jaar, maand, 10),
            **velden,
        )


def gevonden(gemeente: Gemeente) -> list[Terugkeer]:
    return terugkerende_vraag(gemeente.regio)


def adres(t: Terugkeer) -> str:
    return reverse("vraag:reeks_beslissen", args=[t.kenmerk])
