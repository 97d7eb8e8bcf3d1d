"""A move is allowed, saved and written down in one go; nothing else moves anything."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marktplein.audit.models import Logregel
from marktplein.audit.overgang import verplaats, verplaats_alle
from marktplein.basis.fouten import OvergangFout
from tests.vraag.factories import SignaalFactory
from vraag.models import Signaal
from vraag.workflow import SIGNAAL_OVERGANGEN, SignaalStaat

PROJECT = Path(__file__).resolve().parents[2]
APPS = ("marktplein", "gemeenten", "aanbod", "facilitair", "vraag")
# Jobs (a run, a scenario, a mail) keep their progress themselves, many times a minute: that is no move of a thing.
VAN_EEN_KLUS = {"RunStaat", "Staat"}
BUITEN = ("marktplein/audit/overgang.py", "marktplein/werk/services.py", "marktplein/werk/uitstel.py")


def regels() -> list[tuple[str, str, str, dict[str, object]]]:
    return [(r.gebeurtenis, r.object_id, r.herkomst, r.gegevens) for r in Logregel.objects.order_by("pk")]


def test_een_zet_bewaart_en_schrijft_op() -> None:
    signaal = SignaalFactory(aantal=3)
    signaal.aantal = 4
    verplaats(
        signaal,
        SignaalStaat.VERLOPEN,
        SIGNAAL_OVERGANGEN,
        noem="Deze vraag",
        als="signaal.proef",
        herkomst="taak",
        velden=(),
        kinderen=3,
    )
    nu = Signaal.objects.get()
    assert (nu.staat, nu.aantal) == (SignaalStaat.VERLOPEN, 3), "only what was named is saved"
    feiten = {"van": "open", "naar": "verlopen", "kinderen": 3}
    assert regels() == [("signaal.proef", str(nu.pk), "taak", feiten)]


def test_zonder_velden_wordt_alles_bewaard() -> None:
    signaal = SignaalFactory(aantal=3)
    signaal.aantal = 4
    verplaats(signaal, SignaalStaat.VERLOPEN, SIGNAAL_OVERGANGEN, noem="Deze vraag", als="signaal.proef")
    assert Signaal.objects.get().aantal == 4


def test_wat_de_tabel_niet_kent_verandert_niets() -> None:
    goed, fout = SignaalFactory(), SignaalFactory(staat=SignaalStaat.AFGEROND)
    with pytest.raises(OvergangFout, match="Deze vraag is nu ‘afgerond’"):
        verplaats(fout, SignaalStaat.OPEN, SIGNAAL_OVERGANGEN, noem="Deze vraag", als="signaal.proef")
    with pytest.raises(OvergangFout):
        verplaats_alle(
            [(goed, {}), (fout, {})], SignaalStaat.VERLOPEN, SIGNAAL_OVERGANGEN, noem="Deze vraag", als="signaal.proef"
        )
    assert {s.pk: s.staat for s in Signaal.objects.all()} == {goed.pk: "open", fout.pk: "afgerond"}
    assert (goed.staat, fout.staat, regels()) == ("open", "afgerond", [])


def test_veel_in_een_keer() -> None:
    rijen: list[Signaal] = [SignaalFactory() for _ in range(3)]
    with CaptureQueriesContext(connection) as vragen:
        aantal = verplaats_alle(
            [(s, {"nummer": n}) for n, s in enumerate(rijen)],
            SignaalStaat.VERLOPEN,
            SIGNAAL_OVERGANGEN,
            noem="Deze vraag",
            als="signaal.proef",
            reden_ingetrokken="proef",
        )
    assert aantal == 3
    assert len([v for v in vragen if v["sql"].startswith(("UPDATE", "INSERT"))]) == 2
    for nummer, signaal in enumerate(rijen):
        assert (signaal.staat, signaal.reden_ingetrokken) == ("verlopen", "proef"), "those at hand know it too"
        signaal.refresh_from_db()
        assert (signaal.staat, signaal.reden_ingetrokken) == ("verlopen", "proef")
        assert regels()[nummer][3] == {"van": "open", "naar": "verlopen", "nummer": nummer}
    assert verplaats_alle([], SignaalStaat.VERLOPEN, SIGNAAL_OVERGANGEN, noem="x", als="signaal.proef") == 0


def _waarden(doel: ast.expr, waarde: ast.expr) -> Iterator[ast.expr]:
    """What is assigned to a ``staat`` in this target, also in ``a.staat, a.b = x, y``."""
    if isinstance(doel, ast.Attribute) and doel.attr == "staat":
        yield waarde
    if isinstance(doel, ast.Tuple):
        los = waarde.elts if isinstance(waarde, ast.Tuple) else [waarde] * len(doel.elts)
        for een, ander in zip(doel.elts, los, strict=True):
            yield from _waarden(een, ander)


def _van_een_klus(waarde: ast.expr) -> bool:
    naam = waarde.value if isinstance(waarde, ast.Attribute) else waarde
    return isinstance(naam, ast.Name) and naam.id in VAN_EEN_KLUS


def _zetten(boom: ast.AST) -> Iterator[int]:
    """Lines that give a row another ``staat``: by assignment, setattr, update or bulk_update."""
    for knoop in ast.walk(boom):
        waarden: list[ast.expr] = []
        if isinstance(knoop, ast.Assign):
            waarden = [w for doel in knoop.targets for w in _waarden(doel, knoop.value)]
        elif isinstance(knoop, ast.AnnAssign | ast.AugAssign) and knoop.value is not None:
            waarden = list(_waarden(knoop.target, knoop.value))
        elif isinstance(knoop, ast.Call):
            naam = knoop.func.attr if isinstance(knoop.func, ast.Attribute) else getattr(knoop.func, "id", "")
            if naam == "update":
                waarden = [k.value for k in knoop.keywords if k.arg == "staat"]
            elif naam in ("setattr", "bulk_update"):
                waarden = [
                    w for a in knoop.args for w in ast.walk(a) if isinstance(w, ast.Constant) and w.value == "staat"
                ]
        yield from (knoop.lineno for w in waarden if not _van_een_klus(w))


@pytest.mark.puur
def test_niemand_anders_geeft_een_rij_een_andere_staat() -> None:
    fout = [
        f"{pad.relative_to(PROJECT)}:{regel}"
        for app in APPS
        for pad in sorted((PROJECT / app).rglob("*.py"))
        if "migrations" not in pad.parts and str(pad.relative_to(PROJECT)) not in BUITEN
        for regel in _zetten(ast.parse(pad.read_text("utf-8")))
    ]
    assert fout == []


@pytest.mark.puur
@pytest.mark.parametrize(
    "tekst",
    [
        "a.staat = B.C",
        "a.b, a.staat = 1, B.C",
        "a.staat: str = x",
        "q.filter(x=1).update(staat=B.C)",
        "setattr(a, 'staat', x)",
        "q.bulk_update(a, ['b', 'staat'])",
    ],
)
def test_de_regel_ziet_het(tekst: str) -> None:
    assert list(_zetten(ast.parse(tekst))) == [1]


@pytest.mark.puur
@pytest.mark.parametrize("tekst", ["b.staat, c = Staat.VERZONDEN, 1", "q.update(staat=Staat.MISLUKT)", "A(staat=x)"])
def test_de_regel_laat_klussen_en_nieuwe_rijen_toe(tekst: str) -> None:
    assert list(_zetten(ast.parse(tekst))) == []
