"""What if: computed beside the real plan, kept, and the same every time."""

import threading

import pytest
from django.db import connection, connections
from django.urls import reverse

from aanbod.models import Interventie
from marktplein.accounts.models import User
from marktplein.audit.models import Logregel
from marktplein.basis import klok
from marktplein.basis.kleine_aantallen import WEINIG
from marktplein.werk.fouten import SlotBezet
from marktplein.werk.slot import werkslot
from tests.hulp_werker import Werker, vastgehouden, wacht_tot
from tests.vraag.streek import WOENSDAGMIDDAG, Streek, maak_signaal
from tests.vraag.wat_als.proef import DONDERDAGMIDDAG, als, bewaar, gerekend, kleiner
from vraag import matching
from vraag.models import Groepsvoorstel, Reden, Run, Scenario, Signaal
from vraag.poolen import ids
from vraag.poolen.momentopname import maak_momentopname
from vraag.poolen.services import POOLEN
from vraag.wat_als import services
from vraag.wat_als.beeld import beeld_van
from vraag.wat_als.selectors import gemeenten_voor_scenario
from vraag.wat_als.wijziging import omschrijf, van_nu, verander
from vraag.workflow import ScenarioStaat

# --- what the changes do --------------------------------------------------------------------------------------


def test_elke_wijziging_doet_wat_zij_zegt(streek: Streek) -> None:
    maak_signaal(streek, streek.oegstgeest, 4)
    maak_signaal(streek, streek.katwijk, 3, max_km=5)
    opname = maak_momentopname(streek.regio).instantie
    voor = matching.instantie_naar_json(opname)
    i, g = streek.interventie, streek.katwijk.gemeente

    na = verander(
        opname,
        [
            {"soort": "grootte", "interventie": i.pk, "naam": i.naam, "minimum": 3, "maximum": 12},
            {"soort": "reizen", "km": 7, "voor": "gemeente", "id": g.pk, "naam": g.naam},
            {"soort": "dagdeel", "interventie": i.pk, "naam": i.naam, "dagdelen": [DONDERDAGMIDDAG, WOENSDAGMIDDAG]},
            {"soort": "ruimte", "gemeente": g.pk, "naam": g.naam, "plaatsen": 14, "dagdelen": [10, 2]},
            {
                "soort": "trainer",
                "interventies": [i.pk, 999_999],
                "namen": [i.naam, "weg"],
                "gemeente": None,
                "naam": "",
                "dagdelen": [10],
                "groepen": 3,
            },
        ],
    )

    assert matching.instantie_naar_json(opname) == voor, "het origineel blijft zoals het was"
    assert [(v.min_grootte, v.max_grootte) for v in na.interventies] == [(3, 12)]
    assert [s.max_km for s in na.signalen] == [10, 12]
    assert all(s.dagdelen == (WOENSDAGMIDDAG, DONDERDAGMIDDAG) for s in na.signalen)
    extra = next(r for r in na.ruimtes if r.id == ids.extra_ruimte(4))
    assert extra == matching.Ruimte(extra.id, ids.gemeente(g.pk), g.lat, g.lon, 14, (2, 10))
    trainer = next(t for t in na.trainers if t.id == ids.extra_trainer(5))
    assert (trainer.interventies, trainer.hele_regio, trainer.max_per_week) == ((ids.interventie(i.pk),), True, 3)


def test_een_gemeente_die_opging_is_haar_opvolger(streek: Streek) -> None:
    maak_signaal(streek, streek.katwijk, 3, max_km=5)
    nieuw, oud = streek.katwijk.gemeente, streek.oegstgeest.gemeente
    type(oud).objects.filter(pk=oud.pk).update(tot=klok.vandaag(), opgegaan_in=nieuw)
    assert oud not in gemeenten_voor_scenario([streek.regio.pk])
    reizen = {"soort": "reizen", "km": 7, "voor": "gemeente", "id": oud.pk, "naam": oud.naam}
    assert van_nu([reizen]) == [{**reizen, "id": nieuw.pk, "naam": nieuw.naam}]
    assert [s.max_km for s in verander(maak_momentopname(streek.regio).instantie, [reizen]).signalen] == [12]


def test_een_wijziging_voor_iets_waar_geen_vraag_naar_is_verandert_niets(streek: Streek) -> None:
    maak_signaal(streek, streek.oegstgeest, 4)
    opname = maak_momentopname(streek.regio).instantie

    na = verander(opname, [{**kleiner(streek), "interventie": 999_999}])

    assert na == opname


