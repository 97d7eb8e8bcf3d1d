"""Withdrawing demand that sits in a proposal: what the page says, what happens to the others, and two at once."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client

from gemeenten.grond.enums import Rol
from marktplein.audit.models import Logregel
from marktplein.basis import klok
from marktplein.basis.fouten import DomeinFout, NietToegestaan, OvergangFout, Verouderd
from tests.gemeenten.factories import gebruiker_met
from tests.hulp_uitstel import laat_voorbijgaan
from tests.verhalen.test_straat import iedereen_ja, pool, zeg
from tests.vraag.hulp import adres, tegelijk, tekst
from tests.vraag.streek import Streek, maak_signaal
from vraag.models import Groepsvoorstel, Signaal, Uitsluiting
from vraag.signalen.services import verlengen
from vraag.voorstellen.services import bewaak_antwoordtermijnen
from vraag.voorstellen.terugtrekken import REDEN_IN_VOORSTEL, AnderVoorstel, trek_in
from vraag.workflow import Antwoord, SignaalStaat, VoorstelStaat

REDEN = "al ergens anders geholpen"


def een_voorstel(streek: Streek, *aantallen: tuple[Any, int]) -> tuple[Groepsvoorstel, list[Signaal]]:
    signalen = [maak_signaal(streek, team, aantal) for team, aantal in aantallen]
    pool(streek)
    return Groepsvoorstel.objects.get(), signalen


def trek(signaal: Signaal, door: Any, voorstel: Groepsvoorstel) -> Signaal:
    return trek_in(signaal, reden=REDEN, door=door, gezien={voorstel.pk})


def staat(ding: Any) -> str:
    ding.refresh_from_db()
    return str(ding.staat)


@pytest.mark.parametrize("eerst", [None, Antwoord.JA])
def test_te_weinig_over_het_voorstel_vervalt(streek: Streek, eerst: Antwoord | None) -> None:
    voorstel, (vijf, vier) = een_voorstel(streek, (streek.oegstgeest, 5), (streek.katwijk, 4))
    if eerst:
        zeg(voorstel, streek.katwijk, eerst)

    trek(vier, streek.van_katwijk, voorstel)

    assert (staat(voorstel), staat(vijf), staat(vier)) == ("afgewezen", "open", "ingetrokken")
    assert vier.reden_ingetrokken == REDEN
    assert voorstel.toezeggingen.get(team=streek.katwijk).reden == REDEN_IN_VOORSTEL
    assert pool(streek).nieuwe_groepen == 0


def test_genoeg_over_de_anderen_gaan_verder_en_worden_gepland(streek: Streek) -> None:
    voorstel, (zes, drie) = een_voorstel(streek, (streek.oegstgeest, 6), (streek.katwijk, 3))
    for wie in (streek.oegstgeest, *streek.trainers):
        zeg(voorstel, wie, Antwoord.JA)

    trek(drie, streek.van_katwijk, voorstel)

    assert (staat(voorstel), staat(zes), staat(drie)) == ("gepland", "geplaatst", "ingetrokken")
    assert voorstel.groep is not None
    assert voorstel.groep.bezet == 6


def test_een_andere_vraag_van_het_team_gaat_terug_en_mag_opnieuw(streek: Streek) -> None:
    voorstel, (vijf, twee, ook) = een_voorstel(streek, (streek.oegstgeest, 5), (streek.katwijk, 2), (streek.katwijk, 2))

    trek(twee, streek.van_katwijk, voorstel)

    assert (staat(twee), staat(ook), staat(vijf)) == ("ingetrokken", "open", "open")
    assert not Uitsluiting.objects.filter(signaal=ook).exists()
    assert pool(streek).nieuwe_groepen == 1
    nieuw = Groepsvoorstel.objects.get(staat=VoorstelStaat.VOORGESTELD)
    assert set(nieuw.regels.values_list("signaal", flat=True)) == {vijf.pk, ook.pk}


def test_twee_keer_is_een_keer(streek: Streek) -> None:
    voorstel, (_, vier) = een_voorstel(streek, (streek.oegstgeest, 5), (streek.katwijk, 4))
    trek(vier, streek.van_katwijk, voorstel)
    trek(vier, streek.van_katwijk, voorstel)
    assert Logregel.objects.filter(gebeurtenis="signaal.ingetrokken").count() == 1
    assert Logregel.objects.filter(gebeurtenis="voorstel.nee").count() == 1


def test_wat_niet_kan_verandert_niets(streek: Streek) -> None:
    voorstel, (_, vier) = een_voorstel(streek, (streek.oegstgeest, 5), (streek.katwijk, 4))
    door = streek.van_katwijk
    for vreemd in (streek.van_oegstgeest, gebruiker_met(Rol.GEMEENTEBEHEER, gemeente=streek.katwijk.gemeente)):
        with pytest.raises(NietToegestaan):
            trek(vier, vreemd, voorstel)
    with pytest.raises(AnderVoorstel):
        trek_in(vier, reden=REDEN, door=door)
    with pytest.raises(Verouderd):
        trek_in(vier, reden=REDEN, door=door, gezien={voorstel.pk}, versie=7)
    for reden in ("x" * 201, "bel 06-12345678"):
        with pytest.raises(DomeinFout) as fout:
            trek_in(vier, reden=reden, door=door, gezien={voorstel.pk})
        assert fout.value.veld == "reden"
    assert (staat(voorstel), staat(vier)) == ("voorgesteld", "voorgesteld")
    assert set(voorstel.toezeggingen.values_list("antwoord", flat=True)) == {"open"}


def test_na_de_termijn_beslist_de_termijn(streek: Streek) -> None:
    voorstel, (_, vier) = een_voorstel(streek, (streek.oegstgeest, 5), (streek.katwijk, 4))
    with time_machine.travel(voorstel.reageren_voor + dt.timedelta(minutes=1), tick=False):
        with pytest.raises(OvergangFout, match="net voorbij"):
            trek(vier, streek.van_katwijk, voorstel)
        assert bewaak_antwoordtermijnen() == 1
        trek(vier, streek.van_katwijk, voorstel)
    assert (staat(voorstel), staat(vier)) == ("vervallen", "ingetrokken")


def test_een_deel_heeft_al_een_plek(streek: Streek) -> None:
    voorstel, (negen,) = een_voorstel(streek, (streek.oegstgeest, 9))
    iedereen_ja(voorstel)
    with pytest.raises(OvergangFout, match="Geef hun plekken terug"):
        trek(negen, streek.van_oegstgeest, voorstel)
    Signaal.objects.filter(pk=negen.pk).update(aantal=12, staat=SignaalStaat.VOORGESTELD)
    with pytest.raises(DomeinFout, match="wijzig daarna het aantal in 9"):
        trek(negen, streek.van_oegstgeest, voorstel)


# --- the page -------------------------------------------------------------------------------------------------


def test_de_pagina_zegt_wat_er_gebeurt_en_doet_het_in_een_keer(streek: Streek, client: Client) -> None:
    voorstel, (_, vier) = een_voorstel(streek, (streek.oegstgeest, 5), (streek.katwijk, 4))
    client.force_login(streek.van_katwijk)
    assert adres("signaal_intrekken", vier) in tekst(client.get(adres("signaal", vier)))
    pagina = client.get(adres("signaal_intrekken", vier))
    assert "Dit trekt ook jullie plek in een voorstel terug" in tekst(pagina)
    assert "nee voor 4 kinderen" in tekst(pagina)
    assert "te weinig kinderen over (5" in tekst(pagina)
    velden = {naam: pagina.context["form"][naam].value() for naam in ("versie", "gezien")}

    goed = client.post(adres("signaal_intrekken", vier), velden | {"reden": REDEN}, follow=True)

    assert "Vraag en plek in het voorstel ingetrokken" in tekst(goed)
    assert (staat(vier), staat(voorstel)) == ("voorgesteld", "voorgesteld"), "it can still be taken back"
    laat_voorbijgaan()
    assert (staat(vier), staat(voorstel)) == ("ingetrokken", "afgewezen")
    nog_eens = client.post(adres("signaal_intrekken", vier), velden | {"reden": REDEN}, follow=True)
    assert "al ingetrokken" in tekst(nog_eens)


def test_wie_genoeg_overlaat_leest_dat_de_anderen_verder_gaan(streek: Streek, client: Client) -> None:
    _, (_, drie) = een_voorstel(streek, (streek.oegstgeest, 6), (streek.katwijk, 3))
    client.force_login(streek.van_katwijk)
    assert "kunnen met 6 kinderen verder" in tekst(client.get(adres("signaal_intrekken", drie)))


def test_een_voorstel_dat_er_intussen_kwam_wordt_eerst_getoond(streek: Streek, client: Client) -> None:
    client.force_login(streek.van_katwijk)
    vier = maak_signaal(streek, streek.katwijk, 4)
    velden = {"versie": "1", "gezien": client.get(adres("signaal_intrekken", vier)).context["form"]["gezien"].value()}
    voorstel, _ = een_voorstel(streek, (streek.oegstgeest, 5))

    eerst = client.post(adres("signaal_intrekken", vier), velden | {"reden": REDEN})

    assert (eerst.status_code, staat(vier)) == (409, "voorgesteld")
    assert "Lees hieronder wat intrekken nu betekent" in tekst(eerst)
    assert REDEN in tekst(eerst)
    nu = velden | {"gezien": eerst.context["form"]["gezien"].value(), "reden": REDEN}
    assert nu["gezien"] == str(voorstel.pk)
    client.post(adres("signaal_intrekken", vier), nu)
    laat_voorbijgaan()
    assert staat(vier) == "ingetrokken"


def test_een_vraag_die_een_collega_intussen_verlengde_is_daarna_in_te_trekken(streek: Streek, client: Client) -> None:
    client.force_login(streek.van_katwijk)
    vier = maak_signaal(streek, streek.katwijk, 4, verloopt_op=klok.vandaag())
    velden = {"versie": "1", "gezien": "", "reden": REDEN}
    verlengen(vier, door=streek.van_katwijk)

    eerst = client.post(adres("signaal_intrekken", vier), velden)

    assert (eerst.status_code, staat(vier)) == (409, "open")
    assert "Een collega heeft deze vraag intussen gewijzigd." in tekst(eerst)
    nu = {naam: eerst.context["form"][naam].value() for naam in velden}
    assert nu == velden | {"versie": "2"}
    assert client.post(adres("signaal_intrekken", vier), nu).status_code == 302
    laat_voorbijgaan()
    assert staat(vier) == "ingetrokken"


def test_in_een_geplande_groep_zegt_de_pagina_wat_je_wel_kunt_doen(streek: Streek, client: Client) -> None:
    voorstel, (negen,) = een_voorstel(streek, (streek.oegstgeest, 9))
    iedereen_ja(voorstel)
    voorstel.refresh_from_db()
    client.force_login(streek.van_oegstgeest)
    pagina = tekst(client.get(adres("signaal_intrekken", negen), follow=True))
    assert "Geef hun plekken terug op de pagina van de groep" in pagina
    assert voorstel.groep is not None
    assert f"/groepen/{voorstel.groep.slug}/" in pagina
    assert f'href="{adres("signaal_intrekken", negen)}"' not in pagina


# --- two at once ----------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_intrekken_en_het_laatste_jategelijk(streek: Streek) -> None:
    """Whoever comes first decides; either the group is planned with these children, or they are out of it."""
    voorstel, (_, drie) = een_voorstel(streek, (streek.oegstgeest, 6), (streek.katwijk, 3))
    for wie in (streek.oegstgeest, streek.katwijk, streek.trainers[0]):
        zeg(voorstel, wie, Antwoord.JA)

    weg, _ = tegelijk(
        lambda: trek(drie, streek.van_katwijk, voorstel), lambda: zeg(voorstel, streek.trainers[1], Antwoord.JA)
    )

    assert staat(voorstel) == "gepland"
    assert voorstel.groep is not None
    if isinstance(weg, OvergangFout):
        assert (staat(drie), voorstel.groep.bezet) == ("geplaatst", 9)
    else:
        assert (staat(drie), voorstel.groep.bezet) == ("ingetrokken", 6)


@pytest.mark.django_db(transaction=True)
def test_intrekken_en_het_einde_van_de_termijntegelijk(streek: Streek) -> None:
    voorstel, (vijf, vier) = een_voorstel(streek, (streek.oegstgeest, 5), (streek.katwijk, 4))
    Groepsvoorstel.objects.update(reageren_voor=klok.nu() - dt.timedelta(seconds=1))

    weg, afgehandeld = tegelijk(lambda: trek(vier, streek.van_katwijk, voorstel), bewaak_antwoordtermijnen)

    assert (afgehandeld, staat(voorstel), staat(vijf)) == (1, "vervallen", "open")
    assert staat(vier) == ("open" if isinstance(weg, OvergangFout) else "ingetrokken")


@pytest.mark.django_db(transaction=True)
def test_vier_keer_hetzelfde_formuliertegelijk(streek: Streek) -> None:
    voorstel, (_, vier) = een_voorstel(streek, (streek.oegstgeest, 5), (streek.katwijk, 4))
    uitkomst = tegelijk(*[lambda: trek(vier, streek.van_katwijk, voorstel)] * 4)
    assert all(isinstance(u, Signaal) for u in uitkomst)
    assert Logregel.objects.filter(gebeurtenis="signaal.ingetrokken").count() == 1
    assert Logregel.objects.filter(gebeurtenis="voorstel.nee").count() == 1
