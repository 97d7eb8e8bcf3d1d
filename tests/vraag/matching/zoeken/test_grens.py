"""The bound against the truth, found by trying everything on instances small enough for that."""

import itertools

import pytest

from tests.bench.groepsvorming.genereer import genereer
from tests.vraag.matching import wereld
from vraag.matching import controleer, lees_instantie, los_op
from vraag.matching.probleem.antwoord import Doel, Groep, Lid, NietGeplaatst, Oplossing, Reden
from vraag.matching.probleem.model import Model
from vraag.matching.zoeken import grens
from vraag.matching.zoeken.hoofd import NAUW, Hoofd
from vraag.matching.zoeken.inspanning import Inspanning
from vraag.matching.zoeken.rugzak import Rugzak


def beste_door_alles_te_proberen(inst):
    """Most weighted children over every way to hand each (whole) request to one of the cells or to nobody."""
    cellen = [(r.id, d) for r in inst.ruimtes for d in r.dagdelen]
    best = 0
    trainers = {d: [t.id for t in inst.trainers if d in t.dagdelen] for _, d in cellen}
    for keuze in itertools.product(range(len(cellen) + 1), repeat=len(inst.signalen)):
        groepen, rest, beurt = [], [], dict.fromkeys(trainers, 0)
        for c, (ruimte, d) in enumerate(cellen):
            leden = tuple(Lid(s.id, s.kinderen) for s, k in zip(inst.signalen, keuze, strict=True) if k == c)
            if leden:
                wie = tuple(trainers[d][beurt[d] : beurt[d] + 1])
                beurt[d] += 1
                groepen.append(Groep(f"N{c}", "I1", ruimte, d, inst.horizon - 1, wie, leden))
        for s, k in zip(inst.signalen, keuze, strict=True):
            if k == len(cellen):
                rest.append(NietGeplaatst(s.id, s.kinderen, Reden("AGE")))
        proef = Oplossing(inst.naam, tuple(groepen), (), tuple(rest), Doel(0, 0, 0, 0))
        oordeel = controleer(inst, proef)
        if oordeel.geldig:
            best = max(best, oordeel.doel.gewogen)
    return best


@pytest.mark.parametrize("zaad", range(6))
def test_optimum_ligt_onder_de_grens_en_wordt_gevonden(zaad):
    maten = [
        (3, 4, 2, 5, 6, 3),
        (4, 4, 4, 1, 2, 5),
        (6, 6, 3, 3, 2, 2),
        (1, 2, 3, 4, 5, 6),
        (5, 5, 5, 2, 4, 1),
        (9, 3, 3, 3, 7, 2),
    ]
    signalen = [
        wereld.signaal(
            f"S{i}",
            "T1" if (i + zaad) % 2 else "T2",
            children=n,
            dayparts=[7, 8] if (i * zaad) % 3 else [7],
            max_km=[3, 8, 20][(i + 2 * zaad) % 3],
            posted=["2026-03-01", "2026-08-20"][(i * 7 + zaad) % 2],
        )
        for i, n in enumerate(maten[zaad])
    ]
    data = wereld.instantie(
        signals=signalen,
        rooms=[wereld.ruimte("Z1", dayparts=[7, 8], capacity=9), wereld.ruimte("Z2", lat=52.2, dayparts=[7])],
        trainers=[wereld.trainer("P1", dayparts=[7, 8]), wereld.trainer("P2", dayparts=[7])],
    )
    inst = lees_instantie(data)
    waar = beste_door_alles_te_proberen(inst)
    oplossing = los_op(inst)
    assert oplossing.doel.gewogen == waar <= oplossing.grens


def test_snijvlakken_maken_de_grens_scherper_en_het_antwoord_niet_slechter():
    inst = lees_instantie(genereer(80, 14))
    ruw = los_op(inst, inspanning=Inspanning(buurten=10, uitleg=False, scherp_tot=0))
    scherp = los_op(inst, inspanning=Inspanning(buurten=10, uitleg=False))
    assert scherp.doel.gewogen >= ruw.doel.gewogen
    assert scherp.doel.gewogen <= scherp.grens < ruw.grens


