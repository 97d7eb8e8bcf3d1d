"""An English page or mail holds no Dutch: nothing in it is said in the words of its Dutch sister.

What is content (an offer's own text, the name of a place or an organisation) says so itself, with lang="nl".
"""

import datetime as dt
import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation

from aanbod.deelname import berichten
from aanbod.deelname.koppeling import hash_van, token_van
from aanbod.deelname.services.aanmeldingen import bevestig, meld_aan
from aanbod.enums import Doelgroep, Preventievorm, Vorm
from aanbod.models import Aanmelding, Groep, Interventie, Thema
from aanbod.workflow import AanmeldingStaat, GroepStaat
from gemeenten.grond.enums import Rol
from gemeenten.grond.services import nodig_uit
from marktplein.basis import klok
from marktplein.mail import account
from marktplein.mail.models import Bericht
from tests.aanbod.factories import AanmeldingFactory, GroepFactory, InterventieFactory, ThemaFactory
from tests.gemeenten.factories import GebruikerFactory, GemeenteFactory, OrganisatieFactory, TeamFactory
from tests.gemeenten.hulp import token_uit_post
from tests.mail.voorbeelden import KWAAD, voorbeeld
from tests.taal.lezer import lees, onvertaald, zelfde_in_beide

# Names, the same in every language.
NAMEN = {
    "Marktplein",
    "Marktplein, naar het begin",
    "NL",
    "EN",
    "Nederlands",
    "English",
    "Sam",
    "Sam de Proef",
    "Status E.",
    "marktplein-demo",
}


@pytest.fixture(scope="module")
def mag() -> set[str]:
    return zelfde_in_beide() | NAMEN


@pytest.fixture
def interventie() -> Interventie:
    """Everything a page about an offer can tell."""
    organisatie = OrganisatieFactory(telefoon="+31715163000", email="info@cjg.example", website="https://cjg.example")
    return InterventieFactory(
        organisatie=organisatie,
        themas=[ThemaFactory(naam="pesten")],
        doelgroep=[Doelgroep.OUDERS, Doelgroep.JEUGDIGEN],
        zwangerschap=True,
        eigen_bijdrage_cent=1250,
        intake="de trainer belt u",
        toestemming_beide_ouders=True,
        open_voor_buiten_regio=True,
    )


def _vergelijk(client: Client, pad: str, mag: set[str], status: int = 200, **invoer: str) -> None:
    assert _nederlands_in_engels(client, pad, mag, status, **invoer) == [], pad


def _nederlands_in_engels(client: Client, pad: str, mag: set[str], status: int = 200, **invoer: str) -> list[str]:
    """The Dutch and the English page of one address, after a form was sent when there is ``invoer``."""
    paden = {"nl": pad, "en": f"/en{pad}"}
    antwoorden = {t: client.post(p, invoer) if invoer else client.get(p) for t, p in paden.items()}
    assert {t: a.status_code for t, a in antwoorden.items()} == dict.fromkeys(paden, status)
    teksten = {taal: lees(antwoord.text, taal, titels=_titels()) for taal, antwoord in antwoorden.items()}
    assert len(teksten["en"]) > 20
    return onvertaald(teksten["nl"], teksten["en"], mag)


def _titels() -> set[str]:
    """Pages that have the name of an offer or a theme for a title."""
    return set(Interventie.objects.values_list("naam", flat=True)) | {t.naam.capitalize() for t in Thema.objects.all()}


# Who works here sees these too: what is for them says that it is Dutch.
OPEN_VOOR_IEDEREEN = (
    "/", "/zoeken/", "/zoeken/?q=zzzzqqq", "/groepen/", "/privacy/", "/direct-hulp/", "/toegankelijkheid/",
    "/bestaat-niet/",
)  # fmt: skip


@pytest.mark.parametrize("rol", Rol)
def test_wie_hier_werkt_ziet_op_een_engelse_pagina_wat_nederlands_is(
    client: Client, mag: set[str], interventie: Interventie, rol: Rol
) -> None:
    plekken = {
        Rol.AANBIEDER: interventie.organisatie,
        **dict.fromkeys((Rol.JGT, Rol.JGZ, Rol.COACH), TeamFactory()),
        **dict.fromkeys((Rol.TRAINER, Rol.AANSPREEKPUNT, Rol.GEMEENTEBEHEER), GemeenteFactory()),
    }
    user = GebruikerFactory(naam="Sam de Proef", lid=[(rol, plekken.get(rol))])
    client.force_login(user, settings.AUTHENTICATION_BACKENDS[0])
    groep = GroepFactory(interventie=interventie)
    dingen = (
        reverse("aanbod:interventie", args=[interventie.slug]),
        reverse("aanbod:groep", args=[groep.slug]),
        reverse("aanbod:thema", args=[interventie.themas.get().slug]),
    )

    gevonden = {
        f"{pad}: {tekst}"
        for pad in (*OPEN_VOOR_IEDEREEN, *dingen)
        for tekst in _nederlands_in_engels(client, pad, mag, 404 if pad == "/bestaat-niet/" else 200)
    }
    assert gevonden == set()