def test_wijzigingen_in_woorden(streek: Streek) -> None:
    assert omschrijf(kleiner(streek)) == f"Groepen van {streek.interventie}: minstens 4 mensen."
    reizen = {"soort": "reizen", "km": 5, "voor": "allen", "id": None, "naam": ""}
    assert omschrijf(reizen) == "Iedereen kan 5 km verder reizen."
    ruimte = {"soort": "ruimte", "gemeente": 1, "naam": "Katwijk", "plaatsen": 12, "dagdelen": [7, 10]}
    assert omschrijf(ruimte) == "Een extra ruimte in Katwijk voor 12 mensen, op woensdagmiddag en donderdagmiddag."
    assert omschrijf({**ruimte, "dagdelen": range(15)}).endswith("op alle dagdelen.")


# --- computing ------------------------------------------------------------------------------------------------


def test_een_kleiner_minimum_laat_een_groep_verschijnen(streek: Streek, aanspreekpunt: User) -> None:
    maak_signaal(streek, streek.katwijk, 5)

    scenario = gerekend(streek, aanspreekpunt, kleiner(streek))

    beeld = beeld_van(scenario, aanspreekpunt)
    assert beeld is not None
    assert beeld.meer_geplaatst == 5
    assert (beeld.cijfers[0].nu, beeld.cijfers[0].dan) == (0, 5)
    assert [(g.interventie, g.kinderen, g.teams) for g in beeld.verschijnt] == [
        (str(streek.interventie), 5, (("JGT Katwijk", 5),))
    ]
    assert (beeld.verdwijnt, beeld.verandert, beeld.gelijk) == ((), (), 0)
    assert [(r.naam, r.nu, r.dan, r.verschil) for r in beeld.gemeenten] == [("Katwijk", 0, 5, 5)]
    assert [(r.naam, r.vraag, r.nu, r.dan) for r in beeld.interventies] == [(str(streek.interventie), 5, 0, 5)]


def test_een_groter_minimum_laat_een_groep_verdwijnen(streek: Streek, aanspreekpunt: User) -> None:
    maak_signaal(streek, streek.katwijk, 7)

    beeld = beeld_van(gerekend(streek, aanspreekpunt, kleiner(streek, 8)), aanspreekpunt)

    assert beeld is not None
    assert beeld.meer_geplaatst == -7
    assert [g.kinderen for g in beeld.verdwijnt] == [7]
    wachten = next(r for r in beeld.cijfers if r.sleutel == "wacht_gewogen")
    assert (wachten.nu, wachten.dan) == (0, 70), "een kind telt voor tien, en meer naarmate het langer wacht"


def test_een_groep_met_een_kind_erbij_verandert(streek: Streek, aanspreekpunt: User) -> None:
    maak_signaal(streek, streek.katwijk, 6)
    maak_signaal(streek, streek.oegstgeest, 2, dagdelen=[DONDERDAGMIDDAG])
    i = streek.interventie
    dagdeel = {"soort": "dagdeel", "interventie": i.pk, "naam": i.naam, "dagdelen": [WOENSDAGMIDDAG]}

    beeld = beeld_van(gerekend(streek, aanspreekpunt, dagdeel), aanspreekpunt)

    assert beeld is not None
    ((oud, nieuw),) = beeld.verandert
    assert (oud.kinderen, beeld.verschijnt, beeld.verdwijnt) == (6, (), ())
    assert nieuw.kinderen == "minstens 7", "8 zou de 2 van Oegstgeest verraden"
    assert dict(nieuw.teams) == {"JGT Katwijk": 6, "JGT Oegstgeest": WEINIG}


def test_een_extra_ruimte_en_trainer_samen(streek: Streek, aanspreekpunt: User) -> None:
    maak_signaal(streek, streek.katwijk, 7)
    maak_signaal(streek, streek.katwijk, 7)
    g, i = streek.katwijk.gemeente, streek.interventie
    ruimte = {"soort": "ruimte", "gemeente": g.pk, "naam": g.naam, "plaatsen": 12, "dagdelen": [WOENSDAGMIDDAG]}
    trainer = {
        "soort": "trainer",
        "interventies": [i.pk],
        "namen": [i.naam],
        "gemeente": g.pk,
        "naam": g.naam,
        "dagdelen": [WOENSDAGMIDDAG],
        "groepen": 1,
    }

    alleen = beeld_van(gerekend(streek, aanspreekpunt, ruimte), aanspreekpunt)
    samen = beeld_van(gerekend(streek, aanspreekpunt, ruimte, trainer, {**trainer}), aanspreekpunt)

    assert alleen is not None
    assert samen is not None
    assert alleen.meer_geplaatst == 0, "zonder trainers helpt een ruimte niet"
    assert samen.meer_geplaatst == 7
    plekken = {g.plek for g in samen.verschijnt} | {nieuw.plek for _, nieuw in samen.verandert}
    assert "Extra ruimte in Katwijk" in plekken


