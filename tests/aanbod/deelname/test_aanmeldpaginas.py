"""Registering: the form, the mailed link, the limits."""

import datetime as dt
import re
import uuid

import pytest
import time_machine
from django.urls import reverse

from aanbod.deelname.koppeling import token_van
from aanbod.deelname.services.aanmeldingen import bevestig, meld_aan
from aanbod.enums import Doelgroep
from aanbod.models import Aanmelding
from aanbod.workflow import AanmeldingStaat
from marktplein.basis import klok
from marktplein.basis.bezoeker import adres_van
from marktplein.mail.models import Bericht
from tests.aanbod.factories import (
    GroepFactory,
    InterventieFactory,
)
from tests.aanbod.hulp import ga

A = AanmeldingStaat


def formulier(**anders):
    return {
        "naam": "Noor",
        "email": "noor@voorbeeld.example",
        "telefoon": "",
        "leeftijd_kind": "8",
        "sleutel": str(uuid.uuid4()),
    } | anders


def verstuur(client, groep, **anders):
    return client.post(reverse("aanbod:aanmelden", args=[groep.slug]), formulier(**anders))


def test_van_formulier_tot_plek_en_weer_af(client):
    groep = GroepFactory()
    antwoord = verstuur(client, groep, telefoon="+31612345678")
    assert antwoord.url == reverse("aanbod:aangemeld", args=[groep.slug])
    link = re.search(r"http://testserver(/aanmelding/\w+/)", Bericht.objects.get().tekst).group(1)
    for _ in range(2):
        assert "Ja, ik meld mij aan" in client.get(link).content.decode()
    assert Aanmelding.objects.get().staat == A.TE_BEVESTIGEN, "opening the link changes nothing"
    assert "Zet in uw agenda" not in client.get(link).content.decode()
    assert client.post(link, {"actie": "bevestig"}).url == link
    pagina = client.get(link).content.decode()
    assert "U doet mee" in pagina
    assert "Zet in uw agenda" in pagina
    vouw = re.search(r"<details.*?</details>", pagina[pagina.index('id="kop-af"') :], re.DOTALL).group(0)
    assert 'value="afmelden"' in vouw, "asked before it is done"
    assert "Ja, meld mij af" in vouw
    assert pagina.count('value="afmelden"') == 1
    assert Aanmelding.objects.get().telefoon == "+31612345678"
    client.post(link, {"actie": "afmelden"})
    pagina = client.get(link).content.decode()
    assert "U bent afgemeld" in pagina
    assert "Zet in uw agenda" not in pagina
    groep.refresh_from_db()
    assert groep.bezet == 0


def test_wachtlijst_aanbod_en_aannemen_via_de_pagina(client):
    groep = GroepFactory(capaciteit=1)
    for naam in ("Eerste", "Tweede"):
        bevestig(token_van(meld_aan(groep=groep, naam=naam, email=f"{naam}@x.example", leeftijd_kind=8)))
    eerste, tweede = (reverse("aanbod:aanmelding", args=[token_van(a)]) for a in Aanmelding.objects.order_by("pk"))
    assert "plaats 1 van de wachtlijst" in client.get(tweede).content.decode()
    client.post(eerste, {"actie": "afmelden"})
    assert "Ja, ik wil deze plek" in client.get(tweede).content.decode()
    client.post(tweede, {"actie": "accepteer"})
    assert "U doet mee" in client.get(tweede).content.decode()


@pytest.mark.parametrize(
    ("fout", "melding"),
    [
        ({"naam": ""}, "Vul dit veld in"),
        ({"email": "noor"}, "geen e-mailadres"),
        ({"telefoon": "12"}, "geen telefoonnummer"),
        ({"leeftijd_kind": "15"}, "6 tot en met 12 jaar"),
        ({"leeftijd_kind": ""}, "Vul dit veld in"),
    ],
)
def test_foute_invoer_zegt_wat_er_mis_is_en_bewaart_wat_er_stond(client, fout, melding):
    antwoord = verstuur(client, GroepFactory(), **fout)
    pagina = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert melding in pagina
    assert 'value="8"' in pagina or "leeftijd_kind" in fout
    assert not Aanmelding.objects.exists()


def test_formulier_vraagt_bij_een_kindergroep_een_voornaam_en_bij_collegas_geen_leeftijd(client):
    kind = GroepFactory()
    collega = GroepFactory(interventie=InterventieFactory(doelgroep=[Doelgroep.PROFESSIONALS]))
    assert "Een voornaam is genoeg" in ga(client, "aanmelden", kind.slug).content.decode()
    assert "leeftijd_kind" not in ga(client, "aanmelden", collega.slug).content.decode()
    assert verstuur(client, collega).status_code == 302


