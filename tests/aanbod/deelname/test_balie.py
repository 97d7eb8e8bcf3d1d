"""The desk takes one registration off the list, or erases it: the place goes on, the history keeps no person."""

import uuid
from functools import partial

import pytest
from django.test import Client
from django.urls import reverse

from aanbod.deelname.koppeling import token_van
from aanbod.deelname.services.aanmeldingen import bevestig, meld_aan
from aanbod.deelname.services.balie import annuleer_aanmelding, wis_aanmelding
from aanbod.models import Aanmelding, Groep
from aanbod.workflow import HOUDT_PLEK, AanmeldingStaat, GroepStaat
from gemeenten.grond.enums import Rol
from marktplein.audit.models import Logregel
from marktplein.basis.fouten import NietToegestaan, OvergangFout
from marktplein.mail.models import Bericht
from tests.aanbod.factories import GroepFactory
from tests.gemeenten.factories import gebruiker_met
from tests.vraag.hulp import tegelijk

A = AanmeldingStaat
NAAM, ADRES = "Fenna Wisselink", "fenna@x.example"


@pytest.fixture
def balie():
    return gebruiker_met(Rol.FACILITAIR)


def bevestigd(groep: Groep, naam: str = NAAM, email: str = ADRES) -> Aanmelding:
    rij = meld_aan(groep=groep, naam=naam, email=email, telefoon="0612345678", leeftijd_kind=8)
    return bevestig(token_van(rij))


@pytest.fixture
def vol(db):
    """A group of one: somebody has the place, somebody waits."""
    groep = GroepFactory(capaciteit=1, bezet=0)
    return groep, bevestigd(groep), bevestigd(groep, "Wacht Even", "wacht@x.example")


def test_annuleren_geeft_de_plek_door_en_meldt_het(vol, balie):
    groep, met_plek, wacht = vol
    annuleer_aanmelding(met_plek, reden="gevraagd", door=balie)
    met_plek.refresh_from_db()
    wacht.refresh_from_db()
    groep.refresh_from_db()
    assert (met_plek.staat, wacht.staat, groep.bezet) == (A.GEANNULEERD, A.AANGEBODEN, 1)
    assert Bericht.objects.get(soort="aanbod.afgemeld_door_balie").aan == ADRES
    regel = Logregel.objects.get(gebeurtenis="aanmelding.geannuleerd")
    assert (regel.door, regel.gegevens["reden"]) == (balie, "gevraagd")


@pytest.mark.parametrize("met_bericht", [False, True])
def test_wissen_laat_niets_van_de_persoon_over(vol, balie, met_bericht):
    _, met_plek, wacht = vol
    wis_aanmelding(met_plek, reden="gevraagd", met_bericht=met_bericht, door=balie)
    met_plek.refresh_from_db()
    wacht.refresh_from_db()
    assert (met_plek.naam, met_plek.email, met_plek.telefoon, met_plek.leeftijd_kind) == ("", "", "", None)
    assert (met_plek.staat, wacht.staat) == (A.GEANNULEERD, A.AANGEBODEN)
    over = Bericht.objects.filter(aan=ADRES).values_list("soort", flat=True)
    assert list(over) == (["aanbod.gegevens_gewist"] if met_bericht else [])
    assert not Bericht.objects.exclude(soort="aanbod.gegevens_gewist").filter(tekst__contains=NAAM).exists()
    regel = Logregel.objects.get(gebeurtenis="aanmelding.gewist")
    assert (regel.door, regel.gegevens["reden"]) == (balie, "gevraagd")
    for gegevens in Logregel.objects.values_list("gegevens", flat=True):
        assert NAAM not in str(gegevens)
        assert ADRES not in str(gegevens)


def test_wissen_na_afloop_verandert_niet_wie_er_een_plek_had(vol, balie):
    groep, met_plek, _ = vol
    Groep.objects.filter(pk=groep.pk).update(staat=GroepStaat.AFGEROND)
    wis_aanmelding(met_plek, reden="niet_nodig", door=balie)
    met_plek.refresh_from_db()
    groep.refresh_from_db()
    assert (met_plek.staat, met_plek.naam, groep.bezet) == (A.GEPLAATST, "", 1)


