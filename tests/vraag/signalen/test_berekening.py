"""While a need is being computed its pages say that, and nothing that the answer may contradict."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from marktplein.accounts.models import User
from marktplein.basis import klok
from tests.vraag.hulp import tekst
from tests.vraag.streek import Streek, maak_signaal, maak_streek
from vraag.aanvraag import vraag_om_poolen
from vraag.models import Run, Signaal
from vraag.poolen.services import voer_run_uit
from vraag.signalen import services
from vraag.signalen.berekening import berekening_van, in_berekening
from vraag.workflow import Aanleiding, RunStaat

pytestmark = pytest.mark.django_db


@pytest.fixture
def streek() -> Streek:
    return maak_streek()


def als(user: User) -> Client:
    klant = Client()
    klant.force_login(user)
    return klant


def vraag(streek: Streek) -> Run:
    return vraag_om_poolen(streek.regio, Aanleiding.WIJZIGING)


def begonnen(streek: Streek, **velden: object) -> Run:
    """A run at work that began a minute ago, or as ``velden`` say."""
    standaard = {"staat": RunStaat.BEZIG, "begonnen_op": klok.nu() - dt.timedelta(minutes=1)}
    return Run.objects.create(regio=streek.regio, aanleiding=Aanleiding.NACHT, **(standaard | velden))


def pagina(user: User, signaal: Signaal) -> str:
    return tekst(als(user).get(reverse("vraag:signaal", args=[signaal.pk])))


def test_van_plaatsen_tot_het_antwoord(streek: Streek) -> None:
    """The badge, the reason and the buttons wait for the run; then they are there, on the list as well."""
    signaal = services.indienen(
        team=streek.katwijk,
        door=streek.van_katwijk,
        **services.kopieren(maak_signaal(streek, streek.oegstgeest, 4)),
    )
    run = Run.objects.get(staat=RunStaat.WACHT)

    rekent = pagina(streek.van_katwijk, signaal)
    lijst = tekst(als(streek.van_katwijk).get(reverse("vraag:signalen")))

    assert "De berekening begint zo." in rekent
    for later in ("Open ", "Maak een groep", "nodig binnen", "Er kan"):
        assert later not in rekent.split("Wat er gebeurde")[0].split("We rekenen", 1)[1].split("De vraag")[0], later
    assert "We rekenen" in lijst

    voer_run_uit(run.pk)
    signaal.refresh_from_db()
    klaar = pagina(streek.van_katwijk, signaal)

    assert berekening_van(signaal) is None
    assert "Er is een voorstel voor 4 van de 4 kinderen" in klaar
    assert 'value="ja:' in klaar
    assert "We rekenen" not in klaar
    assert "We rekenen" not in tekst(als(streek.van_katwijk).get(reverse("vraag:signalen")))


def test_een_peiling_krijgt_de_balk_en_na_afloop_de_hele_pagina(streek: Streek) -> None:
    signaal = maak_signaal(streek, streek.katwijk, 4)
    run, adres = vraag(streek), reverse("vraag:signaal", args=[signaal.pk])
    peil = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "voortgang"}

    bezig = als(streek.van_katwijk).get(adres, **peil)
    voer_run_uit(run.pk)
    klaar = als(streek.van_katwijk).get(adres, **peil)

    assert "<progress" in bezig.content.decode()
    assert "<html" not in bezig.content.decode()
    assert klaar.headers["HX-Refresh"] == "true"


def test_een_berekening_van_voor_de_vraag_is_de_hare_niet(streek: Streek) -> None:
    begonnen(streek)
    signaal = maak_signaal(streek, streek.katwijk, 4)
    wacht = vraag(streek)

    berekening = berekening_van(signaal)

    assert berekening is not None
    assert (berekening.run, berekening.na_andere) == (wacht, True)
    assert "Eerst loopt nog een berekening van hiervoor" in pagina(streek.van_katwijk, signaal)


def test_een_vraag_waarover_gesproken_is_wacht_niet_op_de_volgende(streek: Streek) -> None:
    """In a busy region there is always a next run; only an own change makes it wait again."""
    signaal = maak_signaal(streek, streek.katwijk, 4)
    voer_run_uit(vraag(streek).pk)
    vraag(streek)
    signaal.refresh_from_db()

    assert berekening_van(signaal) is None
    assert "4 van 6 kinderen" in pagina(streek.van_katwijk, signaal)

    velden = services.kopieren(signaal) | {"aantal": 3}
    vers = services.wijzigen(signaal, versie=signaal.versie, door=streek.van_katwijk, **velden)
    assert berekening_van(vers) is not None
    assert "4 van 6 kinderen" not in pagina(streek.van_katwijk, vers)


def test_mislukt_zegt_wat_er_nu_gebeurt(streek: Streek) -> None:
    signaal = maak_signaal(streek, streek.katwijk, 4)
    begonnen(streek, staat=RunStaat.MISLUKT, begonnen_op=klok.nu(), klaar_op=klok.nu(), fout="ValueError: iets")

    stuk = pagina(streek.van_katwijk, signaal)

    assert "De berekening is niet gelukt" in stuk
    assert "in elk geval vannacht" in stuk
    assert "ValueError" not in stuk
    voer_run_uit(vraag(streek).pk)
    assert "niet gelukt" not in pagina(streek.van_katwijk, signaal)


def test_een_lijst_kost_twee_vragen(streek: Streek) -> None:
    signalen = [maak_signaal(streek, streek.katwijk, 4) for _ in range(6)]
    vraag(streek)
    with CaptureQueriesContext(connection) as tellen:
        assert in_berekening(signalen) == {s.pk for s in signalen}
    assert len(tellen) == 2