def test_zelfde_formulier_twee_keer_verstuurd_is_een_aanmelding(client):
    groep, sleutel = GroepFactory(), str(uuid.uuid4())
    for _ in range(2):
        assert verstuur(client, groep, sleutel=sleutel).status_code == 302
    assert Aanmelding.objects.count() == Bericht.objects.count() == 1


def test_een_tweede_kind_met_een_formulier_uit_de_geschiedenis_vraagt_of_dat_de_bedoeling_is(client):
    groep, sleutel = GroepFactory(), str(uuid.uuid4())
    verstuur(client, groep, naam="Noor", sleutel=sleutel)
    weer = verstuur(client, groep, naam="Kim", sleutel=sleutel)
    assert (weer.status_code, Aanmelding.objects.count()) == (409, 1)
    inhoud = weer.content.decode()
    assert "Met dit formulier is al iemand aangemeld: kijk in uw mail." in inhoud
    assert "Noor" not in inhoud, "whoever sits here now need not be who filled it in"
    form = weer.context["form"]
    assert verstuur(client, groep, naam="Kim", sleutel=form["sleutel"].value()).status_code == 302
    assert set(Aanmelding.objects.values_list("naam", flat=True)) == {"Noor", "Kim"}


def test_honingpot_doet_niets_en_zegt_niets(client):
    assert verstuur(client, GroepFactory(), website="http://spam.example").status_code == 302
    assert not Aanmelding.objects.exists()


def test_te_vaak_hetzelfde_adres_is_429_met_wat_er_stond(client):
    groep = GroepFactory()
    for nummer in range(5):
        assert verstuur(client, groep, naam=f"Kind {nummer}").status_code == 302
    antwoord = verstuur(client, groep, naam="Nog een kind")
    assert antwoord.status_code == 429
    assert "Wacht tien minuten" in antwoord.content.decode()
    assert "Nog een kind" in antwoord.content.decode()
    assert Aanmelding.objects.count() == 5


def test_te_vaak_van_een_bezoeker_is_429(client):
    groep = GroepFactory()
    statussen = [verstuur(client, groep, email=f"n{n}@x.example").status_code for n in range(21)]
    assert statussen[:20] == [302] * 20
    assert statussen[20] == 429


def test_achter_de_proxy_telt_elke_bezoeker_apart_en_een_verzonnen_adres_niet(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    groep = GroepFactory()

    def statussen(*adressen):
        return [
            client.post(
                reverse("aanbod:aanmelden", args=[groep.slug]),
                formulier(email=f"n{uuid.uuid4()}@x.example"),
                REMOTE_ADDR="172.18.0.2",
                HTTP_X_FORWARDED_FOR=adres,
            ).status_code
            for adres in adressen
        ]

    assert statussen(*["203.0.113.7"] * 20) == [302] * 20
    assert statussen("203.0.113.8") == [302], "a neighbour behind the same proxy"
    assert statussen("198.51.100.9, 203.0.113.7") == [429], "what the visitor claims stands before what the proxy saw"


def test_een_ipv6_netwerk_is_een_bezoeker(rf):
    een, twee, ander = (
        adres_van(rf.get("/", REMOTE_ADDR=adres))
        for adres in ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1")
    )
    assert een == twee != ander


def test_onbekende_link_is_een_nette_404_en_een_onbekende_actie_ook(client):
    antwoord = ga(client, "aanmelding", "bestaat-niet")
    assert antwoord.status_code == 404
    assert "kennen deze link niet" in antwoord.content.decode()
    token = token_van(meld_aan(groep=GroepFactory(), naam="N", email="n@x.example", leeftijd_kind=8))
    for adres, actie in (("bestaat-niet", "bevestig"), (token, "hack")):
        assert client.post(reverse("aanbod:aanmelding", args=[adres]), {"actie": actie}).status_code == 404


def test_verlopen_link_zegt_hoe_verder(client):
    token = token_van(meld_aan(groep=GroepFactory(), naam="N", email="n@x.example", leeftijd_kind=8))
    adres = reverse("aanbod:aanmelding", args=[token])
    with time_machine.travel(klok.nu() + dt.timedelta(hours=25)):
        assert "U bent te laat" in client.get(adres).content.decode()
        assert "opnieuw" in client.post(adres, {"actie": "bevestig"}, follow=True).content.decode()
