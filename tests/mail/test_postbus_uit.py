"""The outbox against a real SMTP server: away, back, difficult, and emptied by two workers at once."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import transaction

from marktplein.basis import klok
from marktplein.mail.models import Bericht, Staat
from marktplein.mail.services import (
    BEWAAR_DAGEN,
    POST,
    ruim_op,
    verstuur_uitgaande,
)
from tests.gemeenten.hulp import tegelijk
from tests.mail.hulp import zet_klaar
from tests.mail.smtp import Mailserver, vrije_poort
from tests.werk.proef import aangekondigd


@pytest.fixture
def poort(settings: Any) -> int:
    """Mail goes over SMTP to a port of this machine, where nothing listens until a test starts a Mailserver."""
    nummer = vrije_poort()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", nummer, 5
    return nummer


@pytest.fixture
def server(poort: int) -> Iterator[Mailserver]:
    with Mailserver(poort) as server:
        yield server


def klaarzetten(*onderwerpen: str, aan: str = "iemand@voorbeeld.example") -> list[Bericht]:
    return [b for o in onderwerpen if (b := zet_klaar(soort="proef", aan=aan, onderwerp=o, tekst="Hallo.\n"))]


def later(minuten: int) -> time_machine.travel:
    return time_machine.travel(klok.nu() + dt.timedelta(minutes=minuten), tick=True)


def test_server_weg_en_weer_terug_verliest_niets_en_houdt_de_volgorde(poort: int) -> None:
    klaarzetten("een", "twee", "drie")
    for _ in range(POST.max_pogingen + 3):
        assert verstuur_uitgaande() == (0, 0)
    assert set(Bericht.objects.values_list("staat", "pogingen")) == {(Staat.WACHT, 0)}
    klaarzetten("vier")
    with Mailserver(poort) as server:
        assert verstuur_uitgaande() == (4, 0)
        assert verstuur_uitgaande() == (0, 0)
    assert server.onderwerpen == ["een", "twee", "drie", "vier"]
    assert server.verbindingen == 1
    assert set(Bericht.objects.values_list("staat", "fout")) == {(Staat.VERZONDEN, "")}


def test_post_waarvan_het_bericht_verloren_ging_wordt_ingehaald(server: Mailserver) -> None:
    assert POST.haal_in() == 0
    klaarzetten("een", "twee")
    assert POST.haal_in() == 1
    assert aangekondigd() == [("mail.verstuur_uitgaande_post", [])]
    verstuur_uitgaande()
    assert POST.haal_in() == 0


def test_wat_terug_komt_op_de_deurmat(server: Mailserver) -> None:
    zet_klaar(soort="proef", aan="e@voorbeeld.example", onderwerp="Eén ding", tekst="Ça va? €5\n")
    verstuur_uitgaande()
    (bericht,) = server.ontvangen
    kaal, opgemaakt = bericht.get_payload()
    assert kaal.get_payload(decode=True).decode() == "Ça va? €5\r\n"
    assert opgemaakt.get_content_type() == "text/html"
    assert "Ça va? €5" in opgemaakt.get_payload(decode=True).decode()
    assert bericht["To"] == "e@voorbeeld.example"
    assert bericht["Auto-Submitted"] == "auto-generated"
    assert bericht["Message-ID"] == f"<bericht-{Bericht.objects.get().pk}@testserver>"


def test_een_geweigerd_bericht_houdt_de_andere_niet_tegen_en_wordt_later_geprobeerd(server: Mailserver) -> None:
    server.weigert.add("weg@voorbeeld.example")
    (fout,) = klaarzetten("fout", aan="weg@voorbeeld.example")
    klaarzetten("goed")
    assert verstuur_uitgaande() == (1, 1)
    fout.refresh_from_db()
    assert (fout.staat, fout.pogingen) == (Staat.WACHT, 1)
    assert "SMTPRecipientsRefused" in fout.fout
    assert verstuur_uitgaande() == (0, 0)
    server.weigert.clear()
    with later(2):
        assert verstuur_uitgaande() == (1, 0)
    assert server.onderwerpen == ["goed", "fout"]


def test_na_het_hoogste_aantal_pogingen_is_het_mislukt(server: Mailserver) -> None:
    server.weigert.add("weg@voorbeeld.example")
    (fout,) = klaarzetten("fout", aan="weg@voorbeeld.example")
    vorige = klok.nu()
    for poging in range(1, POST.max_pogingen + 1):
        Bericht.objects.update(volgende_poging_op=klok.nu())
        verstuur_uitgaande()
        fout.refresh_from_db()
        assert fout.pogingen == poging
        assert fout.staat == (Staat.MISLUKT if poging == POST.max_pogingen else Staat.WACHT)
        assert fout.volgende_poging_op > vorige
    assert verstuur_uitgaande() == (0, 0)


def test_een_bericht_dat_de_verbinding_breekt_houdt_de_rest_hoogstens_een_ronde_op(server: Mailserver) -> None:
    server.hangt_op.add("stuk@voorbeeld.example")
    klaarzetten("stuk", aan="stuk@voorbeeld.example")
    klaarzetten("goed")
    assert verstuur_uitgaande() == (0, 0)
    assert verstuur_uitgaande() == (1, 0)
    assert server.onderwerpen == ["goed"]


def test_een_bericht_van_een_teruggedraaide_handeling_bestaat_niet(server: Mailserver) -> None:
    with transaction.atomic():
        klaarzetten("spook")
        transaction.set_rollback(True)
    assert verstuur_uitgaande() == (0, 0)
    assert server.verbindingen == 0


def test_een_sleutel_gaat_een_keer_uit(server: Mailserver) -> None:
    for _ in range(3):
        zet_klaar(soort="proef", aan="iemand@voorbeeld.example", onderwerp="een", tekst="x", sleutel="k1")
    assert verstuur_uitgaande() == (1, 0)
    assert zet_klaar(soort="proef", aan="iemand@voorbeeld.example", onderwerp="een", tekst="x", sleutel="k1") is None


@pytest.mark.django_db(transaction=True)
def test_vier_verzenders_tegelijk_sturen_elk_bericht_een_keer(server: Mailserver) -> None:
    onderwerpen = [f"bericht {n:03}" for n in range(120)]
    klaarzetten(*onderwerpen)
    uitkomsten = tegelijk(lambda n: verstuur_uitgaande(), 4)
    assert sum(verzonden for verzonden, _ in uitkomsten) == 120
    assert sorted(server.onderwerpen) == onderwerpen
    assert sum(1 for verzonden, _ in uitkomsten if verzonden) > 1, "er was maar één verzender aan het werk"


def test_een_onderwerp_van_twee_regels_wordt_een_regel(server: Mailserver) -> None:
    klaarzetten("a\nBcc: iedereen@voorbeeld.example")
    verstuur_uitgaande()
    (bericht,) = server.ontvangen
    assert bericht["Subject"] == "a Bcc: iedereen@voorbeeld.example"
    assert "Bcc" not in bericht


def test_een_bericht_dat_geen_mail_kan_worden_houdt_de_rest_niet_tegen(server: Mailserver) -> None:
    stuk = Bericht.objects.create(soort="proef", aan="iemand@voorbeeld.example", onderwerp="a\nb", tekst="x")
    klaarzetten("goed")
    assert verstuur_uitgaande() == (1, 1)
    assert server.onderwerpen == ["goed"]
    stuk.refresh_from_db()
    assert "BadHeaderError" in stuk.fout


def test_opruimen_vergeet_wat_aangekomen_is_en_laat_wachtende_post_staan() -> None:
    zet_klaar(soort="proef", aan="a@voorbeeld.example", onderwerp="oud", tekst="x")
    zet_klaar(soort="proef", aan="b@voorbeeld.example", onderwerp="oud met sleutel", tekst="x", sleutel="k")
    Bericht.objects.update(staat=Staat.VERZONDEN)
    zet_klaar(soort="proef", aan="c@voorbeeld.example", onderwerp="wacht", tekst="x")
    assert ruim_op() == 0
    with later((BEWAAR_DAGEN + 1) * 24 * 60):
        assert ruim_op() == 2
        assert ruim_op() == 0
    assert set(Bericht.objects.values_list("aan", "tekst")) == {("", ""), ("c@voorbeeld.example", "x")}
    assert zet_klaar(soort="proef", aan="b@voorbeeld.example", onderwerp="oud", tekst="x", sleutel="k") is None


@pytest.fixture
def in_het_echt(settings: Any) -> None:
    settings.POST_ZICHTBAAR = False


@pytest.mark.parametrize("sleutel", [None, "k"])
def test_wat_verzonden_is_bewaart_geen_adres_tekst_of_link(
    server: Mailserver, in_het_echt: None, sleutel: str | None
) -> None:
    wie = {"soort": "proef", "aan": "e@voorbeeld.example", "onderwerp": "Voor Noor"}
    rij = zet_klaar(**wie, tekst="https://voorbeeld.example/aanmelding/geheim/\n", sleutel=sleutel)
    assert rij
    assert verstuur_uitgaande() == (1, 0)
    assert "geheim" in server.ontvangen[0].as_string()
    rij.refresh_from_db()
    assert (rij.aan, rij.onderwerp, rij.tekst, rij.fout) == ("", "", "", "")
    assert (rij.staat, rij.soort, rij.sleutel, rij.pogingen) == (Staat.VERZONDEN, "proef", sleutel, 1)
    assert rij.verzonden_op
    if sleutel:
        assert zet_klaar(**wie, tekst="x", sleutel=sleutel) is None


def test_ook_wat_voorgoed_mislukt_wordt_leeg_maar_niet_eerder(server: Mailserver, in_het_echt: None) -> None:
    server.weigert.add("weg@voorbeeld.example")
    (rij,) = klaarzetten("fout", aan="weg@voorbeeld.example")
    for poging in range(1, POST.max_pogingen + 1):
        Bericht.objects.update(volgende_poging_op=klok.nu())
        verstuur_uitgaande()
        rij.refresh_from_db()
        assert bool(rij.aan and rij.onderwerp and rij.tekst) == (poging < POST.max_pogingen)
    assert (rij.staat, rij.fout) == (Staat.MISLUKT, "SMTPRecipientsRefused")


def test_in_de_demo_blijft_verzonden_post_leesbaar(server: Mailserver) -> None:
    (rij,) = klaarzetten("een")
    verstuur_uitgaande()
    rij.refresh_from_db()
    assert (rij.staat, rij.onderwerp, rij.tekst) == (Staat.VERZONDEN, "een", "Hallo.\n")


def test_opruimen_leegt_wat_nog_woorden_heeft(in_het_echt: None) -> None:
    klaarzetten("al weg", "wacht")
    Bericht.objects.filter(onderwerp="al weg").update(staat=Staat.VERZONDEN)
    assert ruim_op() == 1
    assert set(Bericht.objects.values_list("onderwerp", "staat")) == {("", Staat.VERZONDEN), ("wacht", Staat.WACHT)}
