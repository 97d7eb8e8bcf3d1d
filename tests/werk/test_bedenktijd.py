"""Every act that can be taken back, on its own page: nothing for ten seconds, then once, and never both."""

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from aanbod.models import TeamPlaats
from facilitair.models import Reservering, Taak
from gemeenten.grond.enums import Rol
from marktplein.accounts.models import User
from marktplein.audit.models import Logregel
from marktplein.basis import klok
from marktplein.mail.models import Bericht
from marktplein.werk import uitstel
from marktplein.werk.models import Uitgesteld
from tests.aanbod.factories import GroepFactory, TeamPlaatsFactory
from tests.facilitair.factories import ReserveringFactory, RuimteFactory, TaakFactory
from tests.gemeenten.factories import TeamFactory, gebruiker_met
from tests.hulp_uitstel import laat_voorbijgaan
from tests.vraag.factories import SignaalFactory, VoorstelFactory
from tests.vraag.hulp import tegelijk, tekst
from vraag.models import Groepsvoorstel, Signaal, Toezegging
from vraag.workflow import Antwoord, SignaalStaat


@dataclass
class Geval:
    """One act: who does it, the form it is asked with, the page it then stands on, and whether it has been done."""

    wie: User
    naar: str
    velden: dict[str, Any]
    pagina: str
    gedaan: Callable[[], bool]


def een_voorstel(**velden: Any) -> tuple[Groepsvoorstel, Toezegging]:
    regels = [(SignaalFactory(team=TeamFactory(), aantal=5, staat=SignaalStaat.VOORGESTELD), 5) for _ in range(2)]
    voorstel = VoorstelFactory(regels=regels, ruimte=RuimteFactory(), **velden)
    return voorstel, voorstel.toezeggingen.filter(team__isnull=False).order_by("pk")[0]


def antwoord(keus: Antwoord, **velden: Any) -> Geval:
    voorstel, toezegging = een_voorstel(**velden)
    return Geval(
        gebruiker_met(Rol.JGT, team=toezegging.team),
        reverse("vraag:antwoord", args=[toezegging.pk]),
        {"keus": keus.value, "reden": "te ver", "gezien": "open"},
        reverse("vraag:voorstel", args=[voorstel.pk]),
        lambda: not Toezegging.objects.filter(pk=toezegging.pk, antwoord=Antwoord.OPEN).exists(),
    )


def intrekken() -> Geval:
    signaal = SignaalFactory()
    return Geval(
        gebruiker_met(Rol.JGT, team=signaal.team),
        reverse("vraag:signaal_intrekken", args=[signaal.pk]),
        {"versie": signaal.versie, "gezien": "", "reden": "al geholpen"},
        reverse("vraag:signaal", args=[signaal.pk]),
        Signaal.objects.filter(pk=signaal.pk, staat=SignaalStaat.INGETROKKEN).exists,
    )


def vrijgeven() -> Geval:
    boeking = ReserveringFactory()
    return Geval(
        gebruiker_met(Rol.FACILITAIR),
        reverse("facilitair:vrijgeven", args=[boeking.pk]),
        {},
        reverse("facilitair:reservering", args=[boeking.pk]),
        Reservering.objects.filter(pk=boeking.pk, staat="vrijgegeven").exists,
    )


def teruggeven() -> Geval:
    groep, team = GroepFactory(bezet=3), TeamFactory()
    TeamPlaatsFactory(groep=groep, team=team, aantal=3)
    return Geval(
        gebruiker_met(Rol.JGT, team=team),
        reverse("aanbod:teamplaats_terug", args=[groep.slug]),
        {"team": team.pk, "aantal": 3, "sleutel": str(uuid.uuid4())},
        reverse("aanbod:groep", args=[groep.slug]),
        lambda: not TeamPlaats.objects.exists(),
    )


def klaar() -> Geval:
    taak = TaakFactory()
    return Geval(
        gebruiker_met(Rol.FACILITAIR),
        reverse("facilitair:taak_actie", args=[taak.pk, "klaar"]),
        {"versie": taak.versie, "tekst": "gelukt", "sleutel": str(uuid.uuid4())},
        reverse("facilitair:taak", args=[taak.pk]),
        Taak.objects.filter(pk=taak.pk, staat="klaar").exists,
    )


GEVALLEN: dict[str, Callable[[], Geval]] = {
    "ja": lambda: antwoord(Antwoord.JA),
    "nee": lambda: antwoord(Antwoord.NEE),
    "intrekken": intrekken,
    "vrijgeven": vrijgeven,
    "teruggeven": teruggeven,
    "klaar": klaar,
}


@pytest.fixture(params=GEVALLEN)
def geval(request: pytest.FixtureRequest, db: None) -> Geval:
    return GEVALLEN[request.param]()


def als(wie: User) -> Client:
    klant = Client()
    klant.force_login(wie)
    return klant


def sporen() -> tuple[int, int]:
    return Logregel.objects.exclude(gebeurtenis__startswith="inlog").count(), Bericht.objects.count()


