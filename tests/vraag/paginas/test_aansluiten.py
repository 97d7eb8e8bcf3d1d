"""Joining another team asks one number; the rest is theirs, or what the own team asked the time before."""

from django.test import Client

from aanbod.models import Interventie
from gemeenten.grond.models import Team
from marktplein.basis import klok
from tests.gemeenten.factories import TeamFactory
from tests.vraag.factories import SignaalFactory, formulier_van
from tests.vraag.hulp import adres, nieuw, tekst
from vraag.models import Signaal
from vraag.workflow import SignaalStaat


def ander_en_eerder(team: Team, training: Interventie) -> tuple[Signaal, Signaal]:
    """A need of others, and one that the own team had the year before."""
    ander = SignaalFactory(
        team=TeamFactory(naam="JGT Katwijk"), interventie=training, aantal=5, dagdelen=[7], max_km=30, leeftijd_min=9
    )
    eerder = SignaalFactory(
        team=team, interventie=training, aantal=3, dagdelen=[4], max_km=17, splitsbaar=True, min_samen=2,
        staat=SignaalStaat.AFGEROND, leeftijd_min=8, opmerking="van toen",
    )  # fmt: skip
    return ander, eerder


def test_een_getal_en_de_rest_gevouwen(bezoek: Client, team: Team, training: Interventie) -> None:
    ander, _ = ander_en_eerder(team, training)

    pagina = bezoek.get(adres("aansluiten", ander))
    form = pagina.context["form"]

    assert '<details class="meer">' in pagina.content.decode()
    assert 'name="interventie" value="' in pagina.content.decode()
    assert form["aantal"].value() is None
    assert not form["opmerking"].value()
    assert (form["dagdelen"].value(), form["leeftijd_min"].value()) == ([7], 9)
    assert (form["max_km"].value(), form["splitsbaar"].value(), form["min_samen"].value()) == (17, True, 2)
    assert "zoals bij de vraag van JGT Katwijk" in tekst(pagina)
    assert "zoals jullie vorige keer" in tekst(pagina)


def test_alles_zoals_vorige_keer(bezoek: Client, team: Team, training: Interventie) -> None:
    ander, _ = ander_en_eerder(team, training)

    form = bezoek.get(adres("aansluiten", ander), {"vorige": 1}).context["form"]

    assert (form["dagdelen"].value(), form["leeftijd_min"].value(), form["max_km"].value()) == ([4], 8, 17)
    assert form["vroegste_start"].value() >= klok.vandaag()


def test_zonder_eerdere_vraag_geen_vorige_keer(bezoek: Client, team: Team, training: Interventie) -> None:
    ander, eerder = ander_en_eerder(team, training)
    Signaal.objects.filter(pk=eerder.pk).update(staat=SignaalStaat.INGETROKKEN)

    pagina = bezoek.get(adres("aansluiten", ander))

    assert "vorige keer" not in tekst(pagina)
    assert pagina.context["form"]["max_km"].value() == 10


def test_wat_gevouwen_is_en_fout_gaat_open(bezoek: Client, team: Team, training: Interventie) -> None:
    ander, _ = ander_en_eerder(team, training)

    getal = bezoek.post(adres("aansluiten", ander), formulier_van(team, training, aantal="0"))
    afstand = bezoek.post(adres("aansluiten", ander), formulier_van(team, training, max_km="0"))
    elders = bezoek.post(adres("aansluiten", ander), formulier_van(team, training, interventie=""))

    assert '<details class="meer">' in getal.content.decode()
    assert '<details class="meer" open>' in afstand.content.decode()
    assert "Welke training?" in elders.content.decode(), "then the whole form is asked"


def test_een_nieuwe_vraag_kan_zoals_vorige_keer(bezoek: Client, team: Team, training: Interventie) -> None:
    _, eerder = ander_en_eerder(team, training)

    leeg = tekst(bezoek.get(nieuw()))
    gekozen = bezoek.get(nieuw(), {"interventie": training.slug}).content.decode()

    assert "vorige keer" not in leeg
    assert f'href="{adres("signaal_kopieren", eerder)}">Vul in zoals vorige keer' in gekozen
