"""A mail at new dates: only for who confirmed, once a day, nothing left of who stops; and nobody is told who asked."""

import datetime as dt
import re
import uuid
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from aanbod.doorgeven.koppeling import stoplink_van, token_van
from aanbod.doorgeven.services.attenderen import (
    BEVESTIG_BINNEN,
    GELDIG,
    bevestig_attendering,
    gooi_verlopen_weg,
    vertel_nieuwe_data,
)
from aanbod.enums import Preventievorm
from aanbod.models import Attendering
from marktplein.audit.models import Logregel
from marktplein.basis import klok
from marktplein.mail.models import Bericht
from marktplein.mail.services import verstuur_uitgaande
from tests.aanbod.factories import AttenderingFactory, GroepFactory, InterventieFactory, ThemaFactory
from tests.gemeenten.factories import GemeenteFactory
from tests.test_huisregels import sjablonen

WIE = "wie@voorbeeld.example"
NIEUW = "aanbod:attendering_nieuw"


@pytest.fixture(autouse=True)
def _vers() -> None:
    cache.clear()


def vraag(client: Client, **velden: str) -> Any:
    return client.post(reverse(NIEUW), {"email": WIE, "sleutel": str(uuid.uuid4()), **velden})


def soorten() -> list[str]:
    return sorted(Bericht.objects.values_list("soort", flat=True))


def test_van_vraag_tot_mail_tot_stop(client: Client) -> None:
    thema = ThemaFactory(naam="slapen", slug="slapen")
    oud = GroepFactory(interventie=InterventieFactory(themas=[thema]))
    assert vraag(client, thema="slapen").status_code == 302
    attendering = Attendering.objects.get()
    assert (attendering.email, attendering.bevestigd_op) == (WIE, None)
    pad = reverse("aanbod:attendering", args=[token_van(attendering)])
    assert pad in Bericht.objects.get().tekst
    # Opening the link does nothing yet; nor is anything told.
    assert client.get(pad).status_code == 200
    GroepFactory(interventie=InterventieFactory(themas=[thema]))
    assert vertel_nieuwe_data() == 0
    client.post(pad, {"actie": "bevestig"})
    assert vertel_nieuwe_data() == 0, "what stood there when it was confirmed is not new"

    nieuw = GroepFactory(interventie=InterventieFactory(naam="Rust in huis", themas=[thema]))
    GroepFactory()
    assert vertel_nieuwe_data() == 1
    tekst = Bericht.objects.get(soort="aanbod.nieuwe_data").tekst
    assert f"/groepen/{nieuw.slug}/" in tekst
    assert f"/groepen/{oud.slug}/" not in tekst
    assert pad in tekst

    assert client.post(pad, {"actie": "stop"}).status_code == 200
    assert not Attendering.objects.exists()
    assert not Bericht.objects.filter(tekst__contains=pad).exists()
    assert client.get(pad).status_code == 404
    gebeurd = Logregel.objects.filter(gebeurtenis__startswith="attendering.").order_by("pk")
    assert [regel.gebeurtenis for regel in gebeurd] == [
        f"attendering.{w}" for w in ("gevraagd", "bevestigd", "gestopt")
    ]
    assert not Logregel.objects.filter(gegevens__icontains="wie@").exists()


def test_een_mail_per_dag_voor_alles_samen() -> None:
    een, twee = ThemaFactory(), ThemaFactory()
    for thema in (een, twee):
        AttenderingFactory(email=WIE, thema=thema)
    GroepFactory(interventie__themas=[een, twee])
    assert vertel_nieuwe_data() == 1
    GroepFactory(interventie__themas=[twee])
    assert vertel_nieuwe_data() == 0
    with time_machine.travel(klok.nu() + dt.timedelta(days=1)):
        assert vertel_nieuwe_data() == 1
        assert vertel_nieuwe_data() == 0


def test_alleen_wat_openbaar_is_en_past() -> None:
    gemeente, aanbod = GemeenteFactory(), InterventieFactory()
    AttenderingFactory(gemeente=gemeente, interventie=aanbod)
    GroepFactory(interventie=aanbod)
    GroepFactory(gemeente=gemeente)
    GroepFactory(gemeente=gemeente, interventie=aanbod, preventievorm=Preventievorm.PROBLEEMGERICHT)
    assert vertel_nieuwe_data() == 0
    GroepFactory(gemeente=gemeente, interventie=aanbod)
    assert vertel_nieuwe_data() == 1


