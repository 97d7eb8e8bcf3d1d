"""What an accepted standing series does: its teams are asked each year, and the contact sees who answered."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from aanbod.models import Interventie
from aanbod.workflow import InterventieStaat
from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Gemeente, Team
from marktplein.basis import klok
from marktplein.basis.mensen import Voor
from tests.aanbod.factories import InterventieFactory
from tests.gemeenten.factories import GemeenteFactory, TeamFactory, gebruiker_met
from tests.opmaak import zonder_opmaak
from tests.vraag.factories import SignaalFactory, formulier_van
from tests.vraag.hulp import tekst
from tests.vraag.reeksen.hulp import adres, gevonden, vraag
from vraag.models import Reeks, Signaal
from vraag.reeksen.selectors import oproepen, oproepen_voor, teams_van, volgende_start
from vraag.reeksen.services import Terugkeer, beslis, draai_terug


@pytest.fixture
def team(hier: Gemeente) -> Team:
    return TeamFactory(gemeente=hier, naam="JGT Hier")


@pytest.fixture
def collega(team: Team) -> Any:
    return gebruiker_met(Rol.JGT, team=team)


@pytest.fixture
def reeks(terugkeer: Terugkeer, aanspreekpunt: Any) -> Reeks:
    """Each year in January: on 23 November the call has run since 2 October."""
    return beslis(terugkeer, besluit="aanvaard", start_maand=1, reden="", door=aanspreekpunt)


@pytest.mark.parametrize(
    ("maand", "begint"), [(11, dt.date(2026, 11, 1)), (12, dt.date(2026, 12, 1)), (10, dt.date(2027, 10, 1))]
)
def test_wanneer_een_reeks_weer_begint(maand: int, begint: dt.date) -> None:
    assert volgende_start(maand) == begint


def test_het_team_krijgt_een_regel_en_een_ingevuld_formulier(
    client: Client, team: Team, collega: Any, reeks: Reeks
) -> None:
    client.force_login(collega)
    start = tekst(client.get("/start/"))
    assert "Vaste reeksen die binnenkort beginnen" in start
    assert "Plaats je vraag: Rots en water, in januari" in start
    assert "Het jaar ervoor vroeg je team 6 kinderen." in start
    hier_heen = f"{reverse('vraag:signaal_nieuw')}?reeks={reeks.pk}&team={team.pk}"
    assert hier_heen.replace("&", "&amp;") in start

    pagina = client.get(hier_heen)
    form = pagina.context["form"]
    assert {naam: form[naam].value() for naam in ("aantal", "interventie", "vroegste_start", "dagdelen")} == {
        "aantal": 6, "interventie": reeks.interventie_id, "vroegste_start": dt.date(2027, 1, 1), "dagdelen": [7],
    }  # fmt: skip
    assert "Voor de vaste reeks die begint in januari 2027." in tekst(pagina)

    gepost = formulier_van(team, reeks.interventie, aantal="5", vroegste_start="2027-01-01")
    client.post(hier_heen, gepost)
    assert Signaal.objects.filter(aantal=5, vroegste_start=dt.date(2027, 1, 1)).exists()
    start = tekst(client.get("/start/"))
    assert "Plaats je vraag: Rots en water" not in start
    assert "Je team vroeg 5 kinderen." in start


def test_meer_dan_in_een_groep_past_mag_verdeeld(client: Client, team: Team, collega: Any, reeks: Reeks) -> None:
    vraag(team.gemeente, reeks.interventie, 2026, aantal=reeks.interventie.groep_max)
    client.force_login(collega)
    form = client.get(reverse("vraag:signaal_nieuw"), {"reeks": reeks.pk, "team": team.pk}).context["form"]
    assert (form["aantal"].value(), form["splitsbaar"].value()) == (6 + reeks.interventie.groep_max, True)


@pytest.mark.parametrize(("maand", "loopt"), [(2, True), (3, False), (11, True), (10, False)])
def test_de_oproep_begint_drie_maanden_ervoor(terugkeer: Terugkeer, collega: Any, maand: int, loopt: bool) -> None:
    aanvaard = gebruiker_met(Rol.AANSPREEKPUNT, gemeente=terugkeer.gemeenten[0])
    beslis(terugkeer, besluit="aanvaard", start_maand=maand, reden="", door=aanvaard)
    assert bool(oproepen_voor(collega)) is loopt


def test_een_team_dat_niet_eerder_vroeg_wordt_ook_gevraagd(client: Client, hier: Gemeente, reeks: Reeks) -> None:
    nieuw = TeamFactory(gemeente=hier)
    user = gebruiker_met(Rol.JGZ, team=nieuw)
    (oproep,) = oproepen_voor(user)
    assert (oproep.verwacht, oproep.gevraagd) == (0, 0)
    client.force_login(user)
    form = client.get(reverse("vraag:signaal_nieuw"), {"reeks": reeks.pk, "team": nieuw.pk}).context["form"]
    assert (form["interventie"].value(), form["aantal"].value()) == (reeks.interventie_id, None)


def test_wie_er_niets_mee_te_maken_heeft_ziet_niets(client: Client, hier: Gemeente, team: Team, reeks: Reeks) -> None:
    buur = TeamFactory(gemeente=GemeenteFactory(naam="Buur", subregio="Duin", regio=hier.regio))
    vreemd = gebruiker_met(Rol.JGT, team=buur)
    assert oproepen_voor(vreemd) == []
    client.force_login(vreemd)
    for pk in (team.pk, buur.pk, "x"):
        pagina = client.get(reverse("vraag:signaal_nieuw"), {"reeks": reeks.pk, "team": pk})
        assert "vaste reeks" not in tekst(pagina)
        assert pagina.context["form"]["interventie"].value() is None


def test_een_reeks_van_de_subregio_vraagt_elk_team_daarin(hier: Gemeente, team: Team, training: Interventie) -> None:
    buur = GemeenteFactory(naam="Buur", subregio="Duin")
    for gemeente in (hier, buur):
        vraag(gemeente, training, 2025, 2026, aantal=4)
    derde = TeamFactory(gemeente=GemeenteFactory(naam="Derde", subregio="Duin"))
    ver = TeamFactory(gemeente=GemeenteFactory(naam="Ver", subregio="Bos"))
    (t,) = gevonden(hier)
    beslis(t, besluit="aanvaard", start_maand=1, reden="", door=gebruiker_met(Rol.AANSPREEKPUNT, gemeente=buur))
    gevraagd = {
        t.naam: [o.verwacht for o in oproepen_voor(gebruiker_met(Rol.JGT, team=t))]
        for t in (team, buur.teams.get(), derde, ver)
    }
    assert gevraagd == {team.naam: [4], buur.teams.get().naam: [4], derde.naam: [0], ver.naam: []}


def test_afgewezen_of_niet_meer_aangeboden_vraagt_niets(
    terugkeer: Terugkeer, collega: Any, aanspreekpunt: Any, training: Interventie
) -> None:
    reeks = beslis(terugkeer, besluit="afgewezen", start_maand=None, reden="Nee", door=aanspreekpunt)
    assert oproepen_voor(collega) == []
    draai_terug(reeks, gemeente_ids=terugkeer.gemeente_ids, door=aanspreekpunt)
    beslis(terugkeer, besluit="aanvaard", start_maand=1, reden="", door=aanspreekpunt)
    assert len(oproepen_voor(collega)) == 1
    training.staat = InterventieStaat.INGETROKKEN
    training.save()
    assert oproepen_voor(collega) == []


def test_het_aanspreekpunt_ziet_wie_al_vroeg(
    client: Client, team: Team, aanspreekpunt: Any, terugkeer: Terugkeer, training: Interventie
) -> None:
    client.force_login(aanspreekpunt)
    besloten = client.post(adres(terugkeer), {"besluit": "aanvaard", "start_maand": "1"}, follow=True)
    assert "Vanaf 23 november 2026 staat op de startpagina" in tekst(besloten)
    SignaalFactory(team=team, interventie=training, aantal=3)
    pagina = tekst(client.get(adres(terugkeer)))
    assert "De volgende keer: januari 2027" in pagina
    assert '<th scope="row">JGT Hier</th>' in zonder_opmaak(pagina)
    assert 'data-kop="Dit keer gevraagd">3</td>' in zonder_opmaak(pagina)


def test_van_de_plank_af_zegt_de_pagina_dat_er_niet_gevraagd_wordt(
    client: Client, team: Team, aanspreekpunt: Any, terugkeer: Terugkeer, reeks: Reeks, training: Interventie
) -> None:
    client.force_login(aanspreekpunt)
    assert "staat op de startpagina van deze teams" in tekst(client.get(adres(terugkeer)))
    training.staat = InterventieStaat.INGETROKKEN
    training.save()
    pagina = tekst(client.get(adres(terugkeer)))
    assert "staat op de startpagina van deze teams" not in pagina
    assert "Deze training staat niet meer op de plank." in pagina


def test_een_vaste_reeks_blijft_staan_als_de_vraag_wegblijft(
    client: Client, aanspreekpunt: Any, terugkeer: Terugkeer, reeks: Reeks
) -> None:
    """Else nobody could undo it, while teams were still asked."""
    Signaal.objects.all().delete()
    client.force_login(aanspreekpunt)
    assert "elk jaar in januari" in tekst(client.get(reverse("vraag:reeksen"), {"lijst": "vast"}))
    assert "is de vaste reeks nog nodig?" in tekst(client.get(adres(terugkeer)))
    gestopt = client.post(adres(terugkeer), {"terug": reeks.pk}, follow=True)
    assert "De vaste reeks is gestopt." in tekst(gestopt), "en van een reeks die er niet meer is, is geen pagina"
    assert not Reeks.objects.exists()


def test_vraag_van_ouders_is_een_andere_reeks_dan_die_van_kinderen(
    client: Client, hier: Gemeente, team: Team, collega: Any, aanspreekpunt: Any
) -> None:
    """One training for both: each kind is found, decided on, asked for and counted by itself."""
    training = InterventieFactory(naam="Kanjers", doelgroep=["jeugdigen", "ouders"], groep_min=4)
    vraag(hier, training, 2025, 2026, aantal=4)
    vraag(hier, training, 2025, 2026, aantal=7, voor=Voor.OUDERS)
    kinderen, ouders = gevonden(hier)
    assert [(t.naam, t.totalen) for t in (kinderen, ouders)] == [
        ("Kanjers", {2025: 4, 2026: 4}),
        ("Kanjers (ouders)", {2025: 7, 2026: 7}),
    ]
    assert kinderen.kenmerk != ouders.kenmerk
    client.force_login(aanspreekpunt)
    assert "voor ouders" in tekst(client.get(adres(ouders)))
    beslis(kinderen, besluit="afgewezen", start_maand=None, reden="Doet de school.", door=aanspreekpunt)
    reeks = beslis(ouders, besluit="aanvaard", start_maand=1, reden="", door=aanspreekpunt)
    (oproep,) = oproepen_voor(collega)
    assert (oproep.reeks, oproep.reeks.voor, oproep.verwacht) == (reeks, Voor.OUDERS, 7)
    client.force_login(collega)
    start = tekst(client.get("/start/"))
    assert "Plaats je vraag: Kanjers (ouders), in januari" in start
    assert "Het jaar ervoor vroeg je team 7 ouders. Geef op hoeveel ouders dit keer mee willen doen." in start
    form = client.get(reverse("vraag:signaal_nieuw"), {"reeks": reeks.pk, "team": team.pk}).context["form"]
    assert (form["voor"].value(), form["aantal"].value()) == (Voor.OUDERS, 7)
    vraag(hier, training, 2026, aantal=3, maand=11)
    assert oproepen_voor(collega)[0].gevraagd == 0, "children are no answer to a call for parents"


def test_een_reeks_gaat_mee_naar_wie_de_gemeente_overnam(hier: Gemeente, team: Team, reeks: Reeks) -> None:
    nieuw = GemeenteFactory(regio=hier.regio)
    van_nieuw, elders = TeamFactory(gemeente=nieuw), TeamFactory(gemeente=GemeenteFactory(regio=hier.regio))
    Gemeente.objects.filter(pk=hier.pk).update(tot=klok.vandaag(), opgegaan_in=nieuw)
    assert {o.team for o in oproepen([reeks], [team, van_nieuw, elders])} == {team, van_nieuw}
    assert set(teams_van(reeks, [nieuw.pk])) == {team, van_nieuw}
    Reeks.objects.filter(pk=reeks.pk).update(gemeente=nieuw)
    reeks.refresh_from_db()
    assert {o.team for o in oproepen([reeks], [team, van_nieuw, elders])} == {team, van_nieuw}
