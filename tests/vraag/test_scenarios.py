"""What if: computed beside the real plan, kept, compared, and never telling more than a reader may know."""

import copy
import csv
import io
import threading
import uuid
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gemeenten.enums import Rol
from marktplein.accounts.models import User
from marktplein.audit.models import Logregel
from marktplein.basis import klok
from marktplein.basis.fouten import DomeinFout, NietToegestaan
from tests.gemeenten.factories import GemeenteFactory, RegioFactory, gebruiker_met
from tests.hulp_werker import Werker, wacht_tot
from tests.vraag.scenario import WOENSDAGMIDDAG, Streek, maak_signaal, maak_streek
from vraag import matching
from vraag.models import Groepsvoorstel, Reden, Run, Scenario, Signaal
from vraag.selectors.momentopname import maak_momentopname
from vraag.selectors.scenarios import AFGESCHERMD, WEINIG, beeld_van, verhul
from vraag.services import scenarios as services
from vraag.services.slot import SCENARIO, runslot
from vraag.wat_als import omschrijf, verander
from vraag.workflow import ScenarioStaat

DONDERDAGMIDDAG = 10


@pytest.fixture
def streek() -> Streek:
    return maak_streek()


@pytest.fixture
def aanspreekpunt(streek: Streek) -> User:
    return gebruiker_met(Rol.AANSPREEKPUNT, gemeente=streek.katwijk.gemeente)


def als(user: User) -> Client:
    klant = Client()
    klant.force_login(user)
    return klant


def kleiner(streek: Streek, minimum: int = 4) -> dict[str, Any]:
    i = streek.interventie
    return {"soort": "grootte", "interventie": i.pk, "naam": i.naam, "minimum": minimum, "maximum": None}


def bewaar(streek: Streek, door: User, *wijzigingen: dict[str, Any], naam: str = "proef") -> Scenario:
    return services.maak(regio=streek.regio, naam=naam, wijzigingen=list(wijzigingen), door=door)


def gerekend(streek: Streek, door: User, *wijzigingen: dict[str, Any], naam: str = "proef") -> Scenario:
    scenario = services.voer_uit(bewaar(streek, door, *wijzigingen, naam=naam).pk)
    assert scenario is not None
    assert scenario.staat == ScenarioStaat.KLAAR
    return scenario


def formulier(**anders: Any) -> dict[str, Any]:
    """What a browser posts for the form as it first opens, with these fields filled in."""
    velden: dict[str, Any] = {"sleutel": str(uuid.uuid4()), "naam": "Kleinere groepen", "reizen-0-voor": "allen"}
    velden |= {f"{soort}-aantal": "1" for soort in ("grootte", "reizen", "dagdeel", "ruimte", "trainer")}
    velden["trainer-0-groepen"] = "2"
    return velden | {naam.replace("__", "-"): waarde for naam, waarde in anders.items()}


# --- what the changes do --------------------------------------------------------------------------------------


def test_elke_wijziging_doet_wat_zij_zegt(streek: Streek) -> None:
    maak_signaal(streek, streek.oegstgeest, 4)
    maak_signaal(streek, streek.katwijk, 3, max_km=5)
    opname = maak_momentopname(streek.regio).instantie
    voor = copy.deepcopy(opname)
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

    assert opname == voor, "het origineel blijft zoals het was"
    assert [(v["min_size"], v["max_size"]) for v in na["interventions"]] == [(3, 12)]
    assert [s["max_km"] for s in na["signals"]] == [10, 12]
    assert all(s["dayparts"] == [WOENSDAGMIDDAG, DONDERDAGMIDDAG] for s in na["signals"])
    assert na["rooms"][-1] == {
        "id": "X4",
        "municipality": f"M{g.pk}",
        "lat": g.lat,
        "lon": g.lon,
        "capacity": 14,
        "dayparts": [2, 10],
    }
    assert na["trainers"][-1]["interventions"] == [f"I{i.pk}"]
    assert (na["trainers"][-1]["scope"], na["trainers"][-1]["max_groups_per_week"]) == ("region", 3)
    matching.lees_instantie(na)


def test_een_wijziging_voor_iets_waar_geen_vraag_naar_is_verandert_niets(streek: Streek) -> None:
    maak_signaal(streek, streek.oegstgeest, 4)
    opname = maak_momentopname(streek.regio).instantie

    na = verander(opname, [{**kleiner(streek), "interventie": 999_999}])

    assert na == opname


