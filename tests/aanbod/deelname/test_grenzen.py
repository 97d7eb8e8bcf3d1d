"""What may no longer be done, or not yet: accept without an offer, give back what is over, publish a number."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from aanbod.deelname.koppeling import token_van
from aanbod.deelname.services.aanmeldingen import accepteer, bevestig, meld_aan, meld_af, rond_kennismaking_af
from aanbod.deelname.services.afgelasten import annuleer_groep
from aanbod.deelname.services.bewaking import _herinner, bewaak
from aanbod.deelname.services.teamplaatsen import haal_teamplaats_weg
from aanbod.enums import Preventievorm
from aanbod.models import Aanmelding, TeamPlaats
from aanbod.workflow import AanmeldingStaat, GroepStaat
from gemeenten.grond.enums import Rol
from marktplein.audit.models import Logregel
from marktplein.basis import klok
from marktplein.basis.fouten import DomeinFout, OvergangFout
from marktplein.mail.models import Bericht
from tests.aanbod.deelname.test_aanmeldpaginas import verstuur
from tests.aanbod.factories import AanmeldingFactory, GroepFactory, InterventieFactory, TeamPlaatsFactory
from tests.aanbod.hulp import als, ga
from tests.gemeenten.factories import TeamFactory, gebruiker_met

A = AanmeldingStaat
OVER = (GroepStaat.AFGEROND, GroepStaat.GEANNULEERD)


def onbevestigde(groep, naam="Noor"):
    return meld_aan(groep=groep, naam=naam, email=f"{naam.lower()}@x.example", leeftijd_kind=8)


def onveranderd(groep, rij, staat, bezet):
    groep.refresh_from_db(), rij.refresh_from_db()
    return (rij.staat, groep.bezet) == (staat, bezet)


# --- only an offered place can be accepted, only an intake rounded off -----------------------------------------


@pytest.mark.parametrize("bezet", [0, 8])
def test_onbevestigd_aannemen_geeft_geen_plek(bezet):
    groep = GroepFactory(capaciteit=8, bezet=bezet)
    rij = onbevestigde(groep)
    with pytest.raises(OvergangFout, match="nog geen plek aangeboden"):
        accepteer(token_van(rij))
    assert onveranderd(groep, rij, A.TE_BEVESTIGEN, bezet)


def test_op_de_wachtlijst_aannemen_geeft_geen_plek(client):
    groep = GroepFactory(capaciteit=1, bezet=1)
    rij = bevestig(token_van(onbevestigde(groep)))
    client.post(reverse("aanbod:aanmelding", args=[token_van(rij)]), {"actie": "accepteer"})
    assert onveranderd(groep, rij, A.WACHTLIJST, 1)


@pytest.mark.parametrize("gaat_door", [True, False])
@pytest.mark.parametrize("staat", [A.TE_BEVESTIGEN, A.WACHTLIJST, A.AANGEBODEN, A.GEPLAATST])
def test_een_kennismaking_afronden_kan_alleen_als_er_een_is(staat, gaat_door):
    groep = GroepFactory(bezet=1)
    rij = AanmeldingFactory(groep=groep, staat=staat)
    with pytest.raises(OvergangFout, match="geen kennismaking"):
        rond_kennismaking_af(rij, gaat_door=gaat_door, door=gebruiker_met(Rol.FACILITAIR))
    assert onveranderd(groep, rij, staat, 1)


# --- what is over stays as it was -----------------------------------------------------------------------------


@pytest.mark.parametrize("staat", OVER)
def test_plekken_van_een_groep_die_voorbij_is_blijven_staan(staat):
    groep, team = GroepFactory(bezet=3, staat=staat), TeamFactory()
    TeamPlaatsFactory(groep=groep, team=team, aantal=3)
    with pytest.raises(DomeinFout, match="voorbij of gaat niet door"):
        haal_teamplaats_weg(groep=groep, team=team, aantal=3)
    groep.refresh_from_db()
    assert (TeamPlaats.objects.get().aantal, groep.bezet) == (3, 3)


def test_terwijl_de_groep_bezig_is_kan_een_team_teruggeven():
    groep, team = GroepFactory(bezet=3, staat=GroepStaat.BEZIG), TeamFactory()
    TeamPlaatsFactory(groep=groep, team=team, aantal=3)
    client = als(Rol.JGT, team=team)
    terug = reverse("aanbod:teamplaats_terug", args=[groep.slug])
    assert terug in ga(client, "groep", groep.slug).content.decode()
    assert "weer open" in client.get(terug).content.decode()
    haal_teamplaats_weg(groep=groep, team=team, aantal=1)
    groep.refresh_from_db()
    assert (TeamPlaats.objects.get().aantal, groep.bezet, groep.staat) == (2, 2, GroepStaat.BEZIG)


@pytest.mark.parametrize("groepstaat", OVER)
@pytest.mark.parametrize("staat", [A.GEPLAATST, A.INTAKE])
def test_afmelden_na_afloop_wordt_geweigerd_en_er_is_geen_knop(client, groepstaat, staat):
    groep = GroepFactory(bezet=1, staat=groepstaat)
    rij = onbevestigde(GroepFactory())
    Aanmelding.objects.filter(pk=rij.pk).update(groep=groep, staat=staat, beslis_voor=None)
    token = token_van(rij)
    with pytest.raises(OvergangFout, match="Afmelden kan niet meer"):
        meld_af(token)
    adres = reverse("aanbod:aanmelding", args=[token])
    assert "Meld mij af" not in client.get(adres).content.decode()
    assert "Afmelden kan niet meer" in client.post(adres, {"actie": "afmelden"}, follow=True).content.decode()
    assert onveranderd(groep, rij, staat, 1)


def test_kennismaking_die_na_afloop_niets_werd_geeft_geen_plek_vrij():
    groep = GroepFactory(bezet=1, staat=GroepStaat.AFGEROND)
    rij = AanmeldingFactory(groep=groep, staat=A.INTAKE)
    with pytest.raises(OvergangFout, match="voorbij"):
        rond_kennismaking_af(rij, gaat_door=False, door=gebruiker_met(Rol.FACILITAIR))
    assert onveranderd(groep, rij, A.INTAKE, 1)


# --- the reason of a cancellation is public -------------------------------------------------------------------


@pytest.mark.parametrize("reden", ["Bel Anna: 06 12345678", "mail anna@voorbeeld.example", "111222333"])
def test_reden_van_afgelasten_zonder_persoonsgegevens(reden):
    groep = GroepFactory()
    with pytest.raises(DomeinFout, match="iedereen kan dit lezen") as fout:
        annuleer_groep(groep, reden)
    assert fout.value.veld == "reden"
    antwoord = als(Rol.FACILITAIR).post(reverse("aanbod:groep_afgelasten", args=[groep.slug]), {"reden": reden})
    pagina = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert "Haal dat weg" in pagina
    assert reden in pagina, "what was typed stays"
    groep.refresh_from_db()
    assert groep.staat == GroepStaat.OPEN


def test_reden_zonder_persoonsgegevens_mag():
    groep = GroepFactory()
    als(Rol.FACILITAIR).post(reverse("aanbod:groep_afgelasten", args=[groep.slug]), {"reden": "De trainer is ziek."})
    groep.refresh_from_db()
    assert (groep.staat, groep.reden_geannuleerd) == (GroepStaat.GEANNULEERD, "De trainer is ziek.")


# --- consent of both parents ----------------------------------------------------------------------------------


@pytest.fixture
def beide():
    return GroepFactory(interventie=InterventieFactory(toestemming_beide_ouders=True))


def test_zonder_toestemming_van_beide_ouders_geen_aanmelding(client, beide):
    pagina = verstuur(client, beide).content.decode()
    assert "Zonder toestemming van beide ouders" in pagina
    assert 'value="Noor"' in pagina
    with pytest.raises(DomeinFout, match="toestemming van beide ouders") as fout:
        onbevestigde(beide)
    assert fout.value.veld == "beide_ouders"
    assert not Aanmelding.objects.exists()


def test_met_toestemming_wel_en_alleen_het_feit_wordt_bewaard(client, beide):
    assert verstuur(client, beide, beide_ouders="on").status_code == 302
    regel = Logregel.objects.get(gebeurtenis="aanmelding.ontvangen")
    assert regel.gegevens["toestemming_beide_ouders"] is True
    assert Aanmelding.objects.get().staat == A.TE_BEVESTIGEN


def test_alleen_zulk_aanbod_vraagt_het(client, beide):
    anders = GroepFactory()
    assert "beide_ouders" in ga(client, "aanmelden", beide.slug).content.decode()
    assert "beide_ouders" not in ga(client, "aanmelden", anders.slug).content.decode()
    assert verstuur(client, anders).status_code == 302
    assert "Bij het aanmelden vragen we" in ga(client, "groep", beide.slug).content.decode()


def test_een_groep_die_teams_vullen_noemt_de_toestemming_maar_geen_formulier(client):
    soort = InterventieFactory(toestemming_beide_ouders=True, preventievorm=Preventievorm.SELECTIEF)
    pagina = ga(client, "groep", GroepFactory(interventie=soort).slug).content.decode()
    assert "Beide ouders (met gezag) geven toestemming." in pagina
    assert "Bij het aanmelden vragen we" not in pagina


# --- reminders ------------------------------------------------------------------------------------------------


@pytest.fixture
def dag_ervoor():
    def reis(groep):
        return time_machine.travel(klok.op(groep.start_op - dt.timedelta(days=1), dt.time(10)))

    return reis


def herinneringen():
    return Bericht.objects.filter(soort="aanbod.herinnering").count()


@pytest.mark.parametrize(
    ("staat", "groepstaat", "verwacht"),
    [
        (A.GEPLAATST, GroepStaat.OPEN, 1),
        (A.INTAKE, GroepStaat.VOL, 1),
        (A.GEANNULEERD, GroepStaat.OPEN, 0),
        (A.GEPLAATST, GroepStaat.GEANNULEERD, 0),
    ],
)
def test_herinnering_kijkt_na_het_slot_nog_eens(dag_ervoor, staat, groepstaat, verwacht):
    """The list was read a moment ago; since then somebody cancelled."""
    groep = GroepFactory(bezet=1, staat=groepstaat)
    rij = AanmeldingFactory(groep=groep, staat=staat)
    with dag_ervoor(groep):
        assert _herinner(rij.pk) is bool(verwacht)
    assert herinneringen() == verwacht


def test_een_herinnering_wordt_een_keer_gemaakt(dag_ervoor):
    groep = GroepFactory(bezet=1)
    AanmeldingFactory(groep=groep)
    with dag_ervoor(groep):
        assert [bewaak()["herinnerd"] for _ in range(3)] == [1, 0, 0]
    assert herinneringen() == 1
