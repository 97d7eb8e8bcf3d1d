"""Which children: places that a team takes or gives back itself, and the demand these children belong to."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from aanbod.deelname.koppeling import token_van
from aanbod.deelname.services.aanmeldingen import bevestig, meld_aan, meld_af
from aanbod.deelname.services.afgelasten import annuleer_groep
from aanbod.deelname.services.teamplaatsen import haal_teamplaats_weg, voeg_teamplaats_toe
from aanbod.enums import Preventievorm
from aanbod.models import Groep, TeamPlaats, Thema
from gemeenten.grond.models import Team
from marktplein.basis.fouten import DomeinFout
from tests.aanbod.factories import GroepFactory
from tests.hulp_uitstel import laat_voorbijgaan
from tests.vraag.factories import VoorstelFactory
from tests.vraag.hulp import tekst
from tests.vraag.streek import Streek, maak_signaal, maak_streek
from vraag.models import Groepsvoorstel, Run, Signaal
from vraag.signalen.selectors import geplande_kinderen
from vraag.voorstellen.plekken import PLEKKEN, wachtenden
from vraag.workflow import Aanleiding, RunStaat, SignaalStaat, VoorstelStaat


@pytest.fixture
def streek() -> Streek:
    return maak_streek(preventievorm=Preventievorm.UNIVERSEEL)


@pytest.fixture
def groep(streek: Streek) -> Groep:
    velden: dict[str, Any] = {"leeftijd_min": 8, "leeftijd_max": 12, "capaciteit": 8, "bezet": 0}
    return GroepFactory(interventie=streek.interventie, gemeente=streek.leiden.gemeente, **velden)


def neem(groep: Groep, team: Team, aantal: int, signaal: Signaal | None = None, van_vraag: int | None = None) -> None:
    voeg_teamplaats_toe(groep=groep, team=team, aantal=aantal, vraag=signaal and signaal.pk, van_vraag=van_vraag)


def stand(signaal: Signaal) -> tuple[str, int, int]:
    """(state, children with a place, children who wait)."""
    signaal.refresh_from_db()
    return signaal.staat, geplande_kinderen(signaal), wachtenden([signaal]).get(signaal.pk, 0)


def gevraagd() -> list[str]:
    """Why the runs that wait were asked for; forgotten after telling."""
    wachtend = Run.objects.filter(staat=RunStaat.WACHT)
    redenen = list(wachtend.order_by("pk").values_list("aanleiding", flat=True))
    wachtend.delete()
    return redenen


def test_plekken_voor_een_vraag_laten_die_meteen_kleiner_wachten(streek: Streek, groep: Groep) -> None:
    vraag = maak_signaal(streek, streek.leiden, 5)
    neem(groep, streek.leiden, 3, vraag)
    assert stand(vraag) == (SignaalStaat.OPEN, 3, 2)
    assert gevraagd() == [Aanleiding.WIJZIGING]
    neem(groep, streek.leiden, 2, vraag)
    assert stand(vraag) == (SignaalStaat.GEPLAATST, 5, 0)
    assert set(Groepsvoorstel.objects.values_list("staat", "run", "groep")) == {(VoorstelStaat.GEPLAND, None, groep.pk)}


def test_andere_kinderen_laten_de_vraag_wachten(streek: Streek, groep: Groep) -> None:
    vraag = maak_signaal(streek, streek.leiden, 5)
    neem(groep, streek.leiden, 3)
    assert (stand(vraag), gevraagd()) == ((SignaalStaat.OPEN, 0, 5), [])


def test_van_de_plekken_horen_er_hoogstens_zo_veel_bij_de_vraag_als_er_wachten(streek: Streek, groep: Groep) -> None:
    vraag = maak_signaal(streek, streek.leiden, 2)
    neem(groep, streek.leiden, 4, vraag)
    assert (stand(vraag), TeamPlaats.objects.get().aantal) == ((SignaalStaat.GEPLAATST, 2, 0), 4)


@pytest.mark.parametrize(("aantal", "van_vraag"), [(5, 4), (2, 3)])
def test_meer_dan_er_wachten_of_plekken_zijn_gaat_niet(
    streek: Streek, groep: Groep, aantal: int, van_vraag: int
) -> None:
    vraag = maak_signaal(streek, streek.leiden, 3)
    with pytest.raises(DomeinFout) as fout:
        neem(groep, streek.leiden, aantal, vraag, van_vraag)
    assert fout.value.veld == "van_vraag"
    assert (stand(vraag), TeamPlaats.objects.count()) == ((SignaalStaat.OPEN, 0, 3), 0)


def test_een_vraag_die_intussen_een_plek_kreeg_neemt_niets(streek: Streek, groep: Groep) -> None:
    vraag = maak_signaal(streek, streek.leiden, 3)
    neem(groep, streek.leiden, 3, vraag)
    with pytest.raises(DomeinFout, match="intussen veranderd"):
        neem(groep, streek.leiden, 1, vraag)
    ander = maak_signaal(streek, streek.katwijk, 3)
    with pytest.raises(DomeinFout, match="intussen veranderd"):
        neem(groep, streek.leiden, 1, ander)


def test_wat_past_is_dezelfde_training_of_het_thema_en_een_leeftijd_die_kan(streek: Streek, groep: Groep) -> None:
    thema = Thema.objects.create(naam="Weerbaar", slug="weerbaar")
    groep.interventie.themas.add(thema)
    past = maak_signaal(streek, streek.leiden, 5)
    met_thema = maak_signaal(streek, streek.leiden, 4, interventie=None, thema=thema)
    maak_signaal(streek, streek.leiden, 3, leeftijd_min=4, leeftijd_max=6)
    maak_signaal(streek, streek.katwijk, 2)
    maak_signaal(streek, streek.leiden, 1, interventie=None, thema=Thema.objects.create(naam="Anders", slug="anders"))
    keuzes = PLEKKEN.passend(groep, [streek.leiden])
    assert {(keuze.vraag, keuze.hoogstens) for keuze in keuzes} == {(past.pk, 5), (met_thema.pk, 4)}


def test_teruggeven_brengt_precies_die_vraag_terug(streek: Streek, groep: Groep) -> None:
    een, twee = maak_signaal(streek, streek.leiden, 3), maak_signaal(streek, streek.leiden, 2)
    neem(groep, streek.leiden, 3, een)
    neem(groep, streek.leiden, 2, twee)
    neem(groep, streek.leiden, 2)
    gevraagd()
    haal_teamplaats_weg(groep=groep, team=streek.leiden, aantal=2, vraag=een.pk)
    assert (stand(een), stand(twee)) == ((SignaalStaat.OPEN, 1, 2), (SignaalStaat.GEPLAATST, 2, 0))
    assert gevraagd() == [Aanleiding.WIJZIGING]
    haal_teamplaats_weg(groep=groep, team=streek.leiden, aantal=2)
    assert (stand(een), stand(twee)) == ((SignaalStaat.OPEN, 1, 2), (SignaalStaat.GEPLAATST, 2, 0))
    with pytest.raises(DomeinFout, match="1 kind heeft hier een plek"):
        haal_teamplaats_weg(groep=groep, team=streek.leiden, aantal=2, vraag=een.pk)


def test_een_team_dat_weggaat_heeft_zijn_hele_vraag_terug(streek: Streek, groep: Groep) -> None:
    een, twee = maak_signaal(streek, streek.leiden, 3), maak_signaal(streek, streek.leiden, 2)
    neem(groep, streek.leiden, 3, een)
    neem(groep, streek.leiden, 2, twee)
    haal_teamplaats_weg(groep=groep, team=streek.leiden, aantal=5)
    assert (stand(een), stand(twee)) == ((SignaalStaat.OPEN, 0, 3), (SignaalStaat.OPEN, 0, 2))


def test_afgelast_brengt_de_vraag_meteen_terug(streek: Streek, groep: Groep) -> None:
    vraag = maak_signaal(streek, streek.leiden, 5)
    neem(groep, streek.leiden, 3, vraag)
    gevraagd()
    annuleer_groep(groep, "De trainer is ziek.")
    assert stand(vraag) == (SignaalStaat.OPEN, 0, 5)
    assert Groepsvoorstel.objects.get().staat == VoorstelStaat.VERVALLEN
    assert gevraagd() == [Aanleiding.WIJZIGING]


def test_een_plek_die_vrijkomt_vraagt_om_een_berekening(streek: Streek, groep: Groep) -> None:
    rij = meld_aan(groep=groep, naam="N", email="n@voorbeeld.example", leeftijd_kind=9)
    bevestig(token_van(rij))
    assert gevraagd() == []
    meld_af(token_van(rij))
    assert gevraagd() == [Aanleiding.PLEK]


def test_een_plek_voor_de_wachtlijst_vraagt_niets(streek: Streek, groep: Groep) -> None:
    Groep.objects.filter(pk=groep.pk).update(capaciteit=1)
    rijen = [meld_aan(groep=groep, naam=n, email=f"{n}@voorbeeld.example", leeftijd_kind=9) for n in "ab"]
    for rij in rijen:
        bevestig(token_van(rij))
    meld_af(token_van(rijen[0]))
    assert gevraagd() == []


# --- the page -------------------------------------------------------------------------------------------------


def test_de_pagina_vraagt_bij_welke_vraag_en_stelt_voor_wat_past(client: Client, streek: Streek, groep: Groep) -> None:
    vraag = maak_signaal(streek, streek.leiden, 5)
    adres = reverse("aanbod:teamplaats", args=[groep.slug])
    client.force_login(streek.van_leiden)
    pagina = client.get(adres)
    assert "Hoort dit bij jullie vraag?" in tekst(pagina)
    assert "5 kinderen wachten" in tekst(pagina)
    form = pagina.context["form"]
    assert (form["aantal"].value(), form["vraag"].value()) == (5, None)
    invoer = {"team": streek.leiden.pk, "aantal": 4, "sleutel": str(form["sleutel"].value())}
    assert client.post(adres, invoer).status_code == 422
    assert client.post(adres, invoer | {"vraag": vraag.pk}).status_code == 302
    assert stand(vraag) == (SignaalStaat.OPEN, 4, 1)


def test_zonder_passende_vraag_wordt_niets_gevraagd(client: Client, streek: Streek, groep: Groep) -> None:
    maak_signaal(streek, streek.katwijk, 5)
    client.force_login(streek.van_leiden)
    assert "Hoort dit bij" not in tekst(client.get(reverse("aanbod:teamplaats", args=[groep.slug])))


def test_wie_in_een_voorstel_zit_wacht_op_antwoord_en_niet_op_deze_plek(
    client: Client, streek: Streek, groep: Groep
) -> None:
    vraag = maak_signaal(streek, streek.leiden, 5)
    VoorstelFactory(run__regio=streek.regio, interventie=streek.interventie, regels=[(vraag, 5)])
    client.force_login(streek.van_leiden)
    pagina = tekst(client.get(reverse("aanbod:teamplaats", args=[groep.slug])))
    assert "Er is al een voorstel voor 5 kinderen van jullie vraag" in pagina
    assert "Hoort dit bij" not in pagina


def test_teruggeven_vraagt_om_welke_kinderen_als_het_er_meer_kunnen_zijn(
    client: Client, streek: Streek, groep: Groep
) -> None:
    vraag = maak_signaal(streek, streek.leiden, 3)
    adres = reverse("aanbod:teamplaats_terug", args=[groep.slug])
    client.force_login(streek.van_leiden)
    neem(groep, streek.leiden, 3, vraag)
    assert "Om wie gaat het" not in tekst(client.get(adres))
    neem(groep, streek.leiden, 2)
    pagina = client.get(adres)
    assert "Om wie gaat het" in tekst(pagina)
    sleutel = str(pagina.context["form"]["sleutel"].value())
    te_veel = {"team": streek.leiden.pk, "aantal": 3, "vraag": "nee", "sleutel": sleutel}
    assert "Zij hebben hier 2 plekken." in tekst(client.post(adres, te_veel))
    client.post(adres, {"team": streek.leiden.pk, "aantal": 1, "vraag": vraag.pk, "sleutel": sleutel})
    laat_voorbijgaan()
    assert stand(vraag) == (SignaalStaat.OPEN, 2, 1)