def test_wijzigingen_in_woorden(streek: Streek) -> None:
    assert omschrijf(kleiner(streek)) == f"Groepen van {streek.interventie}: minstens 4 kinderen."
    reizen = {"soort": "reizen", "km": 5, "voor": "allen", "id": None, "naam": ""}
    assert omschrijf(reizen) == "Alle kinderen kunnen 5 km verder reizen."
    ruimte = {"soort": "ruimte", "gemeente": 1, "naam": "Katwijk", "plaatsen": 12, "dagdelen": [7, 10]}
    assert omschrijf(ruimte) == "Een extra ruimte in Katwijk voor 12 kinderen, op woensdagmiddag en donderdagmiddag."


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
    assert nieuw.kinderen == "6 of meer", "8 zou de 2 van Oegstgeest verraden"
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

    beeld = beeld_van(gerekend(streek, aanspreekpunt, kleiner(streek)), aanspreekpunt)

    assert beeld is not None
    gewogen = next(r for r in beeld.cijfers if r.sleutel == "wacht_gewogen")
    assert isinstance(gewogen.nu, int)
    assert isinstance(gewogen.dan, int)
    assert gewogen.dan <= gewogen.nu


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


# --- as a job -------------------------------------------------------------------------------------------------


def test_een_taak_die_nog_eens_komt_doet_niets(streek: Streek, aanspreekpunt: User) -> None:
    scenario = gerekend(streek, aanspreekpunt, kleiner(streek))

    assert services.voer_uit(scenario.pk) is None
    assert services.voer_uit(999_999) is None


def test_een_dode_werker_wordt_opgevolgd_maar_niet_eindeloos(streek: Streek, aanspreekpunt: User) -> None:
    scenario = bewaar(streek, aanspreekpunt, kleiner(streek))
    Scenario.objects.filter(pk=scenario.pk).update(staat=ScenarioStaat.BEZIG, pogingen=1, begonnen_op=klok.nu())

    assert services.haal_in() == 1
    assert services.voer_uit(scenario.pk) is not None

    Scenario.objects.filter(pk=scenario.pk).update(staat=ScenarioStaat.BEZIG, pogingen=services.MAX_POGINGEN)
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
            except services.SlotBezet as fout:
                uit.append(fout)
        connections.close_all()

    with runslot(streek.regio.pk, SCENARIO) as gekregen, runslot(streek.regio.pk) as ook:
        assert gekregen
        assert ook, "het echte plan wacht niet op een scenario"
        draad = threading.Thread(target=ander)
        draad.start()
        draad.join()
    assert isinstance(uit[0], services.SlotBezet)
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
    for n in range(40):
        maak_signaal(streek, (streek.katwijk, streek.leiden, streek.oegstgeest)[n % 3], 1 + n % 5)
    dagdelen = list(range(15))
    i, g = streek.interventie, streek.katwijk.gemeente
    ruimte = {"soort": "ruimte", "gemeente": g.pk, "naam": g.naam, "plaatsen": 12, "dagdelen": dagdelen}
    kan = {"soort": "dagdeel", "interventie": i.pk, "naam": i.naam, "dagdelen": dagdelen}
    scenario = bewaar(streek, aanspreekpunt, ruimte, kan, kleiner(streek))
    wacht_tot(lambda: Scenario.objects.get(pk=scenario.pk).staat == ScenarioStaat.BEZIG, 30, "het begin")

    werker.dood()
    halverwege = Scenario.objects.get(pk=scenario.pk).staat
    werker.start()
    services.haal_in()
    wacht_tot(lambda: Scenario.objects.get(pk=scenario.pk).staat == ScenarioStaat.KLAAR, 120, "het scenario")

    scenario.refresh_from_db()
    assert halverwege == ScenarioStaat.BEZIG
    assert scenario.pogingen == 2
    assert scenario.uitkomst["dan"]["kinderen"] == 120


# --- who may --------------------------------------------------------------------------------------------------


