"""News about a thing that is over does not count at the bell, and says so: the same for every kind of message."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from aanbod.groepen.overgroep import OverGroep
from aanbod.workflow import AanvraagStaat, GroepStaat, InterventieStaat
from facilitair.taken.berichten import TaakToegewezen
from facilitair.workflow import TaakStaat
from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Team
from marktplein.accounts.models import User
from marktplein.basis import klok
from marktplein.mail import bel
from marktplein.mail.bericht import Mailbericht, Voor, register
from marktplein.mail.meldingen import ZONDER_BEL, pad_in
from marktplein.mail.models import Bericht, Melding
from tests.aanbod.factories import AanbiederAanvraagFactory, GroepFactory, InterventieFactory
from tests.facilitair.factories import RuimteFactory, TaakFactory
from tests.gemeenten.factories import gebruiker_met
from tests.mail.hulp import mail_van_de_dag
from tests.mail.voorbeelden import voorbeeld
from tests.vraag.factories import SignaalFactory, VoorstelFactory
from vraag.models import Groepsvoorstel, Signaal, Toezegging
from vraag.voorstellen.berichten import NieuwVoorstel
from vraag.voorstellen.stand import Stand as Waar
from vraag.voorstellen.wanneer import zet_vanaf
from vraag.workflow import Antwoord, SignaalStaat, VoorstelStaat

pytestmark = pytest.mark.django_db
# What is told of these is news whatever comes after: a right, an ending, a decision, something about the account; or it
# leads to no single thing that could be over: a list to look through, or a secret link, which no bell keeps.
BLIJFT_NIEUWS = {
    "aanbod.bevestig_aanbod",
    "aanbod.gaat_niet_door_collega",
    "gemeenten.beheerrecht",
    "gemeenten.inlogpiek",
    "gemeenten.rol_uitgedeeld",
    "kaart.na_te_kijken",
    "kaart.voorstel_beslist",
    "signaal.verlopen",
    "voorstel.gaat_niet_door",
    "voorstel.trainer_niet_nodig",
}


@pytest.fixture
def collega(team: Team) -> User:
    return gebruiker_met(Rol.JGT, team=team)


@pytest.mark.puur
def test_elke_soort_zegt_wanneer_zij_voorbij_is_of_blijft_nieuws() -> None:
    aan_de_bel = {naam: s for naam, s in register().items() if s.voor.werkt_hier and not naam.startswith(ZONDER_BEL)}
    stil = {naam for naam, s in aan_de_bel.items() if s.voorbij.__func__ is Mailbericht.voorbij.__func__}  # type: ignore[attr-defined]
    assert stil - {naam for naam, s in aan_de_bel.items() if s.voor == Voor.ACCOUNT} == BLIJFT_NIEUWS


def hang_op(user: User, soort: str, pad: str) -> Melding:
    return Melding.objects.create(persoon=user, soort=soort, onderwerp="Bericht", pad=pad)


def _eindigt(staat: str) -> Callable[[Groepsvoorstel], object]:
    return lambda v: Groepsvoorstel.objects.filter(pk=v.pk).update(staat=staat)


def _zegt(antwoord: str) -> Callable[[Groepsvoorstel], object]:
    return lambda v: Toezegging.objects.filter(voorstel=v).update(antwoord=antwoord)


@pytest.mark.parametrize(
    ("soort", "gebeurt", "woorden"),
    [
        ("voorstel.nieuw", _eindigt(VoorstelStaat.INGEHAALD), "Ingehaald door een beter plan"),
        ("voorstel.nieuw", _eindigt(VoorstelStaat.GEPLAND), "Gepland"),
        ("voorstel.nieuw", _zegt(Antwoord.JA), "Beantwoord met ja"),
        ("voorstel.nieuw", lambda v: v.toezeggingen.all().delete(), "Niet meer aan jou gevraagd"),
        ("voorstel.trainer", _eindigt(VoorstelStaat.VERVALLEN), "Vervallen"),
        ("voorstel.kleiner", _eindigt(VoorstelStaat.AFGEWEZEN), "Afgewezen"),
    ],
)
def test_een_voorstel_dat_voorbij_is(
    client: Client, team: Team, collega: User, soort: str, gebeurt: Callable[[Groepsvoorstel], object], woorden: str
) -> None:
    voorstel = VoorstelFactory(regels=[(SignaalFactory(team=team), 5)])
    Toezegging.objects.get_or_create(voorstel=voorstel, team=team)
    hang_op(collega, soort, reverse("vraag:voorstel", args=[voorstel.pk]))
    assert bel.ongelezen(collega) == 1
    gebeurt(voorstel)

    client.force_login(collega)
    antwoord = client.get("/meldingen/")
    rij = antwoord.content.decode().split("data-rij")[1].split("</li>")[0]
    assert antwoord.context["ongelezen"] == 0
    assert woorden in rij
    assert "Voorbij" in rij
    assert "Nieuw:" not in rij
    assert Melding.objects.get().gelezen_op is None, "looking marks nothing"


@pytest.mark.parametrize("soort", ["signaal.verloopt", "signaal.aansluiting", "vraag.bijna"])
def test_een_vraag_die_er_niet_meer_is(team: Team, collega: User, soort: str) -> None:
    signaal = SignaalFactory(team=team, verloopt_op=klok.vandaag() + dt.timedelta(days=10))
    hang_op(
        collega, soort, reverse("vraag:aansluiten" if soort == "vraag.bijna" else "vraag:signaal", args=[signaal.pk])
    )
    assert bel.ongelezen(collega) == 1
    Signaal.objects.update(staat=SignaalStaat.INGETROKKEN)
    assert set(bel.voorbij(collega, Melding.objects.all()).values()) == {"Ingetrokken"}


def test_een_vraag_die_een_collega_verlengde(team: Team, collega: User) -> None:
    signaal = SignaalFactory(team=team, verloopt_op=klok.vandaag() + dt.timedelta(days=10))
    hang_op(collega, "signaal.verloopt", reverse("vraag:signaal", args=[signaal.pk]))
    Signaal.objects.update(verloopt_op=klok.vandaag() + dt.timedelta(days=180))
    assert bel.ongelezen(collega) == 0


@pytest.mark.parametrize("soort", ["voorstel.gepland", "facilitair.zaal_gekozen"])
def test_een_groep_die_voorbij_is(collega: User, soort: str) -> None:
    groep = GroepFactory()
    hang_op(collega, soort, reverse("aanbod:groep", args=[groep.slug]))
    assert bel.ongelezen(collega) == 1
    type(groep).objects.update(staat=GroepStaat.AFGEROND)
    assert set(bel.voorbij(collega, Melding.objects.all()).values()) == {"Afgerond"}


@pytest.mark.parametrize(
    ("soort", "loopt", "gedaan", "blijft"),
    [
        (
            "aanbod.naar_redactie",
            InterventieStaat.VOORGELEGD,
            InterventieStaat.GEPUBLICEERD,
            InterventieStaat.VOORGELEGD,
        ),
        ("aanbod.van_redactie", InterventieStaat.VRAAG, InterventieStaat.VOORGELEGD, InterventieStaat.GEPUBLICEERD),
    ],
)
def test_aanbod_waar_de_redactie_naar_keek(collega: User, soort: str, loopt: str, gedaan: str, blijft: str) -> None:
    aanbod = InterventieFactory()
    melding = hang_op(collega, soort, reverse("aanbod:interventie_redactie", args=[aanbod.slug]))
    for staat, woorden in ((loopt, []), (gedaan, [str(InterventieStaat(gedaan).label)]), (blijft, [])):
        type(aanbod).objects.filter(pk=aanbod.pk).update(staat=staat)
        assert list(bel.voorbij(collega, [melding]).values()) == woorden


def test_een_organisatie_waar_de_redactie_naar_keek(collega: User) -> None:
    aanvraag = AanbiederAanvraagFactory(staat=AanvraagStaat.VOORGELEGD)
    melding = hang_op(collega, "aanbod.naar_redactie", reverse("aanbod:redactie_aanvraag", args=[aanvraag.pk]))
    assert not bel.voorbij(collega, [melding])
    type(aanvraag).objects.update(staat=AanvraagStaat.AFGEWEZEN)
    assert bel.voorbij(collega, [melding]) == {melding.pk: "Afgewezen"}


@pytest.mark.parametrize("soort", sorted(naam for naam, s in register().items() if issubclass(s, OverGroep)))
def test_over_een_groep_wijst_naar_haar_pagina(soort: str) -> None:
    """Also where the words name the file for a calendar first."""
    bericht = voorbeeld(register()[soort])
    assert isinstance(bericht, OverGroep)
    assert pad_in(bericht.pagina()) == reverse("aanbod:groep", args=[bericht.groep.slug])
    assert bericht.pagina() in bericht.schrijf()[1]


def test_een_taak_die_klaar_is_of_van_een_ander() -> None:
    ik, ander = gebruiker_met(Rol.FACILITAIR), gebruiker_met(Rol.FACILITAIR)
    taak = TaakFactory(toegewezen_aan=ik)
    melding = hang_op(ik, "facilitair.taak_toegewezen", reverse("facilitair:taak", args=[taak.pk]))
    assert bel.ongelezen(ik) == 1
    for velden, woorden in (
        ({"toegewezen_aan": ander}, "Een collega heeft deze taak nu"),
        ({"toegewezen_aan": None}, "Teruggegeven"),
        ({"staat": TaakStaat.KLAAR}, "Klaar"),
    ):
        type(taak).objects.update(**velden)
        assert bel.voorbij(ik, [melding]) == {melding.pk: woorden}


def test_wat_loopt_en_wat_nergens_over_gaat_telt_gewoon(collega: User) -> None:
    for soort, pad in (("voorstel.gaat_niet_door", "/vraag/voorstellen/1/"), ("voorstel.nieuw", ""), ("weg", "/weg/")):
        hang_op(collega, soort, pad)
    assert bel.ongelezen(collega) == 3


def test_de_bel_vraagt_niet_meer_bij_meer_meldingen(team: Team, collega: User, django_assert_num_queries) -> None:
    voorstellen = [VoorstelFactory(regels=[(SignaalFactory(team=team), 5)]) for _ in range(6)]
    for voorstel in voorstellen:
        hang_op(collega, "voorstel.nieuw", reverse("vraag:voorstel", args=[voorstel.pk]))
    bel.ongelezen(collega)
    with django_assert_num_queries(3):
        bel.ongelezen(collega)


def test_een_melding_gaat_over_het_eigen_voorstel_en_niet_over_een_ander_dat_erin_genoemd_wordt(
    team: Team, collega: User
) -> None:
    ander = VoorstelFactory(ruimte=RuimteFactory(), regels=[(SignaalFactory(team=team), 5)])
    nieuw = VoorstelFactory(run=ander.run, ruimte=RuimteFactory(), regels=[(SignaalFactory(team=team), 4)])
    zet_vanaf([nieuw])
    NieuwVoorstel(nieuw, [collega.email], [ander], stand=Waar({ander: 5})).zet_klaar()
    assert f"{settings.SITE_URL}/vraag/voorstellen/{ander.pk}/" in Bericht.objects.get().tekst
    assert Melding.objects.get().pad == f"/vraag/voorstellen/{nieuw.pk}/"


def test_de_mail_van_de_dag_laat_weg_wat_intussen_voorbij_is() -> None:
    ik, ander = gebruiker_met(Rol.FACILITAIR), gebruiker_met(Rol.FACILITAIR)
    klaar, open_ = TaakFactory(toegewezen_aan=ik), TaakFactory(toegewezen_aan=ik)
    for taak in (klaar, open_):
        TaakToegewezen(taak, ander).zet_klaar()
    type(klaar).objects.filter(pk=klaar.pk).update(staat=TaakStaat.KLAAR)
    assert mail_van_de_dag() == 1
    mail = Bericht.objects.get(soort="mail.dag")
    assert mail.onderwerp == "1 taak voor jou"
    assert f"/facilitair/taken/{klaar.pk}/" not in mail.tekst
    assert f"/facilitair/taken/{open_.pk}/" in mail.tekst
