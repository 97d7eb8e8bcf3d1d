"""Pooling as a job: one at a time per region, safe to repeat, nothing half, and pages that follow it."""

import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection, connections, transaction
from django.test import Client

from gemeenten.grond.enums import Rol
from marktplein.werk.fouten import SlotBezet
from marktplein.werk.slot import werkslot
from tests.gemeenten.factories import gebruiker_met
from tests.hulp_werker import Werker, vastgehouden, wacht_tot
from tests.vraag.streek import Streek, maak_signaal, maak_streek, veel_vraag
from vraag import matching
from vraag.aanvraag import vraag_om_poolen
from vraag.models import Groepsvoorstel, Reden, Ronde, Run, Signaal
from vraag.poolen.bewaren import pak_uit
from vraag.poolen.rondes import begin_ronde, rond_af
from vraag.poolen.services import POOLEN, voer_run_uit
from vraag.workflow import Aanleiding, RunStaat, SignaalStaat, VoorstelStaat


@pytest.fixture
def streek(transactional_db: None) -> Streek:
    return maak_streek()


def tegelijk(aantal: int, werk: Callable[[int], object]) -> list[object]:
    """Run ``werk`` in threads that start together, each with its own connection; answers or exceptions in order."""
    start, uit = threading.Barrier(aantal), [None] * aantal

    def doe(n: int) -> None:
        start.wait()
        try:
            uit[n] = werk(n)  # type: ignore[call-overload]
        except Exception as fout:
            uit[n] = fout  # type: ignore[call-overload]
        finally:
            connections.close_all()

    draden = [threading.Thread(target=doe, args=(n,)) for n in range(aantal)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    return uit


def test_tien_wijzigingen_geven_een_wachtende_run(streek: Streek) -> None:
    runs = tegelijk(10, lambda n: vraag_om_poolen(streek.regio, Aanleiding.WIJZIGING).pk)

    assert len(set(runs)) == 1
    assert Run.objects.get().staat == RunStaat.WACHT


def test_een_wijziging_tijdens_een_run_krijgt_een_eigen_run(streek: Streek) -> None:
    eerste = vraag_om_poolen(streek.regio, Aanleiding.WIJZIGING)
    Run.objects.filter(pk=eerste.pk).update(staat=RunStaat.BEZIG)

    assert vraag_om_poolen(streek.regio, Aanleiding.WIJZIGING).pk != eerste.pk


def test_een_run_begint_niet_voor_de_wijziging_te_zien_is(streek: Streek) -> None:
    run = vraag_om_poolen(streek.regio, Aanleiding.WIJZIGING)
    klaar = threading.Event()

    def reken() -> None:
        voer_run_uit(run.pk)
        klaar.set()
        connections.close_all()

    with transaction.atomic():
        maak_signaal(streek, streek.oegstgeest, 9)
        vraag_om_poolen(streek.regio, Aanleiding.WIJZIGING)
        draad = threading.Thread(target=reken)
        draad.start()
        assert not klaar.wait(0.5), "de run wacht op de lopende wijziging"
    draad.join()

    assert Groepsvoorstel.objects.count() == 1


def test_twee_werkers_tegelijk_geven_een_antwoord(streek: Streek) -> None:
    maak_signaal(streek, streek.oegstgeest, 5)
    maak_signaal(streek, streek.katwijk, 4)
    run = vraag_om_poolen(streek.regio, Aanleiding.HANDMATIG)

    uit = tegelijk(4, lambda n: voer_run_uit(run.pk))

    assert all(u is None or isinstance(u, Run | SlotBezet) for u in uit), uit
    assert Groepsvoorstel.objects.count() == 1
    assert Run.objects.get().staat == RunStaat.KLAAR


def test_zolang_een_ander_rekent_wacht_deze(streek: Streek) -> None:
    run = vraag_om_poolen(streek.regio, Aanleiding.HANDMATIG)
    uit: list[object] = []

    def ander() -> None:
        try:
            uit.append(voer_run_uit(run.pk))
        except SlotBezet as fout:
            uit.append(fout)
        connections.close_all()

    with werkslot(POOLEN.slot, streek.regio.pk) as gekregen:
        assert gekregen
        draad = threading.Thread(target=ander)
        draad.start()
        draad.join()
    assert isinstance(uit[0], SlotBezet)
    assert Run.objects.get().staat == RunStaat.WACHT


def test_een_taak_die_nog_eens_komt_doet_niets(streek: Streek) -> None:
    maak_signaal(streek, streek.oegstgeest, 9)
    run = vraag_om_poolen(streek.regio, Aanleiding.HANDMATIG)
    voer_run_uit(run.pk)

    assert voer_run_uit(run.pk) is None
    assert Groepsvoorstel.objects.count() == 1


def test_een_run_van_een_dode_werker_wordt_overgenomen(streek: Streek) -> None:
    maak_signaal(streek, streek.oegstgeest, 9)
    dood = Run.objects.create(regio=streek.regio, aanleiding=Aanleiding.NACHT, staat=RunStaat.BEZIG)

    assert POOLEN.haal_in() == 1
    voer_run_uit(dood.pk)

    dood.refresh_from_db()
    assert dood.staat == RunStaat.KLAAR


def test_een_signaal_dat_intussen_wijzigde_komt_niet_in_het_plan(streek: Streek) -> None:
    from vraag import matching
    from vraag.poolen.momentopname import maak_momentopname
    from vraag.poolen.toepassen import pas_toe
    from vraag.slot import wijzigingsslot

    signaal = maak_signaal(streek, streek.oegstgeest, 9)
    opname = maak_momentopname(streek.regio)
    oplossing = matching.los_op(opname.instantie)
    Signaal.objects.filter(pk=signaal.pk).update(aantal=2, versie=2)
    run = Run.objects.create(regio=streek.regio, aanleiding=Aanleiding.NACHT, staat=RunStaat.BEZIG)

    with transaction.atomic():
        wijzigingsslot(streek.regio.pk)
        veranderd = pas_toe(run, opname, oplossing)

    assert (veranderd["nieuw"], veranderd["achterhaald"]) == (0, 1)
    assert not Groepsvoorstel.objects.exists()


def test_mislukt_een_run_dan_blijft_alles_zoals_het_was(streek: Streek) -> None:
    maak_signaal(streek, streek.oegstgeest, 9)
    voer_run_uit(vraag_om_poolen(streek.regio, Aanleiding.HANDMATIG).pk)
    voorstel = Groepsvoorstel.objects.get()
    maak_signaal(streek, streek.katwijk, 3)
    run = vraag_om_poolen(streek.regio, Aanleiding.HANDMATIG)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE vraag_reden ADD CONSTRAINT proef CHECK (false)")
    try:
        with pytest.raises(Exception, match="proef"):
            voer_run_uit(run.pk)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE vraag_reden DROP CONSTRAINT proef")

    run.refresh_from_db()
    voorstel.refresh_from_db()
    assert (run.staat, voorstel.staat) == (RunStaat.MISLUKT, VoorstelStaat.VOORGESTELD)
    assert not Reden.objects.exists()


@pytest.mark.werker
def test_de_werker_rekent_na_een_vraag(streek: Streek, werker: Werker) -> None:
    maak_signaal(streek, streek.oegstgeest, 9)
    run = vraag_om_poolen(streek.regio, Aanleiding.WIJZIGING)

    wacht_tot(lambda: Run.objects.get(pk=run.pk).staat == RunStaat.KLAAR, 30)

    assert Signaal.objects.get().staat == SignaalStaat.VOORGESTELD


@pytest.mark.werker
@pytest.mark.kill
def test_een_werker_die_halverwege_doodgaat_laat_niets_half_achter(streek: Streek, werker: Werker) -> None:
    veel_vraag(streek, 24)
    with vastgehouden("vraag_signaal"):
        run = vraag_om_poolen(streek.regio, Aanleiding.HANDMATIG)
        wacht_tot(lambda: Run.objects.get(pk=run.pk).staat == RunStaat.BEZIG, 60)
        werker.dood()
    assert Run.objects.get(pk=run.pk).staat == RunStaat.BEZIG, "de test wil de werker midden in de run raken"
    assert (Groepsvoorstel.objects.count(), Reden.objects.count()) == (0, 0)

    werker.start()
    POOLEN.haal_in()
    wacht_tot(lambda: Run.objects.get(pk=run.pk).staat == RunStaat.KLAAR, 120)

    assert Run.objects.count() == 1
    assert Groepsvoorstel.objects.exists()
    regels = Groepsvoorstel.objects.filter(staat=VoorstelStaat.VOORGESTELD).values_list("kenmerk", flat=True)
    assert len(set(regels)) == len(regels)


def test_nu_berekenen_alleen_door_het_aanspreekpunt(streek: Streek) -> None:
    wie = {
        Rol.AANSPREEKPUNT: (302, gebruiker_met(Rol.AANSPREEKPUNT, gemeente=streek.leiden.gemeente)),
        Rol.GEMEENTEBEHEER: (403, gebruiker_met(Rol.GEMEENTEBEHEER, gemeente=streek.leiden.gemeente)),
        Rol.JGT: (403, streek.van_leiden),
    }
    for verwacht, user in wie.values():
        client = Client()
        client.force_login(user)
        assert client.post("/vraag/berekeningen/nu/", {"regio": streek.regio.pk}).status_code == verwacht
        assert client.get("/vraag/berekeningen/nu/").status_code == 405
    assert Run.objects.get().aangevraagd_door == wie[Rol.AANSPREEKPUNT][1]


@pytest.mark.parametrize("regio", ["", "x", "999999", "-1"])
def test_nu_berekenen_van_een_onbekende_regio(streek: Streek, regio: str) -> None:
    client = Client()
    client.force_login(gebruiker_met(Rol.AANSPREEKPUNT, gemeente=streek.leiden.gemeente))
    assert client.post("/vraag/berekeningen/nu/", {"regio": regio}).status_code == 404


def test_een_ronde_telt_de_regios_op_in_vaste_volgorde(streek: Streek) -> None:
    from tests.gemeenten.factories import RegioFactory

    RegioFactory(naam="Andere regio", slug="andere")
    maak_signaal(streek, streek.oegstgeest, 9)
    ronde = begin_ronde()
    assert rond_af(ronde.pk) is None, "nog niet klaar"
    for run in Run.objects.order_by("-pk"):
        voer_run_uit(run.pk)

    klaar = rond_af(ronde.pk)

    assert klaar is not None
    assert list(klaar.uitkomst["regios"]) == ["andere", streek.regio.slug]
    assert klaar.uitkomst["kinderen_geplaatst"] == 9
    assert klaar.uitkomst["doel"][:3] == [0, 90, -1]
    assert rond_af(ronde.pk).klaar_op == klaar.klaar_op


@pytest.mark.werker
def test_een_ronde_loopt_over_de_werkers(streek: Streek, werker: Werker) -> None:
    maak_signaal(streek, streek.oegstgeest, 9)
    ronde = begin_ronde()

    wacht_tot(lambda: Ronde.objects.get(pk=ronde.pk).klaar_op, 30)

    assert Ronde.objects.get(pk=ronde.pk).uitkomst["kinderen_geplaatst"] == 9


def test_een_bewaarde_run_geeft_opnieuw_dezelfde_bytes(streek: Streek, tmp_path: Path) -> None:
    maak_signaal(streek, streek.oegstgeest, 5)
    maak_signaal(streek, streek.katwijk, 4)
    run = vraag_om_poolen(streek.regio, Aanleiding.HANDMATIG)
    voer_run_uit(run.pk)
    invoer, uit = tmp_path / "in.json", tmp_path / "uit.json"
    invoer.write_text(json.dumps(pak_uit(run.invoer.instantie)))

    regel = matching.vorm(invoer, uit)

    run.refresh_from_db()
    assert regel["input_hash"] == run.invoer_hash
    assert json.loads(uit.read_text()) == pak_uit(run.invoer.oplossing)
