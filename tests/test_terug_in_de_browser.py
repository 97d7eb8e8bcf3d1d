"""A form that the browser brings back with its old key and something else in it, on every page whose write has one.

Nothing is written; the page says what the form made before, keeps what was typed, and the next press counts.
"""

import ast
import datetime as dt
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from aanbod.models import Interventie, Themastuk
from facilitair.models import Reservering, Taak
from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Organisatie, Sluitingsdag, Uitnodiging
from gemeenten.kaart.models import Categorie, Contact, Locatie
from marktplein.accounts.models import User
from marktplein.basis import klok
from marktplein.mail.models import Berichtvoorkeur, Stand
from tests.aanbod.factories import ThemaFactory
from tests.aanbod.plank.test_nieuw_aanbod import formulier as aanbodformulier
from tests.facilitair.factories import RuimteFactory, werkdag
from tests.gemeenten.factories import GemeenteFactory, OrganisatieFactory, gebruiker_met

WORTEL = Path(__file__).parents[1]
Geval = tuple[User, str, dict[str, Any], dict[str, Any], type[Model], str]


def _reservering() -> Geval:
    dag = klok.vandaag() + dt.timedelta(days=30)
    velden = {"datum": f"{dag}", "begin": "10:00", "eind": "11:00", "aantal": 4, "omschrijving": "Overleg"}
    adres = reverse("facilitair:reserveren", args=[RuimteFactory(naam="Het Spoor").pk])
    al = "Je hebt al gereserveerd: Het Spoor,"
    return gebruiker_met(Rol.FACILITAIR), adres, velden, {"begin": "12:00", "eind": "13:00"}, Reservering, al


def _taak() -> Geval:
    velden = {"titel": "Sleutel halen", "uiterlijk": f"{werkdag()}"}
    al = "Je hebt deze taak al gemaakt: ‘Sleutel halen’."
    return gebruiker_met(Rol.FACILITAIR), reverse("facilitair:taak_nieuw"), velden, {"titel": "Koffie halen"}, Taak, al


def _aanbod() -> Geval:
    organisatie = OrganisatieFactory()
    velden = aanbodformulier(organisatie=organisatie.pk)
    al = "Je hebt dit aanbod al toegevoegd: ‘Sterk als een kikker’."
    wie = gebruiker_met(Rol.AANBIEDER, organisatie=organisatie)
    return wie, reverse("aanbod:interventie_nieuw"), velden, {"naam": "Rots en water"}, Interventie, al


def _uitnodiging() -> Geval:
    velden = {"email": "een@voorbeeld.example", "rol": "kcc", "plek": "regio"}
    al = "Je hebt met dit formulier al iemand uitgenodigd: een@voorbeeld.example, als KCC-medewerker."
    anders = {"email": "twee@voorbeeld.example"}
    return gebruiker_met(Rol.BEHEER), reverse("gemeenten:uitnodigen"), velden, anders, Uitnodiging, al


def _sluitingsdag() -> Geval:
    wie = gebruiker_met(Rol.AANSPREEKPUNT)
    plek = f"-{wie.lidmaatschappen.get().gemeente_id}-0"
    velden = {"plek": plek, "dicht": "1", "feestdag": "goede_vrijdag"}
    al = "Je hebt met dit formulier al een dag ingesteld: Goede Vrijdag"
    adres = reverse("gemeenten:sluitingsdag_nieuw")
    return wie, adres, velden, {"feestdag": "bevrijdingsdag"}, Sluitingsdag, al


def _voorkeuren() -> Geval:
    wie, adres = gebruiker_met(Rol.FACILITAIR), reverse("meldingen:voorkeuren")
    klant = Client()
    klant.force_login(wie)
    een, twee, *rest = klant.get(adres).context["form"].soorten
    velden = dict.fromkeys((twee, *rest), Stand.VERZAMEL) | {een: Stand.AAN}
    return wie, adres, velden, {twee: Stand.AAN}, Berichtvoorkeur, "Je hebt met dit formulier al een keuze bewaard."


def _themastuk() -> Geval:
    adres = reverse("aanbod:teksten_stuk_nieuw", args=[ThemaFactory().slug, "link"])
    al = "Je hebt dit al toegevoegd: ‘Kinderen uit elkaar’."
    return gebruiker_met(Rol.BEHEER), adres, {"titel": "Kinderen uit elkaar"}, {"titel": "Over rouw"}, Themastuk, al


def _organisatie() -> Geval:
    hier, categorie = GemeenteFactory(), Categorie.objects.get(slug="sport-en-spel")
    velden = {
        "naam": "Judoschool De Band", "omschrijving": "Judo", "gemeenten": hier.pk, "controle_maanden": 6,
        "categorieen": categorie.pk,
    }  # fmt: skip
    wie, al = gebruiker_met(Rol.GEMEENTEBEHEER, gemeente=hier), "Je hebt deze organisatie al toegevoegd: ‘Judoschool"
    return wie, reverse("kaart:nieuw"), velden, {"naam": "Zangkoor Zeewind"}, Organisatie, al


