"""Every form that is sent without an account passes the same check; help comes at once and the form is not lost."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from aanbod.models import Aanmelding
from tests.aanbod.factories import GroepFactory

NU = dt.datetime(2027, 1, 5, 12, tzinfo=dt.UTC)


@pytest.fixture
def groep(db):
    with time_machine.travel(NU, tick=False):
        yield GroepFactory(start_op=dt.date(2027, 3, 3))


def _gegevens(**anders):
    gegevens = {"naam": "Sam", "leeftijd_kind": "9", "email": "ouder@voorbeeld.example", "sleutel": str(uuid.uuid4())}
    return gegevens | anders


def test_een_noodkreet_in_een_formulier_toont_hulp_en_het_formulier_gaat_door(client, groep):
    adres = reverse("aanbod:aanmelden", args=[groep.slug])
    antwoord = client.post(adres, _gegevens(naam="mijn man slaat mij"))
    pagina = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert "no-store" in antwoord["Cache-Control"]
    assert "tel:08002000" in pagina[: pagina.index("Ga verder")]
    assert f'href="{reverse("aanbod:aangemeld", args=[groep.slug])}"' in pagina
    assert Aanmelding.objects.count() == 1


def test_bij_een_fout_blijft_staan_wat_er_ingevuld_was(client, groep):
    adres = reverse("aanbod:aanmelden", args=[groep.slug])
    antwoord = client.post(adres, _gegevens(naam="mijn man slaat mij", email="geen adres"))
    pagina = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert pagina.index("data-nood") < pagina.index("foutoverzicht")
    assert 'value="mijn man slaat mij"' in pagina


def test_een_gewoon_formulier_gaat_zoals_altijd(client, groep):
    antwoord = client.post(reverse("aanbod:aanmelden", args=[groep.slug]), _gegevens())
    assert antwoord.status_code == 302
    assert not mail.outbox or "113" not in mail.outbox[0].body


def test_sleutels_adressen_en_wachtwoorden_worden_niet_bekeken(client, db, monkeypatch):
    bekeken = []
    monkeypatch.setattr("marktplein.hulp.middleware.noodhulp", lambda tekst, **_: bekeken.append(tekst))
    client.post(
        reverse("account_login"),
        {"login": "a@b.example", "password": "mijn man slaat mij", "csrfmiddlewaretoken": "abc", "next": "/"},
    )
    assert bekeken == []