def test_het_echte_plan_blijft_zoals_het_is(streek: Streek, aanspreekpunt: User) -> None:
    maak_signaal(streek, streek.katwijk, 5)
    tabellen = (Groepsvoorstel, Signaal, Run, Reden)
    voor = [list(t.objects.order_by("pk").values()) for t in tabellen]

    gerekend(streek, aanspreekpunt, kleiner(streek))

    assert [list(t.objects.order_by("pk").values()) for t in tabellen] == voor


def test_dezelfde_gegevens_geven_dezelfde_uitkomst(streek: Streek, aanspreekpunt: User) -> None:
    for n in range(12):
        maak_signaal(streek, (streek.katwijk, streek.leiden, streek.oegstgeest)[n % 3], 2 + n % 4)
    eerste = gerekend(streek, aanspreekpunt, kleiner(streek))
    tweede = gerekend(streek, aanspreekpunt, kleiner(streek))

    assert eerste.uitkomst == tweede.uitkomst
    assert eerste.invoer_hash == tweede.invoer_hash


def test_meer_mogelijkheden_geven_nooit_minder(streek: Streek, aanspreekpunt: User) -> None:
    for n in range(12):
        maak_signaal(streek, (streek.katwijk, streek.leiden, streek.oegstgeest)[n % 3], 2 + n % 4)

    uit = gerekend(streek, aanspreekpunt, kleiner(streek)).uitkomst

    assert uit["dan"]["wacht_gewogen"] <= uit["nu"]["wacht_gewogen"]


def test_opnieuw_rekent_met_de_gegevens_van_nu(streek: Streek, aanspreekpunt: User) -> None:
    scenario = gerekend(streek, aanspreekpunt, kleiner(streek))
    maak_signaal(streek, streek.katwijk, 5)

    services.bereken_opnieuw(scenario, door=aanspreekpunt)
    services.bereken_opnieuw(scenario, door=aanspreekpunt)
    services.voer_uit(scenario.pk)

    scenario.refresh_from_db()
    assert scenario.uitkomst["dan"]["geplaatst"] == 5
    assert Logregel.objects.filter(gebeurtenis="scenario.opnieuw").count() == 1


def test_wijzigingen_die_niet_meer_passen_zeggen_dat(streek: Streek, aanspreekpunt: User) -> None:
    maak_signaal(streek, streek.katwijk, 5)
    scenario = bewaar(streek, aanspreekpunt, kleiner(streek, 8))
    streek.interventie.groep_max = 7
    streek.interventie.save()

    assert services.voer_uit(scenario.pk) is None

    scenario.refresh_from_db()
    assert (scenario.staat, scenario.fout) == (ScenarioStaat.MISLUKT, services.PAST_NIET)
    pagina = als(aanspreekpunt).get(reverse("vraag:scenario", args=[scenario.pk])).content.decode()
    assert services.PAST_NIET in pagina


def test_gegevens_van_ons_die_niet_kloppen_zijn_geen_fout_van_de_wijzigingen(
    streek: Streek, aanspreekpunt: User, caplog: pytest.LogCaptureFixture
) -> None:
    scenario = bewaar(streek, aanspreekpunt, kleiner(streek))
    maak_signaal(streek, streek.katwijk, 5)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE aanbod_interventie DROP CONSTRAINT interventie_groep")
    Interventie.objects.filter(pk=streek.interventie.pk).update(groep_min=0)

    with pytest.raises(matching.InstantieFout):
        services.voer_uit(scenario.pk)

    scenario.refresh_from_db()
    assert (scenario.staat, scenario.fout) == (ScenarioStaat.MISLUKT, services.MISLUKT)
    assert f"scenario {scenario.pk} mislukte" in caplog.text
    assert "min_size" in caplog.text


# --- as a job -------------------------------------------------------------------------------------------------