def test_een_thema_heet_in_het_engels_engels(client: Client) -> None:
    thema = ThemaFactory(naam="pesten", naam_en="bullying", uitleg="Gepest worden.", uitleg_en="Being bullied.")
    InterventieFactory(themas=[thema])
    geld = ThemaFactory(naam="geld", uitleg="Rondkomen.", uitleg_en="Making ends meet.")
    InterventieFactory(themas=[geld])
    vertaald, onvertaald_ = (client.get(f"/en/thema/{slug}/").text for slug in (thema.slug, geld.slug))

    assert '<h1 lang="en">Bullying</h1>' in vertaald
    assert "Being bullied." in vertaald
    assert '<h1 lang="nl">Geld</h1>' in onvertaald_
    assert "Rondkomen." in onvertaald_
    keuzes = client.get("/en/groepen/").text
    assert ">bullying</option>" in keuzes
    assert ">geld</option>" in keuzes
    assert ">pesten</option>" in client.get("/groepen/").text


@pytest.mark.parametrize(
    "pad",
    [
        "/", "/zoeken/", "/zoeken/?q=peuter+van+2+slaapt+niet", "/zoeken/?q=ik+wil+dood",
        "/zoeken/?q=mijn+man+slaat+mij", "/zoeken/?q=zzzzqqq", "/zoeken/?gratis=on&leeftijd=8", "/groepen/",
        "/groepen/?periode=14&plek=on", "/privacy/", "/direct-hulp/", "/toegankelijkheid/", "/account/login/",
        "/account/password/reset/", "/account/password/reset/done/", "/account/password/reset/key/1a-zomaar/",
        "/account/confirm-email/zomaar/", "/account/signup/", "/account/inactive/",
    ],
)  # fmt: skip
def test_vaste_paginas(client: Client, mag: set[str], interventie: Interventie, settings: Any, pad: str) -> None:
    settings.DEMO = settings.POST_ZICHTBAAR = True
    for nummer in range(14 if pad == "/groepen/" else 2):
        GroepFactory(interventie=interventie if nummer else InterventieFactory(vorm=Vorm.BIJEENKOMST))

    _vergelijk(client, pad, mag)


@pytest.mark.parametrize(
    ("pad", "status"), [("/bestaat-niet/", 404), ("/aanmelding/zomaar/", 404), ("/groepen/?q=%00", 400)]
)
def test_fouten(client: Client, mag: set[str], pad: str, status: int) -> None:
    _vergelijk(client, pad, mag, status)


def test_verlopen_formulier_en_drukte(mag: set[str], settings: Any) -> None:
    streng = Client(enforce_csrf_checks=True)
    _vergelijk(streng, reverse("account_login"), mag, 403, login="a@b.example")
    settings.BEZOEKLIMIET = 1
    streng.get("/zoeken/")
    _vergelijk(streng, "/zoeken/", mag, 429)