@pytest.mark.parametrize("zaad", range(3))
def test_de_grens_klopt_als_groepen_twee_trainers_delen_uit_twee_gemeenten(zaad):
    """Rows that keep trainers from being halved must never cut off a plan that exists."""
    trainers = [
        wereld.trainer("P1", municipality="M1", scope="municipality", dayparts=[7, 8]),
        wereld.trainer("P2", municipality="M2", scope="municipality", dayparts=[7, 8]),
        wereld.trainer("P3", dayparts=[7, 8][zaad % 2 :], max_groups_per_week=1 + zaad % 2),
        wereld.trainer("P4", dayparts=[7]),
    ]
    kinderen = [(4, 3, 5, 4), (6, 5, 4, 6), (3, 3, 4, 5)][zaad]
    data = wereld.instantie(
        interventions=[wereld.interventie(min_size=4, trainers=2)],
        signals=[
            wereld.signaal(
                f"S{i}", "T1" if i % 2 else "T2", children=n, dayparts=[7, 8] if i != zaad else [7], max_km=30
            )
            for i, n in enumerate(kinderen)
        ],
        rooms=[
            wereld.ruimte("Z1", municipality="M1", dayparts=[7, 8], capacity=9),
            wereld.ruimte("Z2", municipality="M2", lat=52.2, dayparts=[7, 8][: 1 + zaad % 2]),
        ],
        trainers=trainers,
    )
    inst = lees_instantie(data)
    cellen = [(r.id, d) for r in inst.ruimtes for d in r.dagdelen]
    gemeente = {r.id: r.gemeente for r in inst.ruimtes}
    paren = {
        c: list(
            itertools.combinations(
                [t.id for t in inst.trainers if d in t.dagdelen and (t.hele_regio or t.gemeente == gemeente[r])], 2
            )
        )
        for c, (r, d) in enumerate(cellen)
    }
    waar = 0
    for keuze in itertools.product(range(len(cellen) + 1), repeat=len(inst.signalen)):
        bezet = sorted({k for k in keuze if k < len(cellen)})
        leden = {
            c: tuple(Lid(s.id, s.kinderen) for s, k in zip(inst.signalen, keuze, strict=True) if k == c) for c in bezet
        }
        rest = tuple(
            NietGeplaatst(s.id, s.kinderen, Reden("AGE"))
            for s, k in zip(inst.signalen, keuze, strict=True)
            if k == len(cellen)
        )
        if any(sum(lid.kinderen for lid in leden[c]) < 4 for c in bezet):
            continue
        for wie in itertools.product(*(paren[c] for c in bezet)):
            groepen = tuple(
                Groep(f"N{c}", "I1", *cellen[c], inst.horizon - 1, t, leden[c]) for c, t in zip(bezet, wie, strict=True)
            )
            oordeel = controleer(inst, Oplossing(inst.naam, groepen, (), rest, Doel(0, 0, 0, 0)))
            if oordeel.geldig:
                waar = max(waar, oordeel.doel.gewogen)
    oplossing = los_op(inst)
    assert 0 < oplossing.doel.gewogen == waar <= oplossing.grens


@pytest.mark.parametrize(
    ("lopend", "duur"),
    [
        ([], 2),
        ([], 1),
        # The room comes free in week 2; it is taken from week 5 on; the trainer of both series is busy elsewhere.
        ([wereld.lopend(start_week=-6)], 2),
        ([wereld.lopend(start_week=5)], 2),
        ([wereld.lopend(start_week=-5, room="Z2"), wereld.lopend("G2", start_week=6, room="Z2", trainers=["P2"])], 3),
        ([wereld.lopend(start_week=3, room="Z2", trainers=["P2"])], 1),
    ],
)
@pytest.mark.parametrize("eerste", [(0, 0, 0, 0), (0, 2, 1, 3)])
def test_als_weken_tellen_klopt_de_grens_ook(lopend, duur, eerste):
    """A long series next to a short one: leaving out early starts of the long one must not cost anything."""
    data = wereld.instantie(
        horizon_weeks=4,
        interventions=[
            wereld.interventie(min_size=3),
            wereld.interventie(id="I2", weeks=duur, min_size=3, trainers=1),
        ],
        signals=[
            wereld.signaal(f"S{i}", children=n, intervention=["I1", "I2"][i % 2], earliest_week=week, max_km=30)
            for i, (n, week) in enumerate(zip((4, 5, 3, 6), eerste, strict=True))
        ],
        # The second room is too far away for all but the groups that run there already.
        rooms=[wereld.ruimte("Z1", capacity=8), wereld.ruimte("Z2", lat=53.2)],
        trainers=[
            wereld.trainer("P1", interventions=["I1", "I2"], max_groups_per_week=1),
            wereld.trainer("P2", interventions=["I2"], max_groups_per_week=1),
        ],
        existing_groups=[{**g, "children": 12} for g in lopend],
    )
    inst = lees_instantie(data)
    trainers = {"I1": ("P1",), "I2": ("P1", "P2")}
    keuzes = [[None, *itertools.product(range(inst.horizon), trainers[s.interventie])] for s in inst.signalen]
    waar = 0
    for keuze in itertools.product(*keuzes):
        leden = {}
        for s, k in zip(inst.signalen, keuze, strict=True):
            if k is not None:
                leden.setdefault((s.interventie, *k), []).append(Lid(s.id, s.kinderen))
        groepen = tuple(
            Groep(f"N{i}", v, "Z1", 7, start, (wie,), tuple(samen))
            for i, ((v, start, wie), samen) in enumerate(leden.items())
        )
        rest = tuple(
            NietGeplaatst(s.id, s.kinderen, Reden("AGE"))
            for s, k in zip(inst.signalen, keuze, strict=True)
            if k is None
        )
        oordeel = controleer(inst, Oplossing(inst.naam, groepen, (), rest, Doel(0, 0, 0, 0)))
        if oordeel.geldig:
            waar = max(waar, oordeel.doel.gewogen)
    oplossing = los_op(inst)
    assert 0 < oplossing.doel.gewogen == waar <= oplossing.grens
    weer = los_op(inst, start=oplossing)
    assert weer.groepen == oplossing.groepen


def test_los_gerekend_komt_het_hoofdprobleem_op_dezelfde_grens_uit():
    """Loose solves and prices off the optimum may cost rounds, never what the bound ends at."""
    model = Model(lees_instantie(genereer(120, 6)))
    rugzakken = {v: Rugzak(model, vraag) for v, vraag in model.vragen.items() if vraag.rijen}
    grenzen = []
    for losst in (NAUW, 0.3):
        hoofd = Hoofd(model, rugzakken, {})
        with pytest.MonkeyPatch.context() as even:
            even.setattr(grens, "LOSST", losst)
            grenzen.append(grens.genereer(hoofd, 60, 1e-5, lambda _deel: None, 0).grens)
        waarde, _ = hoofd.los()
        assert waarde <= grenzen[-1] + 1
    assert abs(grenzen[0] - grenzen[1]) <= 1