def test_de_mail_zegt_het_mailprogramma_hoe_het_stopt(client: Client) -> None:
    attendering = AttenderingFactory(email=WIE, thema=ThemaFactory())
    AttenderingFactory(email=WIE, gemeente=GemeenteFactory())
    GroepFactory(interventie__themas=[attendering.thema])
    vertel_nieuwe_data()
    verstuur_uitgaande()
    (brief,) = mail.outbox
    assert brief.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    adres = brief.extra_headers["List-Unsubscribe"].strip("<>")
    assert adres == stoplink_van(attendering)
    streng = Client(enforce_csrf_checks=True)
    pad = re.sub(r"^https?://[^/]+", "", adres)
    assert streng.get(pad).status_code == 200
    assert Attendering.objects.count() == 2, "looking stops nothing"
    assert streng.post(pad, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Attendering.objects.exists()
    assert streng.post(pad).status_code == 200
    assert streng.post(reverse("aanbod:attendering", args=["x"]), {"actie": "bevestig"}).status_code == 403


def test_wat_niet_wordt_bevestigd_of_verlengd_gaat_weg() -> None:
    nooit = AttenderingFactory(bevestigd_op=None, geldig_tot=klok.nu() + BEVESTIG_BINNEN, thema=ThemaFactory())
    oud = AttenderingFactory(geldig_tot=klok.nu() + dt.timedelta(days=2), thema=ThemaFactory())
    door = AttenderingFactory(geldig_tot=klok.nu() + dt.timedelta(days=2), thema=ThemaFactory())
    assert gooi_verlopen_weg() == 0
    verlengd = bevestig_attendering(token_van(door))
    assert verlengd.geldig_tot > klok.nu() + GELDIG - dt.timedelta(minutes=1)
    with time_machine.travel(klok.nu() + dt.timedelta(days=3)):
        with pytest.raises(Attendering.DoesNotExist):
            bevestig_attendering(token_van(nooit))
        assert gooi_verlopen_weg() == 2
    assert list(Attendering.objects.all()) == [door]
    assert Logregel.objects.filter(gebeurtenis="attendering.verlopen").count() == 2
    assert oud not in Attendering.objects.all()


def test_twee_keer_vragen_is_een_keer_en_verraadt_niets(client: Client) -> None:
    ThemaFactory(slug="slapen")
    sleutel = str(uuid.uuid4())
    antwoorden = [vraag(client, thema="slapen", sleutel=sleutel) for _ in range(2)]
    assert soorten() == ["aanbod.bevestig_attendering"]
    antwoorden.append(vraag(client, thema="slapen", email="Wie@Voorbeeld.example"))
    assert {antwoord["Location"] for antwoord in antwoorden} == {reverse("aanbod:attendering_gevraagd")}
    assert Attendering.objects.count() == 1
    assert soorten() == ["aanbod.bevestig_attendering"] * 2


@pytest.mark.parametrize(
    ("velden", "melding"),
    [({"email": "geen-adres", "thema": "slapen"}, "e-mailadres"), ({}, "Kies een gemeente, een thema of allebei")],
)
def test_wat_niet_kan_zegt_wat_eraan_schort(client: Client, velden: dict[str, str], melding: str) -> None:
    ThemaFactory(slug="slapen")
    antwoord = vraag(client, **velden)
    assert antwoord.status_code == 422
    assert melding in antwoord.content.decode()
    assert not Attendering.objects.exists()


def test_een_robot_en_wie_te_vaak_vraagt_sturen_niemand_mail(client: Client) -> None:
    ThemaFactory(slug="slapen")
    assert vraag(client, thema="slapen", website="spam").status_code == 302
    assert not Bericht.objects.exists()
    codes = [vraag(client, thema="slapen").status_code for _ in range(7)]
    assert codes == [302] * 5 + [429] * 2
    assert Bericht.objects.count() == 5


def test_van_een_aanbod_hoeft_geen_thema(client: Client) -> None:
    aanbod = InterventieFactory(naam="stevig staan")
    pad = f"{reverse(NIEUW)}?aanbod={aanbod.slug}"
    assert 'name="thema"' not in client.get(pad).content.decode()
    client.post(pad, {"email": WIE, "sleutel": str(uuid.uuid4())})
    attendering = Attendering.objects.get()
    assert attendering.interventie == aanbod
    pagina = client.get(reverse("aanbod:attendering", args=[token_van(attendering)]))
    assert "Stevig staan" in pagina.content.decode()
    assert client.get(f"{reverse(NIEUW)}?aanbod=bestaat-niet").status_code == 404


@pytest.mark.puur
def test_een_veld_dat_niemand_hoort_te_zien_is_overal_verborgen() -> None:
    """What hides it stands in the style of aanbod: a page without that shows a field that says "leave empty"."""
    met = {naam: tekst for naam, tekst in sjablonen().items() if 'class="honing"' in tekst}
    assert met
    assert [naam for naam, tekst in met.items() if "aanbod/aanbod.css" not in tekst] == []
