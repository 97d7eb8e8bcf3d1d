import datetime as dt

import pytest
from django.db import transaction

from aanbod.fouten import GeenCertificaat, GroepVol, TrainerBezet
from aanbod.groepen.services.planning import Locatie, bijeenkomst_tijden, plan_groep
from aanbod.models import Groep, Inzet
from aanbod.workflow import GroepStaat
from marktplein.audit.models import Logregel
from marktplein.basis import klok
from marktplein.basis.fouten import DomeinFout
from tests.aanbod.factories import CertificaatFactory, InterventieFactory, TrainerFactory
from tests.gemeenten.factories import GemeenteFactory, SchoolvakantieFactory, TeamFactory

WOENSDAGMIDDAG, MAANDAGAVOND = 7, 2
PLEK = Locatie("Buurthuis", "Dorpsstraat 1", 52.16, 4.49)


def dagen(tijden):
    return [klok.lokaal(begin).date() for begin, _ in tijden]


def test_wekelijks_op_dezelfde_dag_en_tijd_ook_over_de_zomertijd_heen():
    interventie = InterventieFactory(bijeenkomsten=3, duur_minuten=75)
    tijden = bijeenkomst_tijden(interventie, GemeenteFactory(), WOENSDAGMIDDAG, dt.date(2026, 3, 16))
    assert dagen(tijden) == [dt.date(2026, 3, 18), dt.date(2026, 3, 25), dt.date(2026, 4, 1)]
    assert {klok.lokaal(begin).time() for begin, _ in tijden} == {dt.time(14, 0)}
    assert {eind - begin for begin, eind in tijden} == {dt.timedelta(minutes=75)}


def test_feestdag_wordt_overgeslagen_en_de_reeks_loopt_langer_door():
    # Easter Monday 2026 is 6 April, Whit Monday 25 May.
    tijden = bijeenkomst_tijden(
        InterventieFactory(bijeenkomsten=2), GemeenteFactory(), MAANDAGAVOND, dt.date(2026, 3, 30)
    )
    assert dagen(tijden) == [dt.date(2026, 3, 30), dt.date(2026, 4, 13)]


def test_schoolvakantie_van_de_eigen_landsregio_wordt_overgeslagen():
    SchoolvakantieFactory(vakantieregio="midden", begin=dt.date(2026, 2, 14), eind=dt.date(2026, 2, 22))
    SchoolvakantieFactory(vakantieregio="zuid", begin=dt.date(2026, 2, 7), eind=dt.date(2026, 2, 15))
    interventie = InterventieFactory(bijeenkomsten=2)
    midden, zuid = GemeenteFactory(vakantieregio="midden"), GemeenteFactory(vakantieregio="zuid")
    start = dt.date(2026, 2, 9)
    assert dagen(bijeenkomst_tijden(interventie, midden, WOENSDAGMIDDAG, start)) == [
        dt.date(2026, 2, 11),
        dt.date(2026, 2, 25),
    ]
    assert dagen(bijeenkomst_tijden(interventie, zuid, WOENSDAGMIDDAG, start)) == [
        dt.date(2026, 2, 18),
        dt.date(2026, 2, 25),
    ]


def gegevens(**anders):
    interventie = anders.pop("interventie", None) or InterventieFactory(groep_max=8)
    return {
        "interventie": interventie,
        "gemeente": GemeenteFactory(),
        "locatie": PLEK,
        "dagdeel": WOENSDAGMIDDAG,
        "tijden": bijeenkomst_tijden(interventie, GemeenteFactory(), WOENSDAGMIDDAG, dt.date(2026, 11, 2)),
        "trainers": [],
        "teamplaatsen": [],
        "leeftijd_min": 7,
        "leeftijd_max": 9,
        "capaciteit": 8,
        "minimum": 4,
        "door": None,
    } | anders


def test_plan_groep_legt_alles_vast():
    interventie = InterventieFactory(bijeenkomsten=3)
    trainer = TrainerFactory(interventie=interventie)
    een, twee = TeamFactory(), TeamFactory()
    groep = plan_groep(**gegevens(interventie=interventie, trainers=[trainer], teamplaatsen=[(een, 3), (twee, 2)]))
    groep.refresh_from_db()
    assert groep.staat == GroepStaat.VOORBEREIDING
    assert (groep.bezet, groep.capaciteit, groep.start_op, groep.eind_op) == (
        5, 8, dt.date(2026, 11, 4), dt.date(2026, 11, 18),
    )  # fmt: skip
    assert list(groep.bijeenkomsten.values_list("nummer", flat=True)) == [1, 2, 3]
    assert Inzet.objects.filter(trainer=trainer).count() == 3
    assert dict(groep.teamplaatsen.values_list("team", "aantal")) == {een.pk: 3, twee.pk: 2}
    assert Logregel.objects.filter(gebeurtenis="groep.gepland", object_id=str(groep.pk)).exists()


def test_twee_groepen_op_dezelfde_dag_krijgen_een_eigen_adres():
    interventie, gemeente = InterventieFactory(), GemeenteFactory()
    slugs = {plan_groep(**gegevens(interventie=interventie, gemeente=gemeente)).slug for _ in range(3)}
    assert len(slugs) == 3


def test_meer_kinderen_dan_plekken_kan_niet():
    with pytest.raises(GroepVol):
        plan_groep(**gegevens(teamplaatsen=[(TeamFactory(), 9)]))
    assert not Groep.objects.exists()


def test_trainer_die_al_bezet_is_en_de_transactie_blijft_bruikbaar():
    interventie = InterventieFactory()
    trainer = TrainerFactory(interventie=interventie, naam="Ans")
    plan_groep(**gegevens(interventie=interventie, trainers=[trainer]))
    with transaction.atomic():
        with pytest.raises(TrainerBezet, match="Ans"):
            plan_groep(**gegevens(interventie=interventie, trainers=[trainer]))
        assert Groep.objects.count() == 1
    assert Inzet.objects.count() == 3


@pytest.mark.parametrize(("geldig_tot", "mag"), [(dt.date(2026, 11, 18), True), (dt.date(2026, 11, 17), False)])
def test_certificaat_moet_tot_en_met_de_laatste_bijeenkomst_gelden(geldig_tot, mag):
    interventie = InterventieFactory(bijeenkomsten=3)
    trainer = CertificaatFactory(interventie=interventie, geldig_tot=geldig_tot).trainer
    if mag:
        assert plan_groep(**gegevens(interventie=interventie, trainers=[trainer])).pk
    else:
        with pytest.raises(GeenCertificaat):
            plan_groep(**gegevens(interventie=interventie, trainers=[trainer]))


def test_een_groep_krijgt_de_vorm_van_het_aanbod_of_een_die_het_ook_heeft():
    soort = InterventieFactory(preventievorm="selectief", andere_preventievormen=["universeel"])
    assert plan_groep(**gegevens(interventie=soort)).preventievorm == "selectief"
    assert plan_groep(**gegevens(interventie=soort, preventievorm="universeel")).preventievorm == "universeel"
    with pytest.raises(DomeinFout, match="Zulke groepen"):
        plan_groep(**gegevens(interventie=soort, preventievorm="probleemgericht"))