def test_eerst_gebeurt_er_niets_terug_kan_en_daarna_gebeurt_het_een_keer(geval: Geval) -> None:
    klant = als(geval.wie)
    eerst = sporen()
    assert klant.post(geval.naar, geval.velden)["Location"] == geval.pagina
    [rij] = Uitgesteld.objects.all()
    assert not geval.gedaan()
    assert sporen() == eerst
    pagina = tekst(klant.get(geval.pagina))
    assert "Maak ongedaan" in pagina
    vreemde = als(gebruiker_met(Rol.FACILITAIR))
    terug = reverse("werk:ongedaan", args=[rij.bundel])
    assert "al gedaan" in tekst(vreemde.post(terug, {"terug": "/start/"}, follow=True)), "alleen van jezelf"

    assert "er is niets gebeurd" in tekst(klant.post(terug, {"terug": geval.pagina}, follow=True))
    assert laat_voorbijgaan() == 0
    assert (geval.gedaan(), sporen()) == (False, eerst)

    klant.post(geval.naar, geval.velden)
    klant.post(geval.naar, geval.velden)
    assert laat_voorbijgaan() == 1
    assert geval.gedaan()
    # "Bekijk hoe het nu staat" leads there: also when what was done takes the page away from who did it.
    daarna = klant.get(geval.pagina, follow=True)
    assert daarna.status_code == 200
    assert "Maak ongedaan" not in tekst(daarna)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("soort", GEVALLEN)
def test_terugnemen_en_uitvoeren_tegelijk(soort: str) -> None:
    """Whoever is first wins, and says so: never taken back and done, never neither."""
    geval = GEVALLEN[soort]()
    klant = als(geval.wie)
    klant.post(geval.naar, geval.velden)
    rij = Uitgesteld.objects.get()
    Uitgesteld.objects.update(volgende_poging_op=klok.nu())
    terug, gedaan = tegelijk(lambda: uitstel.neem_terug(door=geval.wie, bundel=rij.bundel), uitstel.voer_uit)
    assert {terug, gedaan} <= {0, 1}
    assert terug + gedaan == 1, (terug, gedaan)
    assert geval.gedaan() is (gedaan == 1)
    assert not Uitgesteld.objects.exists()


@pytest.mark.django_db
def test_hetzelfde_formulier_nog_eens_is_een_keer() -> None:
    """Also after it was carried out: the key of the form goes along."""
    geval = klaar()
    klant = als(geval.wie)
    for _ in range(2):
        assert klant.post(geval.naar, geval.velden).status_code == 302
        laat_voorbijgaan()
    assert Taak.objects.get().gebeurtenissen.filter(naar="klaar").count() == 1


@pytest.mark.django_db
def test_kort_voor_het_einde_van_de_termijn_telt_een_antwoord_meteen() -> None:
    """A worker may be late; who answered in time has answered in time."""
    geval = antwoord(Antwoord.NEE, reageren_voor=klok.nu() + dt.timedelta(minutes=2))
    klant = als(geval.wie)
    assert "Je antwoord is opgeslagen: nee" in tekst(klant.post(geval.naar, geval.velden, follow=True))
    assert geval.gedaan()
    assert not Uitgesteld.objects.exists()


@pytest.mark.django_db
def test_wie_zich_bedenkt_maakt_eerst_ongedaan() -> None:
    geval = antwoord(Antwoord.JA)
    klant = als(geval.wie)
    klant.post(geval.naar, geval.velden)
    anders = klant.post(geval.naar, geval.velden | {"keus": "nee"})
    assert anders.status_code == 422
    assert "Maak dat eerst ongedaan" in tekst(anders)
    assert Uitgesteld.objects.get().soort == "voorstel.ja"


@pytest.mark.django_db
def test_wat_later_geweigerd_wordt_staat_op_de_pagina_en_op_start_en_de_tekst_is_weg() -> None:
    geval = antwoord(Antwoord.NEE)
    klant = als(geval.wie)
    klant.post(geval.naar, geval.velden)
    rij = Uitgesteld.objects.get()
    Groepsvoorstel.objects.update(reageren_voor=klok.nu() - dt.timedelta(minutes=1))
    laat_voorbijgaan()
    rij.refresh_from_db()
    assert rij.gegevens == {}
    for adres in (geval.pagina, reverse("werkplek:start"), reverse("werk:bedenktijd", args=[rij.bundel])):
        pagina = tekst(klant.get(adres))
        assert "Niet gelukt: antwoord: nee." in pagina
        assert "De tijd om te antwoorden is voorbij" in pagina
    klant.post(reverse("werk:ongedaan", args=[rij.bundel]), {"gezien": "ja", "terug": geval.pagina})
    assert not Uitgesteld.objects.exists()
    assert "Niet gelukt" not in tekst(klant.get(reverse("werkplek:start")))


@pytest.mark.django_db
def test_het_stukje_pagina_zegt_wanneer_het_voorbij_is() -> None:
    geval = vrijgeven()
    klant = als(geval.wie)
    klant.post(geval.naar, geval.velden)
    adres = reverse("werk:bedenktijd", args=[Uitgesteld.objects.get().bundel])
    assert "Maak ongedaan" in tekst(klant.get(adres))
    laat_voorbijgaan()
    over = klant.get(adres, {"terug": geval.pagina})
    assert "De tien tellen zijn voorbij" in tekst(over)
    assert f'href="{geval.pagina}"' in over.content.decode()
    assert "elders.example" not in tekst(klant.get(adres, {"terug": "https://elders.example/"}))