def test_een_storing(mag: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client(raise_request_exception=False)
    monkeypatch.setattr("aanbod.paginas.publiek.NA_LAATSTE_BIJEENKOMST", None)
    paginas = {taal: client.get(pad) for taal, pad in (("nl", "/privacy/"), ("en", "/en/privacy/"))}

    assert [p.status_code for p in paginas.values()] == [500, 500]
    assert '<html lang="en"' in " ".join(paginas["en"].text.split())
    assert onvertaald(lees(paginas["nl"].text, "nl"), lees(paginas["en"].text, "en"), mag) == []


@pytest.mark.parametrize("preventievorm", Preventievorm.values)
@pytest.mark.parametrize("met_groep", [True, False])
def test_een_aanbod_en_zijn_thema(
    client: Client, mag: set[str], interventie: Interventie, preventievorm: str, met_groep: bool
) -> None:
    anderen = [vorm for vorm in Preventievorm.values if vorm != preventievorm]
    Interventie.objects.filter(pk=interventie.pk).update(preventievorm=preventievorm, andere_preventievormen=anderen)
    if met_groep:
        GroepFactory(interventie=interventie, preventievorm=preventievorm)
    InterventieFactory(vorm=Vorm.REGELING, doelgroep=[Doelgroep.OUDERS], themas=interventie.themas.all())

    for ding in Interventie.objects.all():
        _vergelijk(client, reverse("aanbod:interventie", args=[ding.slug]), mag)
    _vergelijk(client, reverse("aanbod:thema", args=[interventie.themas.get().slug]), mag)


@pytest.mark.parametrize("staat", [s for s in GroepStaat.values if s != GroepStaat.VOORBEREIDING])
def test_een_groep_in_elke_staat(client: Client, mag: set[str], interventie: Interventie, staat: str) -> None:
    groep = GroepFactory(interventie=interventie, staat=staat, bezet=8 if staat == GroepStaat.VOL else 7)
    Groep.objects.filter(pk=groep.pk, staat=GroepStaat.GEANNULEERD).update(reden_geannuleerd="De trainer is ziek.")
    GroepFactory(interventie=interventie, locatie_naam="", locatie_adres="")

    for ding in Groep.objects.all():
        _vergelijk(client, reverse("aanbod:groep", args=[ding.slug]), mag)


@pytest.mark.parametrize("vol", [True, False])
def test_aanmelden_ook_met_fouten(client: Client, mag: set[str], interventie: Interventie, vol: bool) -> None:
    groep = GroepFactory(interventie=interventie, bezet=8 if vol else 0)
    adres = reverse("aanbod:aanmelden", args=[groep.slug])

    _vergelijk(client, adres, mag)
    _vergelijk(client, adres, mag, 422, naam="", leeftijd_kind="acht", email="sam", telefoon="06 1234")
    _vergelijk(client, adres, mag, 422, naam="x" * 101, leeftijd_kind="31", email="", telefoon="+49 1")
    _vergelijk(
        client, adres, mag, 422, naam="Sam de Proef", leeftijd_kind="20", email="sam@voorbeeld.example",
        beide_ouders="on", sleutel="6b3b5d9e-0d0e-4c3f-8a51-0c3a5d1c2b7e",
    )  # fmt: skip
    _vergelijk(client, reverse("aanbod:aangemeld", args=[groep.slug]), mag)


@pytest.mark.parametrize("staat", AanmeldingStaat.values)
def test_mijn_aanmelding_in_elke_staat(client: Client, mag: set[str], interventie: Interventie, staat: str) -> None:
    groep = GroepFactory(interventie=interventie)
    GroepFactory(interventie=interventie)
    aanmelding = AanmeldingFactory(
        groep=groep,
        staat=staat,
        naam="Sam de Proef",
        telefoon="+31612345678",
        in_rij_op=klok.nu(),
        beslis_voor=klok.nu() + dt.timedelta(days=2),
    )
    Aanmelding.objects.update(token_hash=hash_van(token_van(aanmelding)))

    _vergelijk(client, reverse("aanbod:aanmelding", args=[token_van(aanmelding)]), mag)


def test_een_uitnodiging(client: Client, mag: set[str]) -> None:
    een = nodig_uit(
        email="nieuw@voorbeeld.example", rol=Rol.JGT, team=TeamFactory(gemeente=GemeenteFactory()), door=None
    )
    adres = reverse("gemeenten:uitnodiging", args=[token_uit_post(een.email)])

    _vergelijk(client, adres, mag)
    _vergelijk(client, adres, mag, 422, naam="www.kwaad.example", wachtwoord="", herhaling="")
    _vergelijk(client, reverse("gemeenten:uitnodiging", args=["zomaar-iets"]), mag, 404)


# --- mail -----------------------------------------------------------------------------------------------------

AAN_BEZOEKERS = berichten.AanmeldingBericht.__subclasses__()
EEN, TWEE = (berichten.Keer(klok.nu() + dt.timedelta(n), klok.nu() + dt.timedelta(n, 3600), "De Kom") for n in (3, 4))
WAT_ER_BIJ_KOMT: dict[type, dict[str, Any]] = {
    berichten.OpWachtlijst: {"positie": 3},
    berichten.DataGewijzigd: {
        "veranderingen": [berichten.Verandering(*v) for v in ((EEN, TWEE), (None, TWEE), (EEN, None))]
    },
}


@pytest.mark.parametrize("staat", [AanmeldingStaat.INTAKE, AanmeldingStaat.GEPLAATST])
@pytest.mark.parametrize("met_adres", [True, False])
def test_mail_aan_wie_zich_in_het_engels_aanmeldde(interventie: Interventie, staat: str, met_adres: bool) -> None:
    plaats = {} if met_adres else {"locatie_naam": "", "locatie_adres": ""}
    groep = GroepFactory(interventie=interventie, reden_geannuleerd="De trainer is ziek.", **plaats)
    aanmelding = AanmeldingFactory(groep=groep, staat=staat, bevestigd_op=groep.aangemaakt_op, naam="Sam de Proef")
    aanmelding.beslis_voor = groep.aangemaakt_op

    for soort in AAN_BEZOEKERS:
        teksten = {}
        for taal in ("nl", "en"):
            aanmelding.taal = taal
            soort(aanmelding, **WAT_ER_BIJ_KOMT.get(soort, {})).zet_klaar()
            bericht = Bericht.objects.latest("pk")
            teksten[taal] = [bericht.onderwerp, *bericht.tekst.splitlines()]
        gelijk = {r for r in set(teksten["nl"]) & set(teksten["en"]) if re.search(r"[a-z]{2,}", r)}
        vast = {interventie.naam, EEN.waar, "Marktplein", f"Marktplein: {settings.SITE_URL}"}
        assert {r.strip() for r in gelijk} <= vast, soort
        assert not re.search(r"\buur\b|\d\.\d\d", "\n".join(teksten["en"]))


def test_een_aanmelding_houdt_haar_taal(client: Client) -> None:
    groep = GroepFactory(bezet=8)
    with translation.override("en"):
        adres = reverse("aanbod:aanmelden", args=[groep.slug])
    invoer = {
        "naam": "Sam", "leeftijd_kind": "8", "email": "sam@voorbeeld.example",
        "sleutel": "6b3b5d9e-0d0e-4c3f-8a51-0c3a5d1c2b7e",
    }  # fmt: skip

    antwoord = client.post(adres, invoer)

    assert antwoord["Location"].startswith("/en/groepen/")
    aanmelding = Aanmelding.objects.get()
    assert aanmelding.taal == "en"
    bevestig(token_van(aanmelding))
    eerste, tweede = Bericht.objects.order_by("pk")
    assert eerste.onderwerp.startswith("One more step: confirm your registration")
    assert "/en/aanmelding/" in eerste.tekst
    assert "You are number 1 on the waiting list." in tweede.tekst
    assert "/en/groepen/" in tweede.tekst


def test_een_nieuw_wachtwoord_komt_in_de_taal_van_de_pagina(client: Client, mag: set[str]) -> None:
    teksten = {}
    for taal, voor in (("nl", ""), ("en", "/en")):
        for adres in (GebruikerFactory().email, f"niemand-{taal}@voorbeeld.example"):
            client.post(f"{voor}/account/password/reset/", {"email": adres})
        berichten_ = Bericht.objects.order_by("-pk")[:2]
        teksten[taal] = [r for b in berichten_ for r in (b.onderwerp, *b.tekst.splitlines())]

    assert "/en/account/password/reset/key/" in "\n".join(teksten["en"])
    gelijk = {r.strip() for r in set(teksten["nl"]) & set(teksten["en"]) if re.search(r"[a-z]{2,}", r)}
    assert gelijk <= {"Marktplein", f"Marktplein: {settings.SITE_URL}"}


@pytest.mark.parametrize("soort", account.Accountbericht.__subclasses__(), ids=lambda soort: soort.soort)
def test_mail_over_een_account_kent_beide_talen_en_noemt_geen_browser(soort: type[account.Accountbericht]) -> None:
    teksten = {}
    for taal in ("nl", "en"):
        with translation.override(taal):
            onderwerp, tekst = voorbeeld(soort).schrijf()
        teksten[taal] = {r.strip() for r in (onderwerp, *tekst.splitlines())}
        assert KWAAD not in tekst

    gelijk = {r for r in teksten["nl"] & teksten["en"] if re.search(r"[a-z]{2,}", r.replace(settings.SITE_URL, ""))}
    gelijk = {r for r in gelijk if not r.startswith(settings.SITE_URL)}
    assert gelijk <= {"Marktplein", f"Marktplein: {settings.SITE_URL}"}


def test_een_collega_krijgt_nederlands_ook_als_een_engelse_pagina_de_aanleiding_is() -> None:
    with translation.override("en"):
        berichten.GaatNietDoorCollega(GroepFactory(), ["collega@voorbeeld.example"]).zet_klaar()

    bericht = Bericht.objects.get()
    assert bericht.onderwerp.startswith("Groep gaat niet door")
    assert "/en/" not in bericht.tekst


def test_de_agenda_leidt_naar_de_pagina_in_dezelfde_taal(client: Client) -> None:
    groep = GroepFactory()

    tekst = client.get(f"/en/groepen/{groep.slug}/agenda.ics").text.replace("\r\n ", "")

    assert "PRODID:-//Marktplein//EN" in tekst
    assert f"/en/groepen/{groep.slug}/" in tekst


def test_wie_in_het_nederlands_begint_blijft_nederlands() -> None:
    with translation.override("en"):
        aanmelding = meld_aan(groep=GroepFactory(), naam="Sam", email="sam@voorbeeld.example", leeftijd_kind=8)

    assert aanmelding.taal == "nl"
    assert Bericht.objects.get().onderwerp.startswith("Nog één stap")
