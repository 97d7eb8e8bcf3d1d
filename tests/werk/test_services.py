"""A job from asking to closing, whatever its kind: lost messages, dead workers, and two that want the same."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from celery.exceptions import Retry
from django.db import InterfaceError, OperationalError, connection

from marktplein.basis import klok
from marktplein.werk import services as werk
from marktplein.werk.fouten import GaatNiet, SlotBezet, Vervallen
from marktplein.werk.tasks import haal_in
from marktplein.werk.workflow import WerkStaat
from tests.gemeenten.hulp import tegelijk
from tests.werk.proef import Proef, Proefwerk, aangekondigd, tabel


@pytest.fixture(autouse=True)
def _tabel(request: pytest.FixtureRequest) -> Iterator[None]:
    with tabel():
        yield


@pytest.fixture
def ander() -> Iterator[psycopg.Connection]:
    """Another session, as another worker has one."""
    velden = ("host", "port", "user", "password", "dbname")
    waarden = {k: v for k, v in connection.get_connection_params().items() if k in velden}
    with psycopg.connect(**waarden, autocommit=True) as verbinding:
        yield verbinding


def neem_slot(ander: psycopg.Connection, vak: int) -> None:
    (gekregen,) = ander.execute("SELECT pg_try_advisory_lock(%s, %s)", [Proefwerk.slot, vak]).fetchone() or (False,)
    assert gekregen


def rij(**velden: Any) -> Proef:
    return Proef.objects.create(**velden)


def stand(ding: Proef) -> tuple[str, int, str]:
    ding.refresh_from_db()
    return ding.staat, ding.pogingen, ding.antwoord


def test_gevraagd_gedaan_en_gesloten(django_capture_on_commit_callbacks: Any) -> None:
    soort, ding = Proefwerk(), Proef()
    with django_capture_on_commit_callbacks(execute=True):
        werk.vraag_aan(soort, ding)
        werk.vraag_aan(soort, ding)
    assert aangekondigd() == [("tests.proef", [ding.pk])]

    assert werk.voer_uit(soort, ding.pk) == ding

    assert stand(ding) == (WerkStaat.KLAAR, 1, "42")
    assert (ding.voortgang, ding.fase, ding.fout) == (100, "", "")
    assert soort.verteld == [ding.pk]


def test_een_bericht_dat_nog_eens_komt_doet_niets() -> None:
    soort, ding = Proefwerk(), rij()
    werk.voer_uit(soort, ding.pk)

    assert werk.voer_uit(soort, ding.pk) is None
    assert werk.voer_uit(soort, 999_999) is None
    assert soort.keren == 1


def test_wat_verloren_ging_of_doodging_wordt_ingehaald(ander: psycopg.Connection) -> None:
    soort = Proefwerk()
    verloren, dood = rij(vak=1), rij(vak=1, staat=WerkStaat.BEZIG, begonnen_op=klok.nu(), pogingen=1)
    in_handen = rij(vak=2, staat=WerkStaat.BEZIG)
    rij(vak=1, staat=WerkStaat.KLAAR)
    neem_slot(ander, 2)

    assert soort.haal_in() == 2
    assert aangekondigd() == [("tests.proef", [verloren.pk]), ("tests.proef", [dood.pk])]
    werk.voer_uit(soort, dood.pk)

    assert stand(dood) == (WerkStaat.KLAAR, 2, "42")
    assert stand(in_handen)[0] == WerkStaat.BEZIG


def test_wie_steeds_wegvalt_wordt_opgegeven() -> None:
    """Each time the database is lost amid the computing: nothing to note, the row is taken up again."""

    def val_weg(_: Proef) -> None:
        raise OperationalError("de verbinding is weg")

    soort, ding = Proefwerk(val_weg), rij()
    for poging in range(1, soort.max_pogingen + 1):
        with pytest.raises(OperationalError):
            werk.voer_uit(soort, ding.pk)
        assert stand(ding) == (WerkStaat.BEZIG, poging, "")

    assert werk.voer_uit(soort, ding.pk) is None
    assert stand(ding) == (WerkStaat.MISLUKT, 3, "")
    assert ding.fout == "na 3 pogingen opgegeven"
    assert (soort.keren, soort.haal_in()) == (3, 0)


def test_een_defect_staat_in_de_rij_en_wat_niet_kan_is_geen_defect(caplog: pytest.LogCaptureFixture) -> None:
    def stuk(_: Proef) -> None:
        raise ValueError("kapot")

    def kan_niet(_: Proef) -> None:
        raise GaatNiet("Kies een andere week.")

    defect, onmogelijk = rij(), rij()
    with pytest.raises(ValueError, match="kapot"):
        werk.voer_uit(Proefwerk(stuk), defect.pk)
    assert werk.voer_uit(Proefwerk(kan_niet), onmogelijk.pk) is None

    assert (stand(defect)[0], defect.fout) == (WerkStaat.MISLUKT, "ValueError: kapot")
    assert (stand(onmogelijk)[0], onmogelijk.fout) == (WerkStaat.MISLUKT, "Kies een andere week.")
    assert [regel.getMessage() for regel in caplog.records if regel.levelname == "ERROR"] == [
        f"proef {defect.pk} mislukte"
    ]


def test_zolang_een_ander_het_slot_heeft_wacht_deze(ander: psycopg.Connection) -> None:
    soort, wacht, bezig, elders = Proefwerk(), rij(vak=7), rij(vak=7, staat=WerkStaat.BEZIG), rij(vak=8)
    neem_slot(ander, 7)

    with pytest.raises(SlotBezet):
        werk.voer_uit(soort, wacht.pk)
    assert werk.voer_uit(soort, bezig.pk) is None, "wie ermee bezig is maakt het af"
    soort.wacht_op_dubbel = True  # type: ignore[misc]
    with pytest.raises(SlotBezet):
        werk.voer_uit(soort, bezig.pk)
    assert soort.keren == 0
    assert werk.voer_uit(soort, elders.pk) == elders


def test_een_taak_komt_terug_als_het_slot_bezet_is_en_zwijgt_als_haar_werk_verviel(ander: psycopg.Connection) -> None:
    """A task that is called directly raises what the worker would take as "again"."""
    wacht, weg = rij(vak=5), rij(vak=6)
    neem_slot(ander, 5)

    with pytest.raises(Retry):
        werk.als_taak(haal_in, Proefwerk(), wacht.pk)
    assert stand(wacht) == (WerkStaat.WACHT, 0, "")
    werk.als_taak(haal_in, Proefwerk(weggegooid), weg.pk)
    assert not Proef.objects.filter(pk=weg.pk).exists()


def weggegooid(ding: Proef) -> None:
    Proef.objects.filter(pk=ding.pk).delete()


def opnieuw_begonnen(ding: Proef) -> None:
    Proef.objects.filter(pk=ding.pk).update(begonnen_op=klok.nu(), antwoord="van een ander")


@pytest.mark.parametrize("wat", [weggegooid, opnieuw_begonnen])
def test_wie_zijn_werk_kwijt_is_past_niets_toe(wat: Any) -> None:
    ding = rij()
    soort = Proefwerk()

    def tijdens(eigen: Proef) -> None:
        wat(eigen)
        werk.meld_voortgang(soort, eigen)("verder", 0.5)
        werk.noteer_mislukking(soort, eigen, "mislukt")

    soort.tijdens = tijdens
    with pytest.raises(Vervallen):
        werk.voer_uit(soort, ding.pk)

    assert soort.verteld == []
    over = Proef.objects.filter(pk=ding.pk).values_list("staat", "antwoord", "fase", "fout")
    assert list(over) in ([], [(WerkStaat.BEZIG, "van een ander", "gegevens lezen", "")])


def test_wie_het_slot_kwijt_is_past_niets_toe(ander: psycopg.Connection) -> None:
    """Another session took the slot after ours broke, but has not begun yet."""

    def tijdens(ding: Proef) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [Proefwerk.slot, ding.vak])
        neem_slot(ander, ding.vak)

    ding = rij(vak=3)
    with pytest.raises(Vervallen):
        werk.voer_uit(Proefwerk(tijdens), ding.pk)
    assert stand(ding) == (WerkStaat.BEZIG, 1, "")


@pytest.mark.django_db(transaction=True)
def test_een_verbroken_verbinding_laat_slot_en_werk_los(ander: psycopg.Connection) -> None:
    def breek(_: Proef) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            ander.execute("SELECT pg_terminate_backend(%s, 5000)", cursor.fetchone())

    soort, ding = Proefwerk(breek), rij(vak=4)
    with pytest.raises((OperationalError, InterfaceError)):
        werk.voer_uit(soort, ding.pk)
    assert stand(ding) == (WerkStaat.BEZIG, 1, "")

    soort.tijdens = lambda rij: None
    assert soort.haal_in() == 1
    werk.voer_uit(soort, ding.pk)
    assert stand(ding) == (WerkStaat.KLAAR, 2, "42")


@pytest.mark.django_db(transaction=True)
def test_vier_tegelijk_geven_een_antwoord() -> None:
    soort, ding = Proefwerk(), rij()

    uit = tegelijk(lambda n: werk.voer_uit(soort, ding.pk), 4)

    assert [u for u in uit if isinstance(u, Proef)] == [ding]
    assert all(u is None or isinstance(u, Proef | SlotBezet) for u in uit), uit
    assert soort.keren == 1
    assert stand(ding) == (WerkStaat.KLAAR, 1, "42")


def test_voortgang_wordt_hoogstens_tweemaal_per_seconde_geschreven(django_assert_num_queries: Any) -> None:
    soort = Proefwerk()
    gezien: list[tuple[str, int]] = []

    def tijdens(ding: Proef) -> None:
        meld = werk.meld_voortgang(soort, ding)
        with django_assert_num_queries(1):
            meld("groepen zoeken " * 9, 0.4)
            meld("groepen vinden", 0.5)
        gezien.extend(Proef.objects.filter(pk=ding.pk).values_list("fase", "voortgang"))

    soort.tijdens = tijdens
    werk.voer_uit(soort, rij().pk)

    assert gezien == [(("groepen zoeken " * 9)[:60], 40)]
