"""What other websites and calendars take over: only what is public, under names that last, fresh, and cheap to ask."""

import datetime as dt
import json
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from aanbod.enums import Preventievorm
from aanbod.models import Groep, Interventie
from aanbod.workflow import GroepStaat, InterventieStaat
from marktplein.basis import klok
from tests.aanbod.factories import GroepFactory, InterventieFactory, ThemaFactory
from tests.gemeenten.factories import GemeenteFactory

STROMEN = ("agenda", "atom", "json")
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def _vers() -> None:
    cache.clear()


def haal(client: Client, soort: str, **vraag: str) -> Any:
    return client.get(reverse(f"doorgeven:{soort}"), vraag)


def agenda(client: Client, **vraag: str) -> dict[str, str]:
    """UID to status."""
    kalender = Calendar.from_ical(haal(client, "agenda", **vraag).content)
    return {str(keer["uid"]): str(keer["status"]) for keer in kalender.walk("VEVENT")}


def posten(client: Client, **vraag: str) -> dict[str, dict[str, Any]]:
    """Slug of its page to what the JSON feed tells."""
    feiten = json.loads(haal(client, "json", **vraag).content)
    return {post["url"].rsplit("/", 2)[1]: post for post in feiten["items"]}


def test_agenda_houdt_wat_niet_doorgaat_als_afgelast(client: Client) -> None:
    groep = GroepFactory()
    sleutels = agenda(client)
    assert set(sleutels.values()) == {"CONFIRMED"}
    assert len(sleutels) == groep.bijeenkomsten.count()
    Groep.objects.filter(pk=groep.pk).update(staat=GroepStaat.GEANNULEERD)
    assert agenda(client) == dict.fromkeys(sleutels, "CANCELLED")
    assert posten(client)[groep.slug]["_marktplein"]["gaat_door"] is False
    # Over: no calendar has to be told any more.
    Groep.objects.filter(pk=groep.pk).update(start_op=dt.date(2020, 1, 1), eind_op=dt.date(2020, 1, 1))
    assert agenda(client) == {}


def test_alleen_wat_iedereen_mag_zien(client: Client) -> None:
    besloten = GroepFactory(interventie__preventievorm=Preventievorm.PROBLEEMGERICHT)
    concept = GroepFactory(staat=GroepStaat.VOORBEREIDING)
    InterventieFactory(naam="geheim plan", staat=InterventieStaat.CONCEPT)
    for soort in STROMEN:
        tekst = haal(client, soort).content.decode()
        assert "geheim plan" not in tekst
        for groep in (besloten, concept):
            assert f"/groepen/{groep.slug}/" not in tekst
            assert f"groep-{groep.pk}-" not in tekst


def test_per_gemeente_en_thema(client: Client) -> None:
    leiden, lisse = GemeenteFactory(naam="Leiden", slug="leiden"), GemeenteFactory(naam="Lisse", slug="lisse")
    slapen, pesten = ThemaFactory(slug="slapen"), ThemaFactory(slug="pesten")
    hier = GroepFactory(gemeente=leiden, interventie__themas=[slapen, pesten])
    daar = GroepFactory(gemeente=lisse, interventie__themas=[slapen])
    groepen = {hier.slug, daar.slug}
    assert groepen & posten(client).keys() == groepen
    assert groepen & posten(client, gemeente="leiden").keys() == {hier.slug}
    assert groepen & posten(client, thema="slapen").keys() == groepen
    assert groepen & posten(client, gemeente="lisse", thema="pesten").keys() == set()
    assert daar.interventie.slug not in posten(client, thema="pesten")
    assert [haal(client, soort, thema="bestaat-niet").status_code for soort in STROMEN] == [404] * 3


def test_nieuw_aanbod_en_namen_die_blijven(client: Client) -> None:
    nieuw, oud = InterventieFactory(naam="nieuw ding"), InterventieFactory()
    Interventie.objects.filter(pk=oud.pk).update(aangemaakt_op=klok.nu() - dt.timedelta(days=200))
    eerst = posten(client)
    assert nieuw.slug in eerst
    assert oud.slug not in eerst
    Interventie.objects.filter(pk=nieuw.pk).update(slug="ander-adres")
    assert posten(client)["ander-adres"]["id"] == eerst[nieuw.slug]["id"]
    boom = ElementTree.fromstring(haal(client, "atom").content)
    assert [str(tel.text) for tel in boom.iter(f"{ATOM}id")][1:] == [eerst[nieuw.slug]["id"]]
    assert "Nieuw: Nieuw ding" in [str(tel.text) for tel in boom.iter(f"{ATOM}title")]


def test_momenten_hebben_een_zone(client: Client) -> None:
    groep = GroepFactory()
    post = posten(client)[groep.slug]
    momenten = [post["date_published"], post["date_modified"]]
    momenten += [keer[naam] for keer in post["_marktplein"]["bijeenkomsten"] for naam in ("begin", "eind")]
    assert all(dt.datetime.fromisoformat(moment).utcoffset() is not None for moment in momenten)


@pytest.mark.parametrize("adres", ["doorgeven:agenda", "doorgeven:atom", "doorgeven:json", "aanbod:blok"])
def test_een_kwartier_vers_en_wie_het_al_heeft_krijgt_het_niet_nog_eens(client: Client, adres: str) -> None:
    def vraag(**kop: str) -> Any:
        return client.get(reverse(adres), headers=kop or None)

    leeg = vraag()
    assert vraag(**{"If-None-Match": leeg["ETag"]}).status_code == 304
    groep = GroepFactory()
    vol = vraag(**{"If-None-Match": leeg["ETag"]})
    assert (vol.status_code, vol["Cache-Control"]) == (200, "public, max-age=900")
    nog = vraag(**{"If-None-Match": vol["ETag"]})
    assert (nog.status_code, nog.content, nog["ETag"]) == (304, b"", vol["ETag"])
    assert nog["Cache-Control"] == "public, max-age=900"
    Groep.objects.filter(pk=groep.pk).update(staat=GroepStaat.GEANNULEERD)
    assert vraag(**{"If-None-Match": vol["ETag"]}).status_code == 200


def test_alleen_het_blok_mag_in_een_kader_en_alleen_waar_dat_is_gezegd(client: Client, settings: Any) -> None:
    GroepFactory(interventie__naam="stevig staan")
    settings.INBEDDEN_OP = ["https://cjg.example"]
    blok = client.get(reverse("aanbod:blok"))
    assert "Stevig staan" in blok.content.decode()
    nog = client.get(reverse("aanbod:blok"), headers={"If-None-Match": blok["ETag"]})
    for antwoord in (blok, nog):
        assert "frame-ancestors 'self' https://cjg.example" in antwoord["Content-Security-Policy"]
        assert "X-Frame-Options" not in antwoord
    assert "script" not in blok.content.decode()
    anders = client.get(reverse("aanbod:overnemen"))
    assert anders["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in anders["Content-Security-Policy"]
    assert "frame-src 'self'" in anders["Content-Security-Policy"]


def test_overnemen_noemt_de_adressen_van_wat_is_gekozen(client: Client) -> None:
    gemeente, thema = GemeenteFactory(), ThemaFactory()
    vraag = {"gemeente": gemeente.slug, "thema": thema.slug}
    pagina = client.get(reverse("aanbod:overnemen"), vraag).content.decode()
    for soort in STROMEN:
        assert f"{reverse(f'doorgeven:{soort}')}?gemeente={gemeente.slug}&amp;thema={thema.slug}" in pagina
    assert client.get(reverse("aanbod:overnemen"), {"thema": "zomaar"}).status_code == 404
