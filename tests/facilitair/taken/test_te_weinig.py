"""A planned group that became too small: one task. And who is a colleague, and in which order rows are locked."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aanbod.deelname.services.afgelasten import annuleer_groep
from aanbod.workflow import GroepStaat
from facilitair.models import Taak
from facilitair.permissions import kan_taken_doen
from facilitair.taken.selectors import collegas, trainers_van
from facilitair.taken.services import volgen
from facilitair.taken.services.taken import rond_af
from facilitair.taken.services.van_groep import TE_WEINIG, maak_taken, meld_te_weinig_deelnemers
from facilitair.workflow import TaakSoort
from gemeenten.grond.enums import Rol
from marktplein.basis import klok
from marktplein.basis.werkdagen import LANDELIJK, is_werkdag
from tests.aanbod.factories import GroepFactory, InzetFactory, TrainerFactory
from tests.facilitair.factories import TaakFactory
from tests.gemeenten.factories import gebruiker_met


def test_een_taak_hoe_vaak_ook_gevraagd_en_ook_als_die_klaar_is() -> None:
    groep = GroepFactory(bezet=3)
    taak = meld_te_weinig_deelnemers(groep)
    assert taak is not None
    assert (taak.soort, taak.titel, taak.gemeente) == (TaakSoort.DEELNEMERS, TE_WEINIG, groep.gemeente)
    assert "3 van de 4 plekken die nodig zijn" in taak.uitleg
    assert klok.vandaag() <= taak.uiterlijk <= groep.start_op
    assert is_werkdag(taak.uiterlijk, LANDELIJK)
    assert meld_te_weinig_deelnemers(groep) is None
    rond_af(taak=taak, door=gebruiker_met(Rol.FACILITAIR), tekst="De groep begint kleiner.")
    assert meld_te_weinig_deelnemers(groep) is None
    assert groep.taken.count() == 1
    groep.refresh_from_db()
    assert groep.staat == GroepStaat.OPEN, "nothing is called off by itself"


def test_ook_een_groep_die_niet_uit_een_voorstel_kwam_wordt_gezien() -> None:
    over_een_week, ver = (klok.vandaag() + dt.timedelta(days=n) for n in (7, 30))
    klein = GroepFactory(bezet=3, start_op=over_een_week)
    for groep in (GroepFactory(bezet=4, start_op=over_een_week), GroepFactory(bezet=3, start_op=ver)):
        assert volgen.meld_groepen_met_te_weinig() in (0, 1)
        assert not groep.taken.exists()
    assert klein.taken.get().soort == TaakSoort.DEELNEMERS
    assert volgen.meld_groepen_met_te_weinig() == 0


def test_wat_iemand_zelf_zo_noemt_is_een_andere_taak() -> None:
    """A task is known by its kind: one that a colleague gave the same title stands in the way of nothing."""
    groep = GroepFactory(bezet=3)
    TaakFactory(groep=groep, titel=TE_WEINIG)
    taak = meld_te_weinig_deelnemers(groep)
    assert taak is not None
    Taak.objects.filter(pk=taak.pk).update(titel="Peuters gezocht")
    assert meld_te_weinig_deelnemers(groep) is None


def test_twee_trainers_met_een_naam_zijn_er_twee() -> None:
    groep = GroepFactory()
    bijeenkomst = groep.bijeenkomsten.first()
    for _ in range(2):
        InzetFactory(bijeenkomst=bijeenkomst, trainer=TrainerFactory(naam="Jan de Vries"))
    assert trainers_van(groep) == ["Jan de Vries"] * 2


@pytest.mark.parametrize(
    "velden",
    [
        {"bezet": 4},
        {"bezet": 3, "staat": GroepStaat.BEZIG},
        {"bezet": 3, "staat": GroepStaat.GEANNULEERD},
        {"bezet": 3, "start_op": dt.date(2026, 1, 7)},
    ],
)
def test_geen_taak_als_er_niets_te_beslissen_is(velden: dict[str, object]) -> None:
    groep = GroepFactory(**velden)
    assert meld_te_weinig_deelnemers(groep) is None
    assert not groep.taken.exists()


def test_collega_is_wie_de_rol_vandaag_nog_heeft() -> None:
    """The last day of a membership is the day before ``tot``, as everywhere."""
    vandaag = klok.vandaag()
    vertrokken, blijft = (gebruiker_met(Rol.FACILITAIR) for _ in range(2))
    vertrokken.lidmaatschappen.update(tot=vandaag)
    blijft.lidmaatschappen.update(tot=vandaag + dt.timedelta(days=1))
    gevonden = set(collegas())
    assert gevonden == {blijft}
    for user in (vertrokken, blijft):
        assert kan_taken_doen(user) == (user in gevonden)


def test_opruimen_vergrendelt_eerst_de_groep() -> None:
    groep = GroepFactory()
    maak_taken(groep)
    annuleer_groep(groep, "De trainer is ziek.")
    with CaptureQueriesContext(connection) as gevraagd:
        assert volgen.ruim_geannuleerde_groepen_op() == 1
    sloten = [q["sql"] for q in gevraagd.captured_queries if "FOR " in q["sql"] and "UPDATE" in q["sql"]]
    assert 'FROM "aanbod_groep"' in sloten[0]
    assert any('FROM "facilitair_taak"' in slot for slot in sloten[1:])
