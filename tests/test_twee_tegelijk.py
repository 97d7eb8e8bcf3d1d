"""Two people change one thing, from two pages loaded at the same moment, on every form that changes what is there.

Who comes second is told, sees both values, and wipes nothing; what is chosen after that is what is stored.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from facilitair.models import Taaksjabloon
from gemeenten.grond.enums import Rol
from gemeenten.kaart.models import Categorie
from marktplein.beheer.lijst import MODELLEN
from tests.aanbod.factories import (
    ThemaFactory,
    TrainerFactory,
)
from tests.facilitair.factories import RuimteFactory
from tests.formulieren import formulier_met
from tests.gemeenten.factories import (
    GemeenteCijferFactory,
    GemeenteFactory,
    OrganisatieFactory,
    RegioFactory,
    SchoolvakantieFactory,
    TeamFactory,
)
from tests.gemeenten.kcc.factories import AdviespuntFactory
from tests.gevallen_van_twee import GEVALLEN, signaal, twee_van
from tests.hulp_uitstel import laat_voorbijgaan
from tests.test_rechtenmatrix import lees_tabel

# Pages with a form that make something new or end something: there is no value of a colleague to wipe.
NIETS_TE_WISSEN = {
    "vraag:groep_maken": "a new group, once",
    "vraag:andere_trainer": "asks one trainer in the place of another, once; who comes second is told so",
    "facilitair:rooster_erbij": "one meeting more; refused when the page is old (tests/facilitair/rooster)",
    "facilitair:rooster_overslaan": "one meeting less; refused when the page is old (tests/facilitair/rooster)",
    "facilitair:rooster_wijzigen": "refused when the page is old (tests/facilitair/rooster)",
    "aanbod:aanmelden": "a new registration",
    "aanbod:aanbieder_worden": "a new request",
    "aanbod:aanbod_bevestigen": "one press: it is still right",
    "aanbod:attendering_nieuw": "a new request",
    "aanbod:attendering_stop": "ends it",
    "aanbod:teksten_stuk_nieuw": "a new link, number or folder",
    "aanbod:voornamen_wissen": "erases names, once",
    "aanbod:redactie_aanvraag": "one decision, once; who comes second is told (tests/aanbod/aanbieders)",
    "aanbod:aanmelding_annuleren": "takes one off the list, once, with a reason",
    "aanbod:aanmelding_wissen": "erases one, once, with a reason",
    "aanbod:groep_afgelasten": "ends the group, once",
    "aanbod:groep_bericht": "corrects one's own message",
    "aanbod:groep_berichten": "a new message",
    "aanbod:tekort": "one decision, once; who comes second is told what was decided",
    "aanbod:interventie_nieuw": "a new offer",
    "aanbod:voornamen": "adds names for places without one, once; what is there is never shown to it",
    "aanbod:teamplaats": "takes places besides those there are",
    "aanbod:teamwacht": "a team asks for places, once; it leaves the line and asks again to change that",
    "aanbod:teamplaats_terug": "gives back a number of those there are",
    "aanbod:aanmelding": "moves of one registration, by its owner",
    "aanbod:aanvraag": "an answer of who has the link, once",
    "vraag:bijna_uit": "one switch of the owner of the link",
    "vraag:scenario": "computes again what was asked",
    "vraag:scenario_verwijderen": "ends it",
    "vraag:aansluiten": "a new need",
    "vraag:per_link": "an answer of the one who was asked",
    "vraag:scenario_nieuw": "a new scenario; one that exists is never changed, only copied",
    "vraag:signaal_intrekken": "ends the need; the version of the page goes along",
    "vraag:signaal_kopieren": "a new need",
    "vraag:signaal_nieuw": "a new need",
    "facilitair:reserveren": "a new booking; two at once are impossible in the database",
    "facilitair:taak_nieuw": "a new task",
    "gemeenten:sluitingsdag_nieuw": "a new day",
    "meldingen:voorkeuren": "switches of one person, by that person",
    "kaart:nieuw": "a new organisation",
    "kaart:invoeren": "a new list",
    "kcc:belscherm": "searches while somebody calls; stores nothing",
    "kcc:doorsturen": "sends a mail, once",
    "kcc:terugbellen_vragen": "a new request",
    "kaart:kolommen": "one's own list",
    "kaart:locatie_nieuw": "a new location",
    "kaart:contact_nieuw": "a new contact",
    "kaart:voorstel": "one decision, once; what changed meanwhile is shown first (tests/gemeenten/kaart)",
    "gemeenten:uitnodigen": "a new invitation; members are not changed, a role only ends",
    "gemeenten:uitnodiging": "a new account",
}


def _browser(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


MEER = {"besluit": {"start_maand": "9", "reden": "School doet het zelf."}}


@pytest.mark.parametrize("naam", GEVALLEN)
@pytest.mark.parametrize("keuze", ["mijn", "ander"])
def test_wie_als_tweede_komt_ziet_beide_en_wist_niets(naam: str, keuze: str) -> None:
    geval = GEVALLEN[naam]()
    een, twee = map(_browser, geval.wie)
    van_een, van_twee = (
        formulier_met(wie.get(geval.pagina), geval.veld, waarde if naam == "facilitair:zaal" else None)
        | {geval.veld: [waarde]}
        | MEER.get(geval.veld, {})
        for wie, waarde in ((een, geval.een), (twee, geval.twee))
    )
    assert een.post(geval.naar, van_een).status_code == 302
    laat_voorbijgaan()
    geweigerd = twee.post(geval.naar, van_twee)
    assert geweigerd.status_code == 409
    tekst = geweigerd.content.decode()
    assert all(woord in tekst[tekst.index('id="botsing-kop"') :] for woord in geval.woorden)
    assert geval.opgeslagen() == geval.een
    if geval.naar_keuze:
        opnieuw = formulier_met(geweigerd, geval.veld)
        assert opnieuw[geval.veld] == [geval.twee]
        assert opnieuw[f"kies_{geval.veld}"] == ["mijn"]
        assert twee.post(geval.naar, opnieuw | {f"kies_{geval.veld}": [keuze]}).status_code == 302
        laat_voorbijgaan()
        assert geval.opgeslagen() == (geval.twee if keuze == "mijn" else geval.een)


def test_wat_de_tweede_niet_aanraakte_volgt_de_eerste() -> None:
    geval = signaal()
    een, twee = map(_browser, geval.wie)
    van_een, van_twee = (formulier_met(wie.get(geval.pagina), "aantal") for wie in (een, twee))
    een.post(geval.naar, van_een | {"aantal": ["6"]})
    geweigerd = twee.post(geval.naar, van_twee | {"opmerking": ["liefst voor de zomer"]})
    opnieuw = formulier_met(geweigerd, "aantal")
    assert (opnieuw["aantal"], opnieuw["opmerking"]) == (["6"], ["liefst voor de zomer"])
    assert twee.post(geval.naar, opnieuw).status_code == 302
    assert geval.opgeslagen() == "6"


BEHEER: dict[str, tuple[Callable[[], Any], str, str]] = {
    "gemeenten.regio": (RegioFactory, "naam", "Streek"),
    "gemeenten.gemeente": (GemeenteFactory, "naam", "Dorp"),
    "gemeenten.gemeentecijfer": (GemeenteCijferFactory, "bron", "Bron"),
    "gemeenten.team": (TeamFactory, "naam", "Wijkteam"),
    "gemeenten.organisatie": (OrganisatieFactory, "naam", "Club"),
    "gemeenten.schoolvakantie": (SchoolvakantieFactory, "naam", "Vrij"),
    "kaart.categorie": (lambda: Categorie.objects.first(), "uitleg", "Uitleg"),
    "kcc.adviespunt": (AdviespuntFactory, "chat", "https://chat.example/"),
    "aanbod.thema": (ThemaFactory, "uitleg", "Uitleg"),
    "aanbod.trainer": (TrainerFactory, "naam", "Begeleider"),
    "facilitair.ruimte": (RuimteFactory, "adres", "Laan"),
    "facilitair.taaksjabloon": (lambda: Taaksjabloon.objects.first(), "titel", "Doe"),
}


def test_elk_formulier_van_technisch_beheer_is_hier() -> None:
    assert set(BEHEER) == {naam for naam, toegang in MODELLEN.items() if "change" in toegang.handelingen}


@pytest.mark.parametrize("keuze", ["mijn", "ander"])
@pytest.mark.parametrize("naam", BEHEER)
def test_ook_in_technisch_beheer_wist_niemand_wat_een_ander_schreef(naam: str, keuze: str) -> None:
    maak, veld, woord = BEHEER[naam]
    ding = maak()
    adres = reverse(f"admin:{naam.replace('.', '_')}_change", args=[ding.pk])
    een, twee = map(_browser, twee_van(Rol.BEHEER))
    waarde = {n: f"{woord}{n}" if woord.endswith("/") else f"{woord} {n}" for n in (1, 2)}
    van_een, van_twee = (formulier_met(wie.get(adres), veld) | {veld: [waarde[n]]} for n, wie in ((1, een), (2, twee)))
    assert een.post(adres, van_een).status_code == 302
    geweigerd = twee.post(adres, van_twee)
    assert geweigerd.status_code == 409
    tekst = geweigerd.content.decode()
    assert all(waarde[n] in tekst[tekst.index('id="botsing-kop"') :] for n in (1, 2))
    opnieuw = formulier_met(geweigerd, veld)
    assert twee.post(adres, opnieuw | {f"kies_{veld}": [keuze]}).status_code == 302
    ding.refresh_from_db()
    assert getattr(ding, veld) == waarde[2 if keuze == "mijn" else 1]


def test_een_regel_onder_een_formulier_van_technisch_beheer_wist_niemand() -> None:
    thema = ThemaFactory()
    adres = reverse("admin:aanbod_thema_change", args=[thema.pk])
    een, twee = map(_browser, twee_van(Rol.BEHEER))
    van_een, van_twee = (
        formulier_met(wie.get(adres), "uitleg") | {"zoekwoorden-0-woord": [woord]}
        for wie, woord in ((een, "boos"), (twee, "verdrietig"))
    )
    assert een.post(adres, van_een).status_code == 302
    for _ in range(2):
        geweigerd = twee.post(adres, van_twee)
        assert "Een collega wijzigde intussen" in geweigerd.content.decode()
        van_twee = formulier_met(geweigerd, "uitleg")
    assert list(thema.zoekwoorden.values_list("woord", flat=True)) == ["boos"]
    opnieuw = formulier_met(twee.get(adres), "uitleg") | {"zoekwoorden-1-woord": ["verdrietig"]}
    assert twee.post(adres, opnieuw).status_code == 302
    assert set(thema.zoekwoorden.values_list("woord", flat=True)) == {"boos", "verdrietig"}


def test_elk_formulier_dat_iets_wijzigt_is_hier() -> None:
    """A page with a form is either tried above, or says why there is nothing to wipe."""
    met_formulier = {
        regel.patroon.partition("|")[0]
        for regel in lees_tabel()
        if regel.methode == "GET/POST" and ":" in regel.patroon
    }
    eigen = {naam for naam in met_formulier if not naam.startswith("admin:")}
    geprobeerd = {naam.partition(" ")[0] for naam in GEVALLEN} - {"facilitair:taak_actie"}
    assert eigen == geprobeerd | set(NIETS_TE_WISSEN)
