"""What the real kernel answers, in words: every reason and every remedy it can give, and the change that follows."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gemeenten.grond.enums import Rol
from tests.aanbod.factories import InterventieFactory
from tests.gemeenten.factories import TeamFactory, gebruiker_met
from tests.vraag.factories import RedenFactory, SignaalFactory, VoorstelFactory
from tests.vraag.hulp import tekst
from tests.vraag.matching import wereld
from vraag.matching import REDEN_CODES, lees_instantie, los_op
from vraag.models import Reden, Signaal
from vraag.uitleg.redenen import leg_uit
from vraag.uitleg.tips import genoemde_teams
from vraag.voorstellen.waarom import zinnen

S = wereld.signaal
TWEE_DELEN = {"rooms": [wereld.ruimte(dayparts=[7, 8])], "trainers": [wereld.trainer(dayparts=[7, 8])]}
OUD = {"posted": "2026-01-01"}
# Per code of the kernel an instance in which S1 stays without a place because of it.
GEVALLEN: dict[str, dict[str, Any]] = {
    "AGE": {"signals": [S("S1", age_min=7)]},
    "NO_ROOM_WITHIN_KM": {"signals": [S("S1", max_km=0)], "rooms": [wereld.ruimte(lat=52.3)]},
    "NO_ROOM_DAYPART": {"rooms": [wereld.ruimte(dayparts=[1])], "trainers": [wereld.trainer(dayparts=[1, 7])]},
    "NO_TRAINER": {"trainers": []},
    "NO_SHARED_DAYPART": {"signals": [S("S1", children=3), S("S2", "T2", dayparts=[8])], **TWEE_DELEN},
    "TOO_FEW_CHILDREN": {"signals": [S("S1", children=3)]},
    "TOO_FEW_CHILDREN_LEFT": {"signals": [S("S1", children=3), S("S2", children=8, **OUD)]},
    "ROOMS_TAKEN": {"signals": [S("S1", children=9), S("S2", children=10, **OUD)]},
    "TRAINERS_TAKEN": {
        "signals": [S("S1", children=9), S("S2", children=10, **OUD)],
        "rooms": [wereld.ruimte(), wereld.ruimte("Z2")],
    },
    "STARTS_LATER": {"signals": [S("S1", earliest_week=6)]},
}


def uit_de_kern(**anders: Any) -> Reden:
    """The reason of S1, as ``services.toepassen`` stores it."""
    oplossing = los_op(lees_instantie(wereld.instantie(**anders)))
    (rest,) = [n for n in oplossing.niet_geplaatst if n.signaal == "S1"]
    return Reden(code=rest.reden.code, detail=dict(rest.reden.detail), helpt=[dict(h) for h in rest.reden.helpt])


@pytest.mark.puur
def test_elke_code_van_de_kern_heeft_een_geval() -> None:
    assert set(GEVALLEN) == set(REDEN_CODES)


@pytest.mark.puur
@pytest.mark.parametrize("code", GEVALLEN)
def test_elk_antwoord_van_de_kern_wordt_een_zin_met_een_uitweg(code: str) -> None:
    reden = uit_de_kern(**GEVALLEN[code])
    assert reden.code == code
    uitleg = leg_uit(reden, {1: "JGT Een", 2: "JGT Twee"})
    assert uitleg.zin.endswith(".")
    assert uitleg.helpt
    for tip in uitleg.helpt:
        assert tip.zin.endswith(".")
        assert "None" not in tip.zin
        assert not tip.wijzig or tip.knop
    # Every remedy of the kernel has words: none gets lost.
    assert not reden.helpt or len(uitleg.helpt) == len(reden.helpt)


@pytest.mark.puur
@pytest.mark.parametrize(
    ("anders", "soort", "zin", "wijzig"),
    [
        (GEVALLEN["NO_SHARED_DAYPART"], "ander_dagdeel", "Kunnen de kinderen ook op woensdagavond?", "?dagdeel=8"),
        (
            {"signals": [S("S1", children=6, max_km=3)], "rooms": [wereld.ruimte(lat=52.18 + 0.03)]},
            "meer_km",
            "Kunnen de kinderen 4 km reizen (1 km verder)? Zo ja, dan kan er een groep beginnen.",
            "?km=4",
        ),
        (
            {"signals": [S("S1", children=12)]},
            "splitsen",
            "met steeds minstens 6 bij elkaar? Zo ja,",
            "?verdelen=6",
        ),
        (
            {"signals": [S("S1", children=3), S("S2", children=9, **OUD)]},
            "splitsen",
            "ook als er dan één alleen in een groep komt of alleen wacht? Zo ja,",
            "?verdelen=1",
        ),
        (
            GEVALLEN["TOO_FEW_CHILDREN"],
            "meer_kinderen",
            "Met nog 3 kinderen erbij kan er een groep beginnen op woensdagmiddag.",
            "",
        ),
        (GEVALLEN["TRAINERS_TAKEN"], "trainer", "Met een trainer erbij op woensdagmiddag kan er een groep", ""),
        (GEVALLEN["ROOMS_TAKEN"], "wachten", "Wachten kan ook: over ongeveer", ""),
    ],
)
def test_elke_remedie_zegt_wat_te_doen(anders: dict[str, Any], soort: str, zin: str, wijzig: str) -> None:
    reden = uit_de_kern(**anders)
    nummer = [h["soort"] for h in reden.helpt].index(soort)
    tip = leg_uit(reden).helpt[nummer]
    assert zin in tip.zin
    assert tip.wijzig == wijzig


@pytest.mark.puur
def test_teams_met_bijna_dezelfde_vraag_staan_erbij() -> None:
    reden = uit_de_kern(signals=[S("S1", children=2), S("S2", "T2", children=1, dayparts=[8])], **TWEE_DELEN)
    assert genoemde_teams(reden) == {2}
    zinnen_ = " ".join(map(str, leg_uit(reden, {2: "JGT Katwijk"}).helpt))
    assert "JGT Katwijk heeft bijna dezelfde vraag: overleg met hen." in zinnen_


@pytest.mark.puur
def test_trainers_bezet_klinkt_anders_dan_te_weinig_kinderen() -> None:
    bezet, rest = (leg_uit(uit_de_kern(**GEVALLEN[c])).zin for c in ("TRAINERS_TAKEN", "TOO_FEW_CHILDREN_LEFT"))
    assert "trainers hebben dan al een groep" in bezet
    assert "nog plek voor 2: er passen er hoogstens 10 in de groep. 3 kinderen wachten nog" in rest


# --- on the page ----------------------------------------------------------------------------------------------


def _met_reden(helpt: list[dict[str, Any]]) -> Signaal:
    signaal = SignaalFactory(interventie=InterventieFactory(), aantal=4, max_km=10, dagdelen=[7])
    RedenFactory(signaal=signaal, helpt=helpt)
    return signaal


def test_van_tip_naar_ingevulde_wijziging(client: Client) -> None:
    buur = TeamFactory(naam="JGT Buur")
    signaal = _met_reden(
        [
            {"soort": "ander_dagdeel", "dagdelen": [8, 10], "hoe": "nieuwe_groep"},
            {"soort": "meer_km", "extra_km": 5, "km": 15, "hoe": "lopende_groep"},
            {"soort": "splitsen", "min_samen": 1, "hoe": "voorstel"},
            {"soort": "meer_kinderen", "kinderen": 2, "dagdelen": [7], "teams": [f"T{buur.pk}"]},
        ]
    )
    client.force_login(gebruiker_met(Rol.JGT, team=signaal.team))
    pagina = tekst(client.get(reverse("vraag:signaal", args=[signaal.pk])))
    assert "JGT Buur heeft bijna dezelfde vraag: overleg met hen." in pagina
    wijzig = reverse("vraag:signaal_wijzigen", args=[signaal.pk])
    for vraag, woorden in (
        ("?dagdeel=8&dagdeel=10", "Alvast ingevuld: ook woensdagavond en donderdagmiddag."),
        ("?km=15", "Alvast ingevuld: tot 15 km reizen."),
        ("?verdelen=1", "Alvast ingevuld: de kinderen mogen over meer groepen verdeeld worden, ook één alleen."),
    ):
        assert wijzig + vraag.replace("&", "&amp;") in pagina
        assert woorden in tekst(client.get(wijzig + vraag))
    form = client.get(wijzig + "?km=15").context["form"]
    assert form["max_km"].value() == 15
    assert client.get(wijzig + "?dagdeel=8&dagdeel=10").context["form"]["dagdelen"].value() == [7, 8, 10]
    signaal.refresh_from_db()
    assert (signaal.max_km, signaal.dagdelen) == (10, [7])


@pytest.mark.parametrize(
    "vraag", ["?km=9", "?km=101", "?km=x", "?dagdeel=7", "?dagdeel=99", "?dagdeel=-1", "?verdelen="]
)
def test_een_wijziging_die_niets_is_vult_niets_in(client: Client, vraag: str) -> None:
    signaal = _met_reden([])
    client.force_login(gebruiker_met(Rol.JGT, team=signaal.team))
    antwoord = client.get(reverse("vraag:signaal_wijzigen", args=[signaal.pk]) + vraag)
    assert antwoord.status_code == 200
    assert "Alvast ingevuld" not in tekst(antwoord)


def test_een_ander_team_krijgt_geen_knop(client: Client) -> None:
    signaal = _met_reden([{"soort": "meer_km", "extra_km": 5, "km": 15, "hoe": "lopende_groep"}])
    # Of a small need no explanation is told: how many are missing would tell how many there are.
    Signaal.objects.filter(pk=signaal.pk).update(aantal=6)
    client.force_login(gebruiker_met(Rol.JGT, team=TeamFactory(gemeente=signaal.team.gemeente)))
    pagina = tekst(client.get(reverse("vraag:signaal", args=[signaal.pk])))
    assert "Kunnen de kinderen 15 km reizen" in pagina
    assert "signaal_wijzigen" not in pagina
    assert "?km=15" not in pagina


# --- why this group -------------------------------------------------------------------------------------------


def test_waarom_deze_groep_met_de_feiten_van_de_kern() -> None:
    oplossing = los_op(
        lees_instantie(
            wereld.instantie(
                rooms=[wereld.ruimte(dayparts=[7, 8]), wereld.ruimte("Z2", lat=52.19)],
                signals=[S("S1", dayparts=[7, 8]), S("S2", "T2", children=4, dayparts=[7, 8])],
            )
        )
    )
    (groep,) = oplossing.groepen
    van_ons = SignaalFactory(aantal=5)
    voorstel = VoorstelFactory(dagdeel=groep.dagdeel, waarom=dict(groep.waarom), regels=[(van_ons, 9)])
    alles = " ".join(zinnen(voorstel))
    assert "Er konden 2 ruimtes." in alles
    assert "km per deelnemer" in alles or "meter per deelnemer" in alles
    assert "Voor iedereen samen kon ook: woensdagavond." in alles
    assert "Op dit dagdeel is 1 trainer bevoegd en beschikbaar." in alles
    assert "Wie het langst wacht, wacht al 4 weken." in alles


def test_waarom_zonder_feiten_breekt_niet() -> None:
    voorstel = VoorstelFactory(waarom={"geschikte_ruimtes": "veel", "vol": 1}, regels=[(SignaalFactory(), 4)])
    assert not any("None" in zin for zin in zinnen(voorstel))
