"""What an event does to a proposal: every combination that matters, and what holds for all of them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vraag.voorstellen import beslissing
from vraag.voorstellen.beslissing import (
    Belemmering,
    Deel,
    Einde,
    GeefTerug,
    Krimp,
    Ontbind,
    Plan,
    Situatie,
    Stap,
    Team,
    Trainer,
    Vervang,
    Wacht,
    Zegt,
    beslis,
)
from vraag.workflow import VOORSTEL_LOPEND, Antwoord, VoorstelStaat

JA, NEE, OPEN = Zegt.JA, Zegt.NEE, Zegt.OPEN


def team(nummer: int, zegt: Zegt, *kinderen: int, teveel: int = 0) -> Team:
    """Team 1 has signalen 10, 11, …"""
    return Team(nummer, zegt, tuple(Deel(nummer * 10 + i, n) for i, n in enumerate(kinderen)), teveel)


def wie(*antwoorden: Zegt) -> tuple[Trainer, ...]:
    return tuple(Trainer(100 + i, zegt) for i, zegt in enumerate(antwoorden))


def groep(*teams: Team, trainers: tuple[Trainer, ...] = (), **anders: object) -> Situatie:
    """Six to nine children are needed."""
    s = Situatie(staat="voorgesteld", minimum=6, maximum=9, teams=teams, trainers=trainers)
    return replace(s, **anders)  # type: ignore[arg-type]


def afgewezen(reden: str, *signalen: int, trainers: tuple[int, ...] = ()) -> Ontbind:
    return Ontbind(Einde.AFGEWEZEN, reden, signalen, trainers)


def vervallen(reden: str, *signalen: int, trainers: tuple[int, ...] = ()) -> Ontbind:
    return Ontbind(Einde.VERVALLEN, reden, signalen, trainers)


TEAM_NEE = "Een team zei nee en er bleven te weinig mensen over."
TE_LAAT = "Niet iedereen antwoordde op tijd en er bleven te weinig mensen over."
GEEN_TRAINER = "Een trainer kan niet en er is nu geen andere trainer vrij."
TRAINER_STIL = "Een trainer antwoordde niet op tijd."
MISLUKT = "Iedereen deed mee, maar plannen lukte niet. "
VOORBIJ = {"termijn_voorbij": True}
ZES, DRIE = team(1, JA, 6), team(2, OPEN, 3)
NIET = team(2, NEE, 3)

TABEL: list[tuple[str, Situatie, tuple[Stap, ...]]] = [
    ("niemand antwoordde nog", groep(team(1, OPEN, 6), DRIE, trainers=wie(OPEN)), (Wacht(),)),
    ("een team moet nog", groep(ZES, DRIE, trainers=wie(JA)), (Wacht(),)),
    ("een trainer moet nog", groep(ZES, trainers=wie(JA, OPEN)), (Wacht(),)),
    ("iedereen ja", groep(ZES, team(2, JA, 3), trainers=wie(JA, JA)), (Plan(),)),
    ("iedereen ja, na een val", groep(ZES, trainers=wie(JA), staat="toegezegd"), (Plan(),)),
    ("precies genoeg", groep(team(1, JA, 6)), (Plan(),)),
    ("een nee, genoeg over, nog wachten", groep(ZES, NIET, trainers=wie(OPEN)), (Krimp((2,), (), (20,)), Wacht())),
    ("een nee, genoeg over, de rest zei ja", groep(ZES, NIET, trainers=wie(JA)), (Krimp((2,), (), (20,)), Plan())),
    ("een nee, te weinig over", groep(team(1, JA, 5), team(2, NEE, 4)), (afgewezen(TEAM_NEE, 20),)),
    ("allen nee", groep(team(1, NEE, 6), NIET), (afgewezen(TEAM_NEE, 10, 20),)),
    ("een nee over alle vragen van het team", groep(ZES, team(2, NEE, 1, 2)), (Krimp((2,), (), (20, 21)), Plan())),
    (
        "een vraag ingetrokken, de andere mag opnieuw",
        groep(ZES, team(2, NEE, 1, 2), ingetrokken=frozenset({20})),
        (Krimp((2,), (), (20,)), Plan()),
    ),
    (
        "ingetrokken en te weinig over",
        groep(team(1, OPEN, 5), team(2, NEE, 2, 2), ingetrokken=frozenset({21})),
        (afgewezen(TEAM_NEE, 21),),
    ),
    (
        "de ander trekt in, dit team zei gewoon nee",
        groep(ZES, NIET, team(3, NEE, 1), ingetrokken=frozenset({30})),
        (Krimp((2, 3), (), (20, 30)), Plan()),
    ),
    (
        "een trainer kan niet, een ander wel",
        groep(ZES, trainers=wie(JA, NEE), vervangers=(7, 8)),
        (Vervang(101, 7), Wacht()),
    ),
    (
        "twee trainers kunnen niet, twee anderen wel",
        groep(ZES, trainers=wie(NEE, NEE), vervangers=(7, 8, 9)),
        (Vervang(100, 7), Vervang(101, 8), Wacht()),
    ),
    (
        "twee kunnen niet en er is er een: die wordt niet voor niets gevraagd",
        groep(ZES, trainers=wie(NEE, NEE), vervangers=(7,)),
        (afgewezen(GEEN_TRAINER, trainers=(100, 101)),),
    ),
    ("geen andere trainer", groep(ZES, DRIE, trainers=wie(NEE)), (afgewezen(GEEN_TRAINER, trainers=(100,)),)),
    (
        "team en trainer nee",
        groep(ZES, NIET, trainers=wie(NEE), vervangers=(7,)),
        (Krimp((2,), (), (20,)), Vervang(100, 7), Wacht()),
    ),
    (
        "team en trainer nee, te weinig over: beide nee's blijven staan",
        groep(team(1, JA, 5), NIET, trainers=wie(NEE), vervangers=(7,)),
        (afgewezen(TEAM_NEE, 20, trainers=(100,)),),
    ),
    (
        "termijn voorbij, team stil, genoeg over",
        groep(ZES, DRIE, trainers=wie(JA), **VOORBIJ),
        (Krimp((2,), (2,), (20,)), Plan()),
    ),
    ("termijn voorbij, te weinig over", groep(team(1, JA, 5), DRIE, **VOORBIJ), (vervallen(TE_LAAT, 20),)),
    ("termijn voorbij, alles stil", groep(team(1, OPEN, 6), DRIE, **VOORBIJ), (vervallen(TE_LAAT, 10, 20),)),
    ("termijn voorbij, trainer stil", groep(ZES, trainers=wie(JA, OPEN), **VOORBIJ),
     (vervallen(TRAINER_STIL, trainers=(101,)),)),
    (
        "termijn voorbij, team en trainer stil: niemand hoort eerst dat het kleiner doorgaat",
        groep(ZES, DRIE, trainers=wie(OPEN), **VOORBIJ),
        (vervallen(TRAINER_STIL, 20, trainers=(100,)),),
    ),
    (
        "termijn voorbij, een nee en een stil team",
        groep(ZES, NIET, team(3, OPEN, 1), **VOORBIJ),
        (Krimp((2, 3), (3,), (20, 30)), Plan()),
    ),
    ("te weinig zonder dat iemand nee zei", groep(team(1, JA, 5)),
     (vervallen("Er zijn te weinig mensen voor dit voorstel."),)),
    ("te veel, maar er moet nog iemand antwoorden", groep(team(1, JA, 9), team(2, OPEN, 1)), (Wacht(),)),
    ("te veel", groep(team(1, JA, 9), team(2, JA, 1)),
     (vervallen(f"{MISLUKT}Er is geen plek meer voor 10 deelnemers.", 10, 20),)),
    ("aansluiten met een kind", groep(team(1, JA, 1), minimum=1, maximum=2), (Plan(),)),
    ("aansluiten, de plek is weg", groep(team(1, JA, 1), minimum=1, maximum=0),
     (vervallen(f"{MISLUKT}Er is geen plek meer voor 1 deelnemer.", 10),)),
    (
        "plannen mislukte door een trainer",
        groep(ZES, trainers=wie(JA), staat="toegezegd", belemmering=Belemmering("Bezet.", (100,))),
        (vervallen(f"{MISLUKT}Bezet.", trainers=(100,)),),
    ),
    (
        "plannen mislukte door de zaal",
        groep(ZES, team(2, JA, 1, 2), staat="toegezegd", belemmering=Belemmering("Dicht.")),
        (vervallen(f"{MISLUKT}Dicht.", 10, 20, 21),),
    ),
    ("gepland, niets aan de hand", groep(ZES, staat="gepland"), (Wacht(),)),
    ("gepland, termijn voorbij", groep(ZES, DRIE, staat="gepland", **VOORBIJ), (Wacht(),)),
    ("gepland en afgelast", groep(ZES, staat="gepland", groep_afgelast=True), (vervallen("De groep gaat niet door."),)),
    (
        "gepland, plekken terug: wie het laatst kwam het eerst",
        groep(team(1, JA, 4, 2, teveel=3), team(2, JA, 3), staat="gepland"),
        (GeefTerug((Deel(11, 2), Deel(10, 1))),),
    ),
    ("gepland, twee teams geven terug", groep(team(1, JA, 6, teveel=1), team(2, JA, 3, teveel=3), staat="gepland"),
     (GeefTerug((Deel(10, 1), Deel(20, 3))),)),
]  # fmt: skip


@pytest.mark.parametrize(("s", "verwacht"), [rij[1:] for rij in TABEL], ids=[rij[0] for rij in TABEL])
def test_tabel(s: Situatie, verwacht: tuple[Stap, ...]) -> None:
    assert beslis(s) == verwacht


@pytest.mark.parametrize("staat", ["afgewezen", "vervallen", "ingehaald"])
def test_wat_voorbij_is_blijft_voorbij(staat: str) -> None:
    s = groep(NIET, trainers=wie(NEE), staat=staat, termijn_voorbij=True, belemmering=Belemmering("x"))
    assert beslis(s) == (Wacht(),)


def test_dezelfde_woorden_als_de_rest_van_het_huis() -> None:
    assert set(Zegt) == set(Antwoord)
    assert set(Einde) < set(VoorstelStaat)
    assert beslissing.LOPEND == VOORSTEL_LOPEND
    assert beslissing.GEPLAND == VoorstelStaat.GEPLAND


antwoorden = st.sampled_from(Zegt)


@st.composite
def situaties(draw: st.DrawFn) -> Situatie:
    teams = [
        team(nummer, draw(antwoorden), *draw(st.lists(st.integers(1, 6), min_size=1, max_size=3)))
        for nummer in range(1, draw(st.integers(1, 4)) + 1)
    ]
    signalen = [d.signaal for t in teams if t.zegt == NEE for d in t.delen]
    minimum = draw(st.integers(1, 10))
    return Situatie(
        staat=draw(st.sampled_from(beslissing.LOPEND)),
        minimum=minimum,
        maximum=draw(st.integers(minimum, 20)),
        teams=tuple(teams),
        trainers=wie(*draw(st.lists(antwoorden, max_size=3))),
        vervangers=tuple(range(200, 200 + draw(st.integers(0, 3)))),
        ingetrokken=frozenset(draw(st.sets(st.sampled_from(signalen))) if signalen else ()),
        termijn_voorbij=draw(st.booleans()),
    )


def na(s: Situatie) -> tuple[Situatie, list[Stap]]:
    """The situation after the steps that let it live on, and the steps."""
    stappen = list(beslis(s))
    for stap in stappen:
        if isinstance(stap, Krimp):
            s = replace(s, teams=tuple(t for t in s.teams if t.nummer not in stap.teams))
        if isinstance(stap, Vervang):
            s = replace(s, trainers=tuple(Trainer(stap.naar, OPEN) if t.nummer == stap.van else t for t in s.trainers))
    return s, stappen


@given(situaties())
def test_gepland_wordt_alleen_wat_past_en_waar_iedereen_ja_op_zei(s: Situatie) -> None:
    straks, stappen = na(s)
    if Plan() in stappen:
        assert s.minimum <= sum(t.kinderen for t in straks.teams) <= s.maximum
        assert {t.zegt for t in (*straks.teams, *straks.trainers)} == {JA}


@given(situaties())
def test_een_nee_verdwijnt_nooit_en_een_ja_wordt_nooit_een_nee(s: Situatie) -> None:
    straks, stappen = na(s)
    signalen = {pk for stap in stappen if isinstance(stap, Krimp) for pk in stap.uitgesloten}
    trainers = {stap.van for stap in stappen if isinstance(stap, Vervang)}
    for stap in stappen:
        if isinstance(stap, Ontbind):
            signalen.update(stap.signalen)
            trainers.update(stap.trainers)
    for t in s.teams:
        vragen = {d.signaal for d in t.delen}
        if t.zegt == NEE:
            assert vragen & signalen == (vragen & s.ingetrokken or vragen)
            assert not any(isinstance(stap, Wacht | Plan) for stap in stappen) or t not in straks.teams
    assert {t.nummer for t in s.trainers if t.zegt == NEE} <= trainers
    if not any(isinstance(stap, Ontbind) and stap.reden.startswith(MISLUKT) for stap in stappen):
        assert not {d.signaal for t in s.teams if t.zegt == JA for d in t.delen} & signalen
        assert not {t.nummer for t in s.trainers if t.zegt == JA} & trainers


@given(situaties())
def test_het_laatste_is_de_uitkomst_en_een_einde_staat_alleen(s: Situatie) -> None:
    *eerst, laatste = beslis(s)
    assert isinstance(laatste, Wacht | Plan | Ontbind)
    assert all(isinstance(stap, Krimp | Vervang) for stap in eerst)
    if isinstance(laatste, Ontbind):
        assert not eerst, "nobody hears first that it goes on"


@given(situaties())
def test_nog_eens_kijken_verandert_niets(s: Situatie) -> None:
    """What is done is done; who steps in has a deadline of his own."""
    straks, stappen = na(s)
    if not isinstance(stappen[-1], Ontbind):
        assert beslis(replace(straks, termijn_voorbij=False)) == (stappen[-1],)


@given(situaties())
def test_na_de_termijn_wacht_niemand_behalve_op_een_vervanger(s: Situatie) -> None:
    stappen = beslis(replace(s, termijn_voorbij=True))
    assert stappen[-1] != Wacht() or any(isinstance(stap, Vervang) for stap in stappen)


@given(situaties())
def test_een_vervanger_wordt_een_keer_gevraagd(s: Situatie) -> None:
    gevraagd = [stap.naar for stap in beslis(s) if isinstance(stap, Vervang)]
    assert len(set(gevraagd)) == len(gevraagd)
    assert set(gevraagd) <= set(s.vervangers)


@given(st.lists(st.integers(1, 6), min_size=1, max_size=4), st.integers(0, 30))
def test_terug_gaat_wat_er_te_veel_is_en_niet_meer_dan_er_was(kinderen: list[int], teveel: int) -> None:
    stap = beslis(groep(team(1, JA, *kinderen, teveel=teveel), staat="gepland"))[0]
    terug = sum(d.kinderen for d in stap.delen) if isinstance(stap, GeefTerug) else 0
    assert terug == min(teveel, sum(kinderen))