def test_alleen_een_aanspreekpunt_maakt_er_een_in_de_eigen_regio(streek: Streek, aanspreekpunt: User) -> None:
    beheer = gebruiker_met(Rol.GEMEENTEBEHEER, gemeente=streek.katwijk.gemeente)
    elders = gebruiker_met(
        Rol.AANSPREEKPUNT, gemeente=GemeenteFactory(regio=RegioFactory(naam="Elders", slug="elders"))
    )
    for wie in (beheer, elders, streek.van_katwijk):
        with pytest.raises(NietToegestaan):
            bewaar(streek, wie, kleiner(streek))
    scenario = bewaar(streek, aanspreekpunt, kleiner(streek))

    lezen = reverse("vraag:scenario", args=[scenario.pk])
    assert als(beheer).get(lezen).status_code == 200
    assert als(beheer).get(reverse("vraag:scenario_nieuw")).status_code == 403
    assert als(streek.van_katwijk).get(lezen).status_code == 403
    assert als(elders).get(lezen).status_code == 403


def test_alleen_de_maker_verandert_er_iets_aan(streek: Streek, aanspreekpunt: User) -> None:
    collega = gebruiker_met(Rol.AANSPREEKPUNT, gemeente=streek.leiden.gemeente)
    scenario = gerekend(streek, aanspreekpunt, kleiner(streek))

    klant = als(collega)
    assert klant.get(reverse("vraag:scenario", args=[scenario.pk])).status_code == 200
    assert klant.post(reverse("vraag:scenario", args=[scenario.pk])).status_code == 403
    assert klant.post(reverse("vraag:scenario_verwijderen", args=[scenario.pk])).status_code == 403
    assert als(aanspreekpunt).post(reverse("vraag:scenario_verwijderen", args=[scenario.pk])).status_code == 302
    assert not Scenario.objects.exists()


def test_niet_meer_dan_drie_tegelijk(streek: Streek, aanspreekpunt: User) -> None:
    for _ in range(services.TEGELIJK_PER_PERSOON):
        bewaar(streek, aanspreekpunt, kleiner(streek))

    with pytest.raises(DomeinFout, match="Er lopen al 3 berekeningen"):
        bewaar(streek, aanspreekpunt, kleiner(streek))


@pytest.mark.parametrize(
    "wijziging",
    [
        {"soort": "reizen", "km": 0, "voor": "allen", "id": None, "naam": ""},
        {"soort": "ruimte", "gemeente": 999_999, "naam": "?", "plaatsen": 5, "dagdelen": [1]},
        {"soort": "dagdeel", "interventie": 999_999, "naam": "?", "dagdelen": [1]},
    ],
)
def test_de_dienst_weigert_zelf_ook(streek: Streek, aanspreekpunt: User, wijziging: dict[str, Any]) -> None:
    with pytest.raises(DomeinFout):
        bewaar(streek, aanspreekpunt, wijziging)
    with pytest.raises(DomeinFout):
        bewaar(streek, aanspreekpunt)
    assert not Scenario.objects.exists()


# --- small counts ---------------------------------------------------------------------------------------------


def test_kleine_aantallen_van_anderen_en_wat_ze_zou_verraden() -> None:
    assert verhul([3, 8, 0, 20], [False, False, False, True]) == [WEINIG, AFGESCHERMD, 0, 20]
    assert verhul([3, 2, 9], [False, False, False]) == [WEINIG, WEINIG, 9]
    assert verhul([3, 9], [True, False]) == [3, 9]
    assert verhul([0, 5], [False, False]) == [0, 5]


def test_een_lezer_ziet_de_eigen_gemeente_precies_en_de_rest_niet(streek: Streek, aanspreekpunt: User) -> None:
    maak_signaal(streek, streek.katwijk, 3)
    maak_signaal(streek, streek.leiden, 2)
    maak_signaal(streek, streek.oegstgeest, 6)
    scenario = gerekend(streek, aanspreekpunt, kleiner(streek))

    beeld = beeld_van(scenario, aanspreekpunt)

    assert beeld is not None
    vraag = {r.naam: r.vraag for r in beeld.gemeenten}
    assert vraag == {"Katwijk": 3, "Leiden": WEINIG, "Oegstgeest": AFGESCHERMD}


# --- the pages ------------------------------------------------------------------------------------------------


def test_het_formulier_maakt_een_scenario_een_keer(streek: Streek, aanspreekpunt: User) -> None:
    maak_signaal(streek, streek.katwijk, 5)
    klant, adres = als(aanspreekpunt), reverse("vraag:scenario_nieuw")
    velden = formulier(
        regio=streek.regio.pk, grootte__0__interventie=streek.interventie.pk, grootte__0__minimum="4", reizen__0__km="3"
    )

    eerste, tweede = klant.post(adres, velden), klant.post(adres, velden)

    scenario = Scenario.objects.get()
    assert eerste.status_code == tweede.status_code == 302
    assert eerste["Location"] == tweede["Location"] == reverse("vraag:scenario", args=[scenario.pk])
    assert [w["soort"] for w in scenario.wijzigingen] == ["grootte", "reizen"]
    assert (scenario.eigenaar, scenario.naam) == (aanspreekpunt, "Kleinere groepen")