def test_een_tweede_keer_doet_niets_en_zegt_dat(vol, balie):
    _, met_plek, _ = vol
    sleutel = uuid.uuid4()
    for _ in range(2):
        annuleer_aanmelding(met_plek, reden="dubbel", door=balie, sleutel=sleutel)
    assert Bericht.objects.filter(soort="aanbod.afgemeld_door_balie").count() == 1
    with pytest.raises(OvergangFout):
        annuleer_aanmelding(met_plek, reden="dubbel", door=balie, sleutel=uuid.uuid4())
    wis_aanmelding(met_plek, reden="vergissing", door=balie)
    with pytest.raises(OvergangFout):
        wis_aanmelding(met_plek, reden="vergissing", door=balie)


@pytest.mark.parametrize("rol", [Rol.BEHEER, Rol.TRAINER, Rol.JGT, Rol.KCC])
def test_alleen_het_facilitair_team(vol, rol):
    wie = gebruiker_met(rol)
    for doe in (partial(annuleer_aanmelding, reden="gevraagd"), partial(wis_aanmelding, reden="gevraagd")):
        with pytest.raises(NietToegestaan):
            doe(vol[1], door=wie)
    assert Aanmelding.objects.filter(naam=NAAM, staat=A.GEPLAATST).exists()


def test_een_andere_reden_met_hetzelfde_formulier_verandert_niets_en_zegt_dat(vol, balie):
    groep, met_plek, _ = vol
    klant, sleutel = Client(), str(uuid.uuid4())
    klant.force_login(balie)
    for naam, wat, anders in (("annuleren", "geannuleerd", "dubbel"), ("wissen", "gewist", "vergissing")):
        adres = reverse(f"aanbod:aanmelding_{naam}", args=[groep.slug, met_plek.pk])
        klant.post(adres, {"reden": "gevraagd", "sleutel": sleutel})
        regels = Logregel.objects.filter(gebeurtenis__startswith="aanmelding.").count()
        weer = klant.post(adres, {"reden": anders, "sleutel": sleutel}, follow=True)
        assert f"Je hebt met dit formulier al een aanmelding {wat}. Er is nu niets veranderd." in weer.content.decode()
        assert Logregel.objects.filter(gebeurtenis__startswith="aanmelding.").count() == regels


def test_de_bladzijden_vragen_eerst_waarom(vol, balie):
    groep, met_plek, _ = vol
    klant = Client()
    klant.force_login(balie)
    lijst = reverse("aanbod:aanmeldingen", args=[groep.slug])
    for naam, tekst in (("annuleren", "Dat is afgemeld"), ("wissen", "zijn gewist")):
        adres = reverse(f"aanbod:aanmelding_{naam}", args=[groep.slug, met_plek.pk])
        assert adres in klant.get(lijst).content.decode()
        pagina = klant.get(adres)
        assert NAAM in pagina.content.decode()
        assert klant.post(adres, {}).status_code == 422
        sleutel = str(pagina.context["form"]["sleutel"].value())
        antwoord = klant.post(adres, {"reden": "gevraagd", "sleutel": sleutel}, follow=True)
        assert antwoord.redirect_chain[-1][0] == lijst
        assert tekst in antwoord.content.decode()
        assert klant.get(adres)["Location"] == lijst
    assert NAAM not in klant.get(lijst).content.decode()


@pytest.mark.django_db(transaction=True)
def test_annuleren_en_wissen_tegelijk_geeft_de_plek_een_keer_vrij():
    groep, wie = GroepFactory(capaciteit=3, bezet=0), gebruiker_met(Rol.FACILITAIR)
    rij = bevestigd(groep)
    for n in range(4):
        bevestigd(groep, f"Ouder {n}", f"o{n}@x.example")
    uitkomst = tegelijk(
        partial(annuleer_aanmelding, rij, reden="gevraagd", door=wie),
        partial(wis_aanmelding, rij, reden="gevraagd", door=wie),
        partial(annuleer_aanmelding, rij, reden="dubbel", door=wie),
    )
    fouten = [u for u in uitkomst if isinstance(u, Exception)]
    assert all(isinstance(f, OvergangFout) for f in fouten), fouten
    groep.refresh_from_db()
    assert groep.bezet == 3 == Aanmelding.objects.filter(staat__in=HOUDT_PLEK).count()
    assert Aanmelding.objects.filter(staat=A.AANGEBODEN).count() == 1
    assert Aanmelding.objects.get(pk=rij.pk).naam == ""