def test_een_taak_die_nog_eens_komt_doet_niets(streek: Streek, aanspreekpunt: User) -> None:
    scenario = gerekend(streek, aanspreekpunt, kleiner(streek))

    assert services.voer_uit(scenario.pk) is None
    assert services.voer_uit(999_999) is None


def test_een_dode_werker_wordt_opgevolgd_maar_niet_eindeloos(streek: Streek, aanspreekpunt: User) -> None:
    scenario = bewaar(streek, aanspreekpunt, kleiner(streek))
    Scenario.objects.filter(pk=scenario.pk).update(staat=ScenarioStaat.BEZIG, pogingen=1, begonnen_op=klok.nu())

    assert services.WAT_ALS.haal_in() == 1
    assert services.voer_uit(scenario.pk) is not None

    Scenario.objects.filter(pk=scenario.pk).update(staat=ScenarioStaat.BEZIG, pogingen=services.WAT_ALS.max_pogingen)
    assert services.voer_uit(scenario.pk) is None
    scenario.refresh_from_db()
    assert (scenario.staat, scenario.fout) == (ScenarioStaat.MISLUKT, services.TE_LANG)


def test_een_verwijderd_scenario_laat_niets_achter(streek: Streek, aanspreekpunt: User) -> None:
    scenario = bewaar(streek, aanspreekpunt, kleiner(streek))
    services.verwijder(scenario, door=aanspreekpunt)
    services.verwijder(Scenario(pk=scenario.pk, regio=streek.regio, eigenaar=aanspreekpunt), door=aanspreekpunt)

    assert services.voer_uit(scenario.pk) is None
    assert not Scenario.objects.exists()
    assert Logregel.objects.filter(gebeurtenis="scenario.verwijderd").count() == 1


@pytest.mark.django_db(transaction=True)
def test_nooit_twee_tegelijk_in_een_regio(streek: Streek, aanspreekpunt: User) -> None:
    wacht = bewaar(streek, aanspreekpunt, kleiner(streek))
    bezig = bewaar(streek, aanspreekpunt, kleiner(streek))
    Scenario.objects.filter(pk=bezig.pk).update(staat=ScenarioStaat.BEZIG)
    uit: list[object] = []

    def ander() -> None:
        for pk in (wacht.pk, bezig.pk):
            try:
                uit.append(services.voer_uit(pk))
            except SlotBezet as fout:
                uit.append(fout)
        connections.close_all()

    regio = streek.regio.pk
    with werkslot(services.WAT_ALS.slot, regio) as gekregen, werkslot(POOLEN.slot, regio) as ook:
        assert gekregen
        assert ook, "het echte plan wacht niet op een scenario"
        draad = threading.Thread(target=ander)
        draad.start()
        draad.join()
    assert isinstance(uit[0], SlotBezet)
    assert uit[1] is None


@pytest.mark.django_db(transaction=True)
@pytest.mark.werker
def test_een_werker_rekent_het_uit(streek: Streek, aanspreekpunt: User, werker: Werker) -> None:
    maak_signaal(streek, streek.katwijk, 5)
    scenario = bewaar(streek, aanspreekpunt, kleiner(streek))

    wacht_tot(lambda: Scenario.objects.filter(pk=scenario.pk, staat=ScenarioStaat.KLAAR).exists(), 30, "het scenario")


@pytest.mark.django_db(transaction=True)
@pytest.mark.werker
@pytest.mark.kill
def test_een_werker_die_halverwege_wordt_gedood(streek: Streek, aanspreekpunt: User, werker: Werker) -> None:
    maak_signaal(streek, streek.katwijk, 5)
    with vastgehouden("vraag_signaal"):
        scenario = bewaar(streek, aanspreekpunt, kleiner(streek))
        wacht_tot(lambda: Scenario.objects.get(pk=scenario.pk).staat == ScenarioStaat.BEZIG, 60, "het begin")
        werker.dood()

    halverwege = Scenario.objects.get(pk=scenario.pk).staat
    werker.start()
    services.WAT_ALS.haal_in()
    wacht_tot(lambda: Scenario.objects.get(pk=scenario.pk).staat == ScenarioStaat.KLAAR, 120, "het scenario")

    scenario.refresh_from_db()
    assert halverwege == ScenarioStaat.BEZIG
    assert scenario.pogingen == 2
    assert scenario.uitkomst["dan"]["kinderen"] == 5
