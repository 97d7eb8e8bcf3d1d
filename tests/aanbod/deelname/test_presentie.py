"""How many came per meeting: noted by facilitair and the group's trainers, for teams and registrations alike."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from aanbod.deelname.services.presentie import noteer_presentie
from aanbod.workflow import GroepStaat
from gemeenten.grond.enums import Rol
from marktplein.audit.models import Logregel
from marktplein.basis import klok
from marktplein.basis.fouten import DomeinFout, NietToegestaan, OvergangFout, Verouderd
from marktplein.basis.samen import afdruk
from tests.aanbod.factories import GroepFactory, TeamPlaatsFactory, TrainerFactory
from tests.aanbod.hulp import als
from tests.gemeenten.factories import gebruiker_met


@pytest.fixture
def trainer():
    return TrainerFactory(user=gebruiker_met(Rol.TRAINER))


def begonnen(**velden):
    """Two of its three meetings have been; only a team has places in it."""
    groep = GroepFactory(start_op=klok.vandaag() - dt.timedelta(days=8), staat=GroepStaat.BEZIG, bezet=4, **velden)
    TeamPlaatsFactory(groep=groep, aantal=4)
    return groep


def genoteerd(groep):
    return list(groep.bijeenkomsten.order_by("nummer").values_list("aanwezig", flat=True))


def test_een_trainer_vult_per_keer_een_aantal_in_en_wie_hier_werkt_ziet_het(trainer):
    groep, client = begonnen(trainers=[trainer]), Client()
    client.force_login(trainer.user)
    adres, pagina = (reverse(f"aanbod:{naam}", args=[groep.slug]) for naam in ("presentie", "groep"))
    assert adres in client.get(reverse("aanbod:mijn_groepen")).content.decode()
    assert adres in client.get(pagina).content.decode()
    form = client.get(adres).context["form"]
    assert list(form.nummers.values()) == [1, 2]
    client.post(adres, {"keer1": "4", "keer2": "0", "gezien": form.initial["gezien"]})
    assert genoteerd(groep) == [4, 0, None]
    voor_collega = als(Rol.JGT).get(pagina).content.decode()
    assert "4 waren er" in voor_collega
    assert "niemand was er" in voor_collega
    assert "waren er" not in Client().get(pagina).content.decode()


def test_nog_eens_bewaren_verandert_niets_en_een_vergissing_is_te_herstellen(trainer):
    groep = begonnen(trainers=[trainer])
    for aantallen, anders in (({1: 3, 2: 4}, 2), ({1: 3, 2: 4}, 0), ({1: None, 2: 2}, 2)):
        assert noteer_presentie(groep=groep, aantallen=aantallen, door=trainer.user) == anders
    assert genoteerd(groep) == [None, 2, None]
    regels = [regel.gegevens for regel in Logregel.objects.filter(gebeurtenis="groep.presentie").order_by("pk")]
    assert regels[-1] == {"bijeenkomst": 2, "aanwezig": 2, "was": 4}
    assert len(regels) == 4


def test_alleen_facilitair_en_de_trainers_van_deze_groep(trainer):
    groep = begonnen(trainers=[trainer])
    for rol in set(Rol) - {Rol.FACILITAIR}:
        with pytest.raises(NietToegestaan):
            noteer_presentie(groep=groep, aantallen={1: 3}, door=gebruiker_met(rol))
    noteer_presentie(groep=groep, aantallen={1: 3}, door=gebruiker_met(Rol.FACILITAIR))
    assert genoteerd(groep) == [3, None, None]


def test_niet_van_wat_nog_komt_en_niet_meer_dan_er_plekken_zijn(trainer):
    groep, door = begonnen(trainers=[trainer]), trainer.user
    with pytest.raises(OvergangFout, match="begonnen"):
        noteer_presentie(groep=groep, aantallen={3: 2}, door=door)
    with pytest.raises(DomeinFout, match="plek voor 8"):
        noteer_presentie(groep=groep, aantallen={1: 9}, door=door)
    noteer_presentie(groep=groep, aantallen={1: 0}, door=door)
    with pytest.raises(Verouderd):
        noteer_presentie(groep=groep, aantallen={1: 5}, door=door, gezien={"keer1": afdruk(None)})
    groep.staat = GroepStaat.GEANNULEERD
    groep.save()
    with pytest.raises(OvergangFout):
        noteer_presentie(groep=groep, aantallen={1: 2}, door=door)
    assert genoteerd(groep) == [0, None, None]


def test_voor_het_begin_staat_er_waarom_het_nog_niet_kan():
    groep = GroepFactory()
    antwoord = als(Rol.FACILITAIR).get(reverse("aanbod:presentie", args=[groep.slug]))
    assert "als de groep is begonnen" in antwoord.content.decode()