def _locatie() -> Geval:
    organisatie, hier = OrganisatieFactory(), GemeenteFactory()
    organisatie.gemeenten.set([hier])
    velden = {"straat": "Laan", "huisnummer": "1", "postcode": "2371AB", "plaats": "Hier", "gemeente": hier.pk}
    adres = reverse("kaart:locatie_nieuw", args=[organisatie.pk])
    return gebruiker_met(Rol.BEHEER), adres, velden, {"huisnummer": "2"}, Locatie, "Je hebt dit al toegevoegd: ‘"


def _contact() -> Geval:
    adres = reverse("kaart:contact_nieuw", args=[OrganisatieFactory(gemeenten=[GemeenteFactory()]).pk])
    velden, anders = {"naam": "Balie", "email": "balie@voorbeeld.example"}, {"naam": "Planning"}
    return gebruiker_met(Rol.BEHEER), adres, velden, anders, Contact, "Je hebt dit al toegevoegd: ‘Balie"


GEVALLEN = (
    _reservering, _taak, _aanbod, _uitnodiging, _sluitingsdag, _voorkeuren, _themastuk, _organisatie, _locatie,
    _contact,
)  # fmt: skip


@pytest.mark.parametrize("maak", GEVALLEN)
def test_wat_er_al_staat_wordt_gezegd_en_nog_eens_drukken_telt(maak: Callable[[], Geval], client: Client) -> None:
    wie, adres, velden, anders, model, al = maak()
    client.force_login(wie)
    velden |= {"sleutel": str(uuid.uuid4())}
    assert client.post(adres, velden).status_code == 302
    aantal = model._default_manager.count()

    weer = client.post(adres, velden | anders)

    assert (weer.status_code, model._default_manager.count()) == (409, aantal)
    assert al in " ".join(weer.content.decode().split())
    form = weer.context["form"]
    assert {naam: form[naam].value() for naam in anders} == anders
    met_opzet = velden | anders | {"sleutel": form["sleutel"].value()}
    assert [client.post(adres, met_opzet).status_code for _ in "ab"] == [302, 302]
    assert model._default_manager.count() == aantal + 1


# Where else it is tested, or why there is nothing to tell.
ELDERS = {
    "signaal.indienen": "tests/vraag/paginas/test_signalen.py",
    "signaal.aansluiten": "tests/vraag/paginas/test_signalen.py",
    "signaal.wijzigen": "tests/vraag/paginas/test_signalen.py",
    "scenario.maken": "tests/vraag/wat_als/test_scenarios_paginas.py",
    "teamplaats": "tests/aanbod/paginas/test_intern.py",
    "teamplaats_terug": "tests/aanbod/paginas/test_intern.py",
    "teamwacht": "tests/aanbod/deelname/test_teamwacht.py",
    "aanmelding": "tests/aanbod/deelname/test_aanmeldpaginas.py",
    "aanmelding_annuleren": "tests/aanbod/deelname/test_balie.py",
    "aanmelding_wissen": "tests/aanbod/deelname/test_balie.py",
    "attendering": "tests/aanbod/doorgeven/test_attenderen.py",
    "voornamen": "tests/aanbod/deelname/test_voornamen.py",
    "aanvraag": "tests/aanbod/aanbieders/test_aanvragen.py",
    "aanvraagvraag": "its move happens once: who sends it again is told that it is done",
    "aanvraaggoed": "its move happens once: who sends it again is told that it is done",
    "aanvraagaf": "its move happens once: who sends it again is told that it is done",
    "redactievraag": "its move happens once: who sends it again is told that it is done",
    "redactieantwoord": "its move happens once: who sends it again is told that it is done",
    "invoer": "tests/gemeenten/kaart/test_invoer.py",
    "kcc.doorgestuurd": "tests/gemeenten/kcc/test_belscherm.py",
    "terugbelverzoek": "tests/gemeenten/kcc/test_terugbellen.py",
    "groep.rooster": "tests/facilitair/rooster/test_wijzigen.py",
    "groep.andere_trainer": "tests/vraag/zelf/test_gevraagd.py",
    "groep.zelf": "tests/vraag/zelf/test_maken.py",
    "groepsbericht": "tests/aanbod/betrokken/test_berichten.py",
    "uitnodiging.opnieuw": "there is nothing to fill in",
    "uitnodiging.nieuw_account": "the link is all of it: whoever sends it again is told to log in",
    "uitnodiging.aanvaard": "there is nothing to fill in",
}
HIER = {
    "reservering", "taak.nieuw", "interventie", "uitnodiging", "sluitingsdag", "berichtvoorkeur", "themastuk",
    "organisatie", "locatie", "contact",
}  # fmt: skip


def test_elke_schrijfhandeling_met_een_sleutel_staat_hier() -> None:
    """Each hands in everything that was asked, and the words for what is there already; mypy asks for both.

    The moves of a task are named by a variable: tests/facilitair/test_paginas.py.
    """
    gevonden = set()
    for app in ("marktplein", "gemeenten", "aanbod", "facilitair", "vraag"):
        for pad in (WORTEL / app).rglob("*.py"):
            for ding in ast.walk(ast.parse(pad.read_text("utf-8"))):
                if isinstance(ding, ast.Call) and getattr(ding.func, "id", "") == "eenmalig":
                    gevonden |= {d.value for d in ding.args if isinstance(d, ast.Constant) and d.value}
    assert gevonden == HIER | set(ELDERS)
    assert [pad for pad in ELDERS.values() if pad.startswith("tests/") and not (WORTEL / pad).is_file()] == []
