"""Acts that can be taken back: nothing happens within ten seconds, then exactly once; refusals are told."""

import datetime as dt
import uuid
from typing import Any

import pytest
import time_machine
from celery import current_app
from django.utils.module_loading import import_string

from facilitair.models import Taak, TaakGebeurtenis
from facilitair.taken import handelingen
from facilitair.taken.services import taken
from facilitair.workflow import TaakStaat
from marktplein.audit.models import Logregel
from marktplein.basis import klok
from marktplein.basis.fouten import DomeinFout, Verouderd
from marktplein.mail.models import Bericht
from marktplein.werk import uitstel
from marktplein.werk.models import Uitgesteld
from marktplein.werk.workflow import WerkStaat
from tests.facilitair.factories import TaakFactory, facilitair_medewerker

pytestmark = pytest.mark.django_db


@pytest.fixture
def sanne() -> Any:
    return facilitair_medewerker(naam="Sanne de Vries")


@pytest.fixture
def bram() -> Any:
    return facilitair_medewerker(naam="Bram Post")


def vraag(taak: Taak, door: Any, handeling: uitstel.Handeling = handelingen.KLAAR, **gegevens: Any) -> Uitgesteld:
    return uitstel.vraag(
        handeling, pk=taak.pk, door=door, gegevens={"versie": taak.versie, **gegevens}, bundel=uuid.uuid4()
    )


def sporen() -> tuple[int, int, int]:
    return TaakGebeurtenis.objects.count(), Logregel.objects.count(), Bericht.objects.count()


def later(seconden: float) -> Any:
    return time_machine.travel(klok.nu() + dt.timedelta(seconds=seconden), tick=False)


def test_binnen_tien_tellen_gebeurt_er_niets_en_daarna_een_keer(sanne: Any, bram: Any) -> None:
    taak = TaakFactory()
    eerst = sporen()
    vraag(taak, sanne, handelingen.GEEF_AAN, aan=bram.pk)
    with later(9):
        assert uitstel.voer_uit() == 0
    assert sporen() == eerst
    with later(10.1):
        assert uitstel.voer_uit() == 1
        assert uitstel.voer_uit() == 0
    taak.refresh_from_db()
    assert (taak.toegewezen_aan, taak.staat) == (bram, TaakStaat.IN_BEHANDELING)
    assert Bericht.objects.filter(aan=bram.email).count() == 1
    assert not Uitgesteld.objects.exists()


def test_wat_wordt_teruggenomen_laat_niets_na(sanne: Any, bram: Any) -> None:
    taak = TaakFactory()
    eerst = sporen()
    rij = vraag(taak, sanne, handelingen.GEEF_AAN, aan=bram.pk)
    assert uitstel.neem_terug(door=bram, bundel=rij.bundel) == 0, "alleen van jezelf"
    assert uitstel.neem_terug(door=sanne, bundel=rij.bundel) == 1
    with later(60):
        assert uitstel.voer_uit() == 0
    assert sporen() == eerst
    assert not Uitgesteld.objects.exists()
    assert uitstel.neem_terug(door=sanne, bundel=rij.bundel) == 0


def test_wat_niet_kan_wordt_meteen_geweigerd(sanne: Any) -> None:
    taak = TaakFactory()
    taken.rond_af(taak=taak, door=sanne)
    with pytest.raises(Verouderd):
        vraag(taak, sanne)
    assert not Uitgesteld.objects.exists()


def test_wat_intussen_niet_meer_kan_krijgt_de_vrager_te_horen(sanne: Any, bram: Any) -> None:
    taak = TaakFactory()
    rij = vraag(taak, sanne)
    taken.pak_op(taak=taak, door=bram)
    with later(11):
        uitstel.voer_uit()
    taak.refresh_from_db()
    assert taak.toegewezen_aan == bram
    [geweigerd] = uitstel.overzicht(sanne, handelingen.ALLE, set()).geweigerd
    assert "intussen gewijzigd" in geweigerd.fout
    assert uitstel.overzicht(bram, handelingen.ALLE, set()).geweigerd == []
    uitstel.vergeet_geweigerde(door=sanne, bundel=rij.bundel)
    assert not Uitgesteld.objects.exists()


def test_twee_mensen_vragen_niet_tegelijk_iets_met_hetzelfde(sanne: Any, bram: Any) -> None:
    taak = TaakFactory()
    rij = vraag(taak, sanne)
    assert vraag(taak, sanne).pk == rij.pk, "twee keer drukken is een keer"
    with pytest.raises(uitstel.NogEven, match="Sanne de Vries is hier net mee bezig"):
        vraag(taak, bram)


def test_een_storing_wordt_later_nog_eens_geprobeerd(sanne: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    taak = TaakFactory()
    vraag(taak, sanne)

    def kapot(**_: Any) -> None:
        raise RuntimeError("schijf vol")

    with monkeypatch.context() as even, later(11):
        even.setattr(taken, "rond_af", kapot)
        assert uitstel.voer_uit() == 1
    rij = Uitgesteld.objects.get()
    assert (rij.staat, rij.pogingen) == (WerkStaat.WACHT, 1)
    with later(120):
        uitstel.voer_uit()
    taak.refresh_from_db()
    assert taak.staat == TaakStaat.KLAAR


def test_wat_lang_geleden_geweigerd_is_gaat_weg(sanne: Any) -> None:
    rij = vraag(TaakFactory(), sanne)
    Uitgesteld.objects.filter(pk=rij.pk).update(staat=WerkStaat.MISLUKT, fout="te laat")
    uitstel.UITSTEL.haal_in()
    assert Uitgesteld.objects.count() == 1
    with later(8 * 24 * 3600):
        uitstel.UITSTEL.haal_in()
    assert not Uitgesteld.objects.exists()


def test_een_onbekende_collega_is_een_gewone_weigering(sanne: Any) -> None:
    with pytest.raises(DomeinFout, match="Kies iemand anders"):
        vraag(TaakFactory(), sanne, handelingen.GEEF_AAN, aan=987_654)


def test_het_register_klopt(settings: Any) -> None:
    current_app.loader.import_default_modules()
    assert uitstel.UITSTEL.taak in current_app.tasks
    assert sorted(uitstel.handelingen()) == sorted(import_string(naam).naam for naam in settings.UITSTELBAAR)
    assert set(handelingen.ALLE) <= set(uitstel.handelingen().values())
