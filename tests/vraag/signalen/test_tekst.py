"""A text in which a name slipped goes at any time; history keeps that it happened, and old texts go by themselves."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from facilitair import tekst as facilitair_tekst
from facilitair.models import Reservering, Taak, TaakGebeurtenis
from facilitair.taken.services.van_groep import TE_WEINIG
from facilitair.workflow import TaakSoort, TaakStaat
from gemeenten.grond.enums import Rol
from marktplein.audit.models import Logregel
from marktplein.basis import klok
from marktplein.basis.fouten import NietToegestaan
from tests.facilitair.factories import ReserveringFactory, TaakFactory
from tests.gemeenten.factories import TeamFactory, gebruiker_met
from tests.vraag.factories import SignaalFactory, VoorstelFactory
from vraag.models import Besluit, Reeks, Scenario, Signaal, Toezegging
from vraag.reeksen.tekst import wis_reden_van_reeks
from vraag.signalen.tekst import wis_oude_teksten, wis_reden, wis_tekst
from vraag.wat_als.tekst import wis_naam
from vraag.workflow import SignaalStaat, VoorstelStaat

NAAM = "Thijs wordt gepest"


def met_tekst(**velden: object) -> Signaal:
    return SignaalFactory(vraag=NAAM, opmerking=NAAM, **velden)


@pytest.mark.parametrize("staat", list(SignaalStaat))
def test_in_elke_staat_kan_de_tekst_weg(staat: SignaalStaat) -> None:
    signaal = met_tekst(staat=staat, reden_ingetrokken=NAAM)
    team, beheer = gebruiker_met(Rol.JGT, team=signaal.team), gebruiker_met(Rol.BEHEER)
    assert wis_tekst(signaal, door=team)
    assert not wis_tekst(signaal, door=beheer), "a second time there is nothing"
    na = Signaal.objects.get(pk=signaal.pk)
    assert (na.vraag, na.opmerking, na.reden_ingetrokken, na.staat) == ("", "", "", staat)
    assert na.versie == signaal.versie + 1, "a form that was open does not bring it back"
    regel = Logregel.objects.get(gebeurtenis="signaal.tekst_gewist")
    assert regel.door == team
    assert NAAM not in str(regel.gegevens)


@pytest.mark.parametrize("rol", [Rol.JGT, Rol.AANSPREEKPUNT, Rol.FACILITAIR])
def test_een_ander_wist_niets(client: Client, rol: Rol) -> None:
    signaal = met_tekst()
    plek = {"team": TeamFactory()} if rol == Rol.JGT else {"gemeente": signaal.team.gemeente}
    wie = gebruiker_met(rol, **({} if rol == Rol.FACILITAIR else plek))
    with pytest.raises(NietToegestaan):
        wis_tekst(signaal, door=wie)
    client.force_login(wie)
    assert client.post(reverse("vraag:signaal_tekst_wissen", args=[signaal.pk])).status_code == 404
    assert Signaal.objects.get(pk=signaal.pk).opmerking == NAAM


def test_de_bladzijde_vraagt_het_eerst_en_de_beheerder_leest_niets(client: Client) -> None:
    signaal = met_tekst()
    adres = reverse("vraag:signaal_tekst_wissen", args=[signaal.pk])
    client.force_login(gebruiker_met(Rol.JGT, team=signaal.team))
    assert adres in client.get(reverse("vraag:signaal", args=[signaal.pk])).content.decode()
    client.force_login(gebruiker_met(Rol.BEHEER))
    assert NAAM not in client.get(adres).content.decode()
    assert client.post(adres).status_code == 302
    assert not Signaal.objects.get(pk=signaal.pk).heeft_tekst


def test_ook_de_reden_van_een_antwoord() -> None:
    signaal = SignaalFactory()
    voorstel = VoorstelFactory(run__regio=signaal.regio, regels=[(signaal, 2)])
    toezegging = voorstel.toezeggingen.filter(team=signaal.team).get()
    Toezegging.objects.filter(pk=toezegging.pk).update(reden=NAAM)
    with pytest.raises(NietToegestaan):
        wis_reden(toezegging, door=gebruiker_met(Rol.JGT, team=TeamFactory()))
    assert wis_reden(toezegging, door=gebruiker_met(Rol.JGT, team=signaal.team))
    assert Toezegging.objects.get(pk=toezegging.pk).reden == ""


def test_een_taak_en_een_reservering(client: Client) -> None:
    taak, boeking = TaakFactory(uitleg=NAAM), ReserveringFactory(omschrijving=NAAM)
    TaakGebeurtenis.objects.create(taak=taak, naar=TaakStaat.NIEUW, tekst=NAAM)
    client.force_login(gebruiker_met(Rol.BEHEER))
    for naam, ding in (("taak", taak), ("reservering", boeking)):
        adres = reverse(f"facilitair:{naam}_tekst_wissen", args=[ding.pk])
        assert NAAM not in client.get(adres).content.decode()
        assert client.post(adres).status_code == 302
        assert Logregel.objects.filter(gebeurtenis=f"{naam}.tekst_gewist").count() == 1
    assert Taak.objects.get(pk=taak.pk).uitleg == ""
    assert not TaakGebeurtenis.objects.exclude(tekst="").exists()
    assert Reservering.objects.get(pk=boeking.pk).omschrijving == ""


def test_de_titel_van_een_zelf_gemaakte_taak() -> None:
    """It may not be empty in a list; what the house itself called a task is no secret."""
    facilitair = gebruiker_met(Rol.FACILITAIR)
    zelf, van_ons = TaakFactory(titel=NAAM), TaakFactory(titel="Regel een zaal", soort=TaakSoort.ZAAL, uitleg=NAAM)
    te_weinig = TaakFactory(titel=TE_WEINIG)
    assert facilitair_tekst.wis_taaktekst(zelf, door=facilitair)
    assert not facilitair_tekst.wis_taaktekst(zelf, door=facilitair)
    facilitair_tekst.wis_taaktekst(van_ons, door=facilitair)
    facilitair_tekst.wis_taaktekst(te_weinig, door=facilitair)
    titels = dict(Taak.objects.values_list("pk", "titel"))
    assert titels == {zelf.pk: "Taak zonder titel", van_ons.pk: "Regel een zaal", te_weinig.pk: TE_WEINIG}
    assert Logregel.objects.filter(gebeurtenis="taak.tekst_gewist").count() == 3


def test_een_reservering_wijst_de_weg(client: Client) -> None:
    boeking = ReserveringFactory(omschrijving=NAAM)
    client.force_login(gebruiker_met(Rol.FACILITAIR))
    pagina = client.get(reverse("facilitair:reservering", args=[boeking.pk])).content.decode()
    assert reverse("facilitair:reservering_tekst_wissen", args=[boeking.pk]) in pagina


def test_de_naam_van_een_scenario_en_de_reden_van_een_reeks(client: Client) -> None:
    signaal = SignaalFactory()
    gemeente = signaal.team.gemeente
    aanspreekpunt, beheer = gebruiker_met(Rol.AANSPREEKPUNT, gemeente=gemeente), gebruiker_met(Rol.BEHEER)
    scenario = Scenario.objects.create(
        regio=gemeente.regio, naam=NAAM, eigenaar=aanspreekpunt, gevraagd_op=klok.nu(), wijzigingen=[]
    )
    velden = {"regio": gemeente.regio, "gemeente": gemeente, "interventie": signaal.interventie, "reden": NAAM}
    nee = Reeks.objects.create(seizoen=1, besluit=Besluit.AFGEWEZEN, **velden)
    ja = Reeks.objects.create(seizoen=2, besluit=Besluit.AANVAARD, start_maand=3, **velden)
    with pytest.raises(NietToegestaan):
        wis_naam(scenario, door=gebruiker_met(Rol.AANSPREEKPUNT, gemeente=gemeente))
    with pytest.raises(NietToegestaan):
        wis_reden_van_reeks(nee, door=gebruiker_met(Rol.GEMEENTEBEHEER, gemeente=gemeente))
    client.force_login(aanspreekpunt)
    adres = reverse("vraag:scenario_tekst_wissen", args=[scenario.pk])
    assert adres in client.get(reverse("vraag:scenario", args=[scenario.pk])).content.decode()
    assert client.post(adres).status_code == 302
    client.force_login(beheer)
    for reeks in (nee, ja):
        adres = reverse("vraag:reeks_tekst_wissen", args=[reeks.pk])
        assert NAAM not in client.get(adres).content.decode()
        assert client.post(adres).status_code == 302
        assert not wis_reden_van_reeks(reeks, door=beheer), "a second time there is nothing"
    assert Scenario.objects.get(pk=scenario.pk).naam == "Scenario zonder naam"
    assert [r.reden for r in Reeks.objects.order_by("seizoen")] == ["De reden is gewist.", ""]
    gebeurd = Logregel.objects.filter(gebeurtenis__endswith="tekst_gewist")
    assert sorted(gebeurd.values_list("gebeurtenis", flat=True)) == [
        "reeks.tekst_gewist", "reeks.tekst_gewist", "scenario.tekst_gewist",
    ]  # fmt: skip


def test_oude_teksten_gaan_vanzelf_weg(settings: object) -> None:
    lang_geleden = klok.nu() - dt.timedelta(days=120)
    oud, pas, loopt = met_tekst(staat="ingetrokken"), met_tekst(staat="verlopen"), met_tekst(staat="open")
    signaal = SignaalFactory()
    voorstel = VoorstelFactory(run__regio=signaal.regio, regels=[(signaal, 2)], staat=VoorstelStaat.AFGEWEZEN)
    voorstel.toezeggingen.update(reden=NAAM)
    Signaal.objects.filter(pk__in=[oud.pk, loopt.pk]).update(gewijzigd_op=lang_geleden)
    type(voorstel).objects.filter(pk=voorstel.pk).update(gewijzigd_op=lang_geleden)
    assert wis_oude_teksten() >= 2
    assert wis_oude_teksten() == 0
    over = set(Signaal.objects.exclude(opmerking="").values_list("pk", flat=True))
    assert over == {pas.pk, loopt.pk}
    assert not voorstel.toezeggingen.exclude(reden="").exists()

    klaar, open_ = TaakFactory(uitleg=NAAM, staat=TaakStaat.KLAAR), TaakFactory(uitleg=NAAM)
    Taak.objects.update(gewijzigd_op=lang_geleden)
    TaakGebeurtenis.objects.create(taak=klaar, naar=TaakStaat.KLAAR, tekst=NAAM)
    assert facilitair_tekst.wis_oude_teksten() == 3, "explanation, title and remark"
    assert list(Taak.objects.exclude(uitleg="").values_list("pk", flat=True)) == [open_.pk]