@pytest.mark.parametrize(
    ("velden", "melding"),
    [
        ({}, "Kies minstens één wijziging"),
        ({"naam": "", "reizen__0__km": "4"}, "Geef het scenario een naam"),
        ({"naam": "bel 06-12345678", "reizen__0__km": "4"}, "telefoonnummer"),
        ({"reizen__0__km": "veel"}, "Vul een heel getal in"),
        ({"reizen__0__km": "51"}, "Vul hoogstens 50 in."),
        ({"reizen__0__km": "3", "reizen__0__voor": "gemeente:999999"}, "Kies voor wie uit de lijst."),
        ({"grootte__0__minimum": "4"}, "Kies een training."),
        ({"ruimte__0__plaatsen": "10"}, "Kies een gemeente."),
        ({"trainer__0__groepen": "3"}, "Kies minstens één training."),
        ({"dagdeel__0__dagdelen": ["99"]}, "Kies dagdelen uit het rooster."),
    ],
)
def test_wat_niet_kan_staat_bij_het_veld(
    streek: Streek, aanspreekpunt: User, velden: dict[str, Any], melding: str
) -> None:
    maak_signaal(streek, streek.katwijk, 5)

    antwoord = als(aanspreekpunt).post(
        reverse("vraag:scenario_nieuw"), formulier(**{"regio": streek.regio.pk, **velden})
    )

    assert antwoord.status_code == 422
    assert melding in antwoord.content.decode()
    assert not Scenario.objects.exists()


def test_groottes_die_niet_kloppen(streek: Streek, aanspreekpunt: User) -> None:
    maak_signaal(streek, streek.katwijk, 5)
    klant, adres, pk = als(aanspreekpunt), reverse("vraag:scenario_nieuw"), streek.interventie.pk

    def post(**velden: Any) -> str:
        return klant.post(
            adres, formulier(regio=streek.regio.pk, grootte__0__interventie=pk, **velden)
        ).content.decode()

    assert "Vul een getal in. Nu is het 6 tot en met 9 kinderen." in post()
    assert "De kleinste groep (10) is dan groter dan de grootste (9)." in post(grootte__0__minimum="10")
    assert "Zo is het nu ook." in post(grootte__0__minimum="6")
    dubbel = {"grootte-aantal": "2", "grootte__1__interventie": pk, "grootte__1__minimum": "5"}
    assert "Deze training staat er al bij." in post(grootte__0__minimum="4", **dubbel)
    assert not Scenario.objects.exists()


def test_nog_een_blok_bewaart_wat_er_staat_zonder_te_klagen(streek: Streek, aanspreekpunt: User) -> None:
    maak_signaal(streek, streek.katwijk, 5)
    velden = formulier(regio=streek.regio.pk, naam="", erbij="ruimte", ruimte__0__plaatsen="veel", reizen__0__km="6")

    antwoord = als(aanspreekpunt).post(reverse("vraag:scenario_nieuw"), velden)

    pagina = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert 'name="ruimte-1-plaatsen"' in pagina
    assert 'name="ruimte-aantal" value="2"' in pagina
    assert 'name="ruimte-0-plaatsen" value="veel"' in pagina
    assert 'name="reizen-0-km" value="6"' in pagina
    assert "Vul een heel getal in" not in pagina
    assert "Geef het scenario een naam" not in pagina


def test_een_kopie_begint_met_dezelfde_wijzigingen(streek: Streek, aanspreekpunt: User) -> None:
    maak_signaal(streek, streek.katwijk, 5)
    scenario = bewaar(
        streek,
        aanspreekpunt,
        kleiner(streek),
        {"soort": "reizen", "km": 8, "voor": "interventie", "id": streek.interventie.pk, "naam": "x"},
    )

    pagina = als(aanspreekpunt).get(reverse("vraag:scenario_nieuw"), {"kopie": scenario.pk}).content.decode()

    assert 'value="proef (kopie)"' in pagina
    assert 'name="grootte-0-minimum" value="4"' in pagina
    assert 'name="reizen-0-km" value="8"' in pagina
    assert f'<option value="interventie:{streek.interventie.pk}" selected>' in pagina


