"""How long a need waits: the estimate, what it counts, and what the form says about it."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gemeenten.grond.models import Team
from marktplein.basis import klok
from marktplein.basis.mensen import Voor
from tests.aanbod.factories import InterventieFactory
from tests.gemeenten.factories import GemeenteFactory, TeamFactory
from tests.vraag.factories import SignaalFactory, VoorstelFactory
from tests.vraag.hulp import tekst
from vraag.models import Signaal
from vraag.uitleg.wachttijd import Wachttijd, schat, verwachte_wachttijd, wachttijden
from vraag.uitleg.wachttijd_zinnen import TE_WEINIG, kort, voluit
from vraag.workflow import SignaalStaat, VoorstelStaat


def na_weken(team: Team, weken: int, *, plek: bool = True, aantal: int = 4, **velden: Any) -> Signaal:
    """A need that got its place this many weeks after it was posted; or has waited that long."""
    geplaatst_op = klok.vandaag() - dt.timedelta(weeks=weken)
    staat = SignaalStaat.GEPLAATST if plek else SignaalStaat.OPEN
    signaal = SignaalFactory(team=team, aantal=aantal, geplaatst_op=geplaatst_op, **{"staat": staat, **velden})
    if plek:
        voorstel = VoorstelFactory(run__regio=signaal.regio, staat=VoorstelStaat.GEPLAND, regels=[(signaal, aantal)])
        voorstel.toezeggingen.update(antwoord="ja", op=klok.nu())
    return signaal


# --- the estimate ---------------------------------------------------------------------------------------------


@pytest.mark.puur
def test_zonder_wachtenden_zijn_het_gewone_kwantielen() -> None:
    w = schat([(week, True) for week in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10)])
    assert (w.vragen, w.geplaatst, w.mediaan, w.tachtig, w.langst) == (10, 10, 5, 8, 10)


@pytest.mark.puur
def test_wie_nog_wacht_telt_mee_zolang_hij_wachtte() -> None:
    """The textbook example: remission of leukaemia under 6-MP (Freireich 1963) has a median of 23 weeks."""
    plek = (6, 6, 6, 7, 10, 13, 16, 22, 23)
    wacht = (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
    w = schat([*((n, True) for n in plek), *((n, False) for n in wacht)])
    assert w.mediaan == 23
    assert w.tachtig is None
    # Leaving out who still waits would say ten.
    assert schat([(n, True) for n in plek]).mediaan == 10


@pytest.mark.puur
def test_niemand_een_plek_geeft_geen_getal() -> None:
    w = schat([(8, False)] * 6)
    assert (w.mediaan, w.tachtig, w.langst) == (None, None, 8)
    assert schat([]) == Wachttijd()


@pytest.mark.puur
@pytest.mark.parametrize(
    ("w", "zin"),
    [
        (Wachttijd(4, 4, 2, 3, 3), "Nog te weinig gegevens"),
        (Wachttijd(9, 8, 1, 6, 7), "De helft binnen 1 week, 8 van de 10 binnen 6 weken"),
        (Wachttijd(9, 9, 5, 5, 7), "8 van de 10 binnen 5 weken"),
        (Wachttijd(9, 5, 6, None, 30), "De helft binnen 6 weken, 8 van de 10 nog niet na 30 weken"),
        (Wachttijd(9, 2, None, None, 30), "Na 30 weken had de helft nog geen plek"),
    ],
)
def test_in_woorden(w: Wachttijd, zin: str) -> None:
    assert kort(w) == zin
    assert (voluit(w, "de regio") == TE_WEINIG) == (w.vragen < 5)
    assert w.vragen < 5 or "uit 9 vragen" in voluit(w, "de regio")


# --- what is counted ------------------------------------------------------------------------------------------


def test_van_vraag_tot_de_laatste_plek() -> None:
    team, training = TeamFactory(), InterventieFactory()
    for weken in (2, 4, 6, 8, 10):
        na_weken(team, weken, interventie=training)
    # Half placed still waits; withdrawn counts until then; too long ago does not count.
    half = na_weken(team, 12, plek=False, interventie=training, aantal=6)
    VoorstelFactory(run__regio=half.regio, staat=VoorstelStaat.GEPLAND, regels=[(half, 2)])
    na_weken(team, 3, plek=False, interventie=training, staat=SignaalStaat.INGETROKKEN)
    na_weken(team, 130, interventie=training)
    (regel,) = wachttijden(Signaal.objects.all())
    assert (regel.wachttijd.vragen, regel.wachttijd.geplaatst) == (7, 5)
    assert regel.wachttijd.mediaan == 8


def test_eigen_gemeente_als_die_genoeg_weet_anders_de_regio() -> None:
    team, training = TeamFactory(gemeente=GemeenteFactory(naam="Hier")), InterventieFactory()
    ver = TeamFactory()
    for _ in range(6):
        na_weken(ver, 10, interventie=training)
    na_weken(team, 2, interventie=training)
    w, waar = verwachte_wachttijd(team, training, Voor.KINDEREN)
    assert (w.vragen, waar, w.mediaan) == (7, "de regio", 10)
    for _ in range(4):
        na_weken(team, 2, interventie=training)
    w, waar = verwachte_wachttijd(team, training, Voor.KINDEREN)
    assert (w.vragen, waar, w.mediaan) == (5, "Hier", 2)


# --- on the pages ---------------------------------------------------------------------------------------------


def test_de_pagina_noemt_waarop_het_rust(bezoek: Client, team: Team) -> None:
    veel, weinig = InterventieFactory(naam="Veel gevraagd"), InterventieFactory(naam="Eens gevraagd")
    for weken in (2, 4, 6, 8, 10):
        na_weken(team, weken, interventie=veel)
    na_weken(team, 3, interventie=weinig)
    pagina = tekst(bezoek.get(reverse("inzicht:wachttijd")))
    assert "De helft binnen 6 weken, 8 van de 10 binnen 8 weken" in pagina
    assert "5 vragen" in pagina
    assert "minder dan 5 vragen" in pagina
    bestand = bezoek.get(reverse("inzicht:wachttijd"), {"formaat": "csv"}).content.decode("utf-8-sig")
    assert "Veel gevraagd;5;5;6;8" in bestand
    assert "Eens gevraagd;minder dan 5;;nog te weinig gegevens;" in bestand


def test_naast_het_formulier(bezoek: Client, team: Team) -> None:
    training = InterventieFactory()
    adres = reverse("vraag:meekijken")
    assert TE_WEINIG in tekst(bezoek.get(adres, {"interventie": training.pk}))
    for weken in (2, 4, 6, 8, 10):
        na_weken(team, weken, interventie=training)
    pagina = tekst(bezoek.get(adres, {"interventie": training.pk}))
    assert "De helft van de vragen had binnen 6 weken een plek, 8 van de 10 binnen 8 weken." in pagina
    assert f"Gezien in {team.gemeente}, uit 5 vragen" in pagina
    assert "Hoe lang duurt het?" not in tekst(bezoek.get(adres))