def test_de_pagina_volgt_de_berekening(streek: Streek, aanspreekpunt: User) -> None:
    scenario = bewaar(streek, aanspreekpunt, kleiner(streek))
    klant, adres = als(aanspreekpunt), reverse("vraag:scenario", args=[scenario.pk])
    htmx = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "voortgang"}

    assert "De berekening begint zo." in klant.get(adres).content.decode()
    assert "De berekening begint zo." in klant.get(adres, **htmx).content.decode()
    services.voer_uit(scenario.pk)
    assert klant.get(adres, **htmx)["HX-Refresh"] == "true"
    assert "Wat het oplevert" in klant.get(adres).content.decode()


def test_naast_elkaar_en_als_bestand(streek: Streek, aanspreekpunt: User) -> None:
    maak_signaal(streek, streek.katwijk, 5)
    een = gerekend(streek, aanspreekpunt, kleiner(streek), naam="kleiner")
    twee = gerekend(streek, aanspreekpunt, kleiner(streek, 7), naam="groter")
    klant, adres = als(aanspreekpunt), reverse("vraag:scenarios_vergelijken")

    pagina = klant.get(adres, {"s": [een.pk, twee.pk]}).content.decode()
    assert "kleiner" in pagina
    assert "groter" in pagina
    assert "(+5)" in pagina
    te_weinig = klant.get(adres, {"s": [een.pk]}, follow=True).content.decode()
    assert "Kies 2 of 3 scenario’s" in te_weinig
    assert klant.get(adres, {"s": [een.pk, 999_999]}).status_code == 302

    ruw = klant.get(adres, {"s": [een.pk, twee.pk], "formaat": "csv"}).content.decode("utf-8-sig")
    rijen = list(csv.reader(io.StringIO(ruw), delimiter=";"))
    assert rijen[0][2:5] == ["kleiner: nu", "kleiner: dan", "kleiner: verschil"]
    assert rijen[1] == ["De hele regio", "Kinderen met een plek", "0", "5", "5", "0", "0", "0"]


def test_een_scenario_als_bestand(streek: Streek, aanspreekpunt: User) -> None:
    maak_signaal(streek, streek.katwijk, 5)
    scenario = gerekend(streek, aanspreekpunt, kleiner(streek))
    klant, adres = als(aanspreekpunt), reverse("vraag:scenario", args=[scenario.pk])

    ruw = klant.get(adres, {"formaat": "csv"}).content.decode("utf-8-sig")
    rijen = list(csv.reader(io.StringIO(ruw), delimiter=";"))

    assert rijen[0] == ["Wat", "Naam", "Nu", "Met de wijzigingen", "Verschil", "Toelichting"]
    assert ["Gemeente", "Katwijk", "0", "5", "5", "5 kinderen gevraagd"] in rijen
    assert any(rij[0] == "Groep erbij" and rij[3] == "5" for rij in rijen)
    assert klant.get(adres, {"formaat": "xlsx"})["Content-Type"].startswith("application/vnd.openxml")


def test_de_lijst_filtert_en_vraagt_niet_meer_bij_meer_scenarios(streek: Streek, aanspreekpunt: User) -> None:
    maak_signaal(streek, streek.katwijk, 5)
    eerste = gerekend(streek, aanspreekpunt, kleiner(streek), naam="kleinere groepen")
    klant, adres = als(aanspreekpunt), reverse("vraag:scenarios")
    klant.get(adres)

    def tel() -> int:
        with CaptureQueriesContext(connection) as vragen:
            assert klant.get(adres).status_code == 200
        return len(vragen)

    een = tel()
    for n in range(25):
        Scenario.objects.create(
            regio=streek.regio,
            naam=f"ander {n}",
            eigenaar=aanspreekpunt,
            wijzigingen=eerste.wijzigingen,
            uitkomst=eerste.uitkomst,
            staat=ScenarioStaat.KLAAR,
            gevraagd_op=klok.nu(),
        )
    assert tel() == een <= 20
    pagina = klant.get(adres, {"zoek": "kleinere", "van": "mij", "staat": "klaar"}).content.decode()
    assert "kleinere groepen" in pagina
    assert "5 (+5)" in pagina
    assert "ander 3" not in pagina
    assert "2" in klant.get(adres, {"pagina": 2}).content.decode()
