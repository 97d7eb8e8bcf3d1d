"""What goes wrong on the way from pooling to planning must end well: nothing stuck, nothing promised twice."""

import datetime as dt

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from facilitair.models import Reservering
from gemeenten.grond.enums import Rol
from marktplein.basis import dagdelen, klok
from tests.gemeenten.factories import gebruiker_met
from tests.hulp_uitstel import laat_voorbijgaan
from tests.verhalen.test_straat import iedereen_ja, pool, zeg
from tests.vraag.streek import Streek, maak_ruimte, maak_signaal, maak_streek, maak_trainer
from vraag import matching
from vraag.aanvraag import vraag_om_poolen
from vraag.models import Groepsvoorstel, Run, Uitsluiting
from vraag.poolen.momentopname import maak_momentopname
from vraag.poolen.services import POOLEN, voer_run_uit
from vraag.poolen.toepassen import pas_toe
from vraag.slot import wijzigingsslot
from vraag.voorstellen.services import antwoord, bewaak_antwoordtermijnen
from vraag.workflow import Aanleiding, Antwoord, RunStaat, VoorstelStaat


@pytest.fixture
def streek() -> Streek:
    return maak_streek()


def pas_later_toe(streek: Streek) -> tuple[object, object]:
    """A run whose kernel has computed but whose answer is not applied yet."""
    opname = maak_momentopname(streek.regio)
    return opname, matching.los_op(opname.instantie)


def pas_nu_toe(streek: Streek, opname: object, oplossing: object) -> dict[str, int]:
    run = Run.objects.create(regio=streek.regio, aanleiding=Aanleiding.NACHT, staat=RunStaat.BEZIG)
    with transaction.atomic():
        wijzigingsslot(streek.regio.pk)
        return pas_toe(run, opname, oplossing)  # type: ignore[arg-type]


def test_een_nee_tijdens_het_rekenen_wordt_niet_vergeten(streek: Streek) -> None:
    maak_signaal(streek, streek.oegstgeest, 5)
    maak_signaal(streek, streek.katwijk, 4)
    pool(streek)
    berekend = pas_later_toe(streek)
    zeg(Groepsvoorstel.objects.get(), streek.katwijk, Antwoord.NEE, "Te ver fietsen.")

    veranderd = pas_nu_toe(streek, *berekend)

    assert (veranderd["nieuw"], veranderd["achterhaald"]) == (0, 1)


def test_een_ja_tijdens_het_rekenen_houdt_zaal_en_trainers(streek: Streek) -> None:
    maak_signaal(streek, streek.oegstgeest, 9)
    pool(streek)
    later = maak_signaal(streek, streek.leiden, 9, geplaatst_op=klok.vandaag() - dt.timedelta(days=180))
    _, ander = pas_later_toe(streek)
    assert [lid.signaal for g in ander.groepen for lid in g.leden] == [f"S{later.pk}"]  # type: ignore[attr-defined]
    nieuwe_opname = maak_momentopname(streek.regio)
    zeg(Groepsvoorstel.objects.get(), streek.oegstgeest, Antwoord.JA)

    veranderd = pas_nu_toe(streek, nieuwe_opname, ander)

    assert (veranderd["nieuw"], veranderd["achterhaald"]) == (0, 1)
    assert Groepsvoorstel.objects.get().staat == VoorstelStaat.VOORGESTELD


def test_een_voorstel_dat_niet_te_plannen_is_houdt_de_rest_niet_op(streek: Streek, client: Client) -> None:
    maak_signaal(streek, streek.oegstgeest, 9)
    pool(streek)
    voorstel = Groepsvoorstel.objects.get()
    for wie in (streek.oegstgeest, streek.trainers[0]):
        zeg(voorstel, wie, Antwoord.JA)
    streek.ruimte.actief = False
    streek.ruimte.save()
    client.force_login(streek.trainers[1].user)

    laatste = voorstel.toezeggingen.get(trainer=streek.trainers[1])
    client.post(reverse("vraag:antwoord", args=[laatste.pk]), {"keus": "ja"})
    laat_voorbijgaan()
    pagina = client.get(reverse("vraag:voorstel", args=[voorstel.pk])).content.decode()

    assert "Dit voorstel gaat niet door" in pagina
    assert "We wachten op de anderen" not in pagina
    voorstel.refresh_from_db()
    assert voorstel.staat == VoorstelStaat.VERVALLEN
    assert Uitsluiting.objects.filter(voorstel=voorstel, signaal__isnull=False).exists(), "niet dezelfde groep nog eens"


def test_een_boeking_van_een_hele_dag_neemt_elk_dagdeel(streek: Streek) -> None:
    maak_signaal(streek, streek.oegstgeest, 9)
    week0 = maak_momentopname(streek.regio).week0
    woensdag = week0 + dt.timedelta(days=2)
    Reservering.objects.create(
        ruimte=streek.ruimte, periode=(klok.op(woensdag, dt.time(9)), klok.op(woensdag, dt.time(17))), staat="bevestigd"
    )

    pool(streek)

    assert not Groepsvoorstel.objects.exists()


@pytest.mark.parametrize(
    ("van", "tot", "verwacht"),
    [
        ((2, 9, 0), (2, 17, 0), {6, 7}),
        ((2, 9, 0), (2, 12, 30), {6}),
        ((2, 12, 30), (2, 18, 0), {7}),
        ((4, 19, 0), (5, 2, 0), {14}),
        ((5, 9, 0), (6, 22, 0), set()),
        ((0, 0, 0), (7, 0, 0), set(range(15))),
    ],
)
def test_welke_dagdelen_een_periode_raakt(
    van: tuple[int, int, int], tot: tuple[int, int, int], verwacht: set[int]
) -> None:
    def moment(dag: int, uur: int, minuut: int) -> dt.datetime:
        return klok.op(dt.date(2027, 3, 1) + dt.timedelta(days=dag), dt.time(uur, minuut))

    assert dagdelen.van_periode(klok.lokaal(moment(*van)), klok.lokaal(moment(*tot))) == verwacht


def test_een_vervanger_krijgt_tijd_om_te_antwoorden(streek: Streek) -> None:
    maak_trainer(streek.leiden.gemeente, streek.interventie)
    maak_signaal(streek, streek.oegstgeest, 9)
    pool(streek)
    voorstel = Groepsvoorstel.objects.get()
    gevraagd = voorstel.toezeggingen.filter(trainer__isnull=False)[0].trainer

    with time_machine.travel(voorstel.reageren_voor - dt.timedelta(hours=1), tick=False):
        zeg(voorstel, gevraagd, Antwoord.NEE, "Ik kan niet.")

    oud = voorstel.reageren_voor
    voorstel.refresh_from_db()
    assert voorstel.reageren_voor >= oud + dt.timedelta(days=2)


def test_facilitair_antwoordt_voor_een_trainer_zonder_login(streek: Streek) -> None:
    trainer = streek.trainers[0]
    trainer.user = None
    trainer.save()
    maak_signaal(streek, streek.oegstgeest, 9)
    pool(streek)
    voorstel = Groepsvoorstel.objects.get()
    facilitair = gebruiker_met(Rol.FACILITAIR)
    client = Client()
    client.force_login(facilitair)

    pagina = client.get(f"/vraag/voorstellen/{voorstel.pk}/")
    assert pagina.status_code == 200
    assert f"Kan {trainer.naam} deze groep geven?" in pagina.content.decode()
    antwoord(voorstel.toezeggingen.get(trainer=trainer), keus=Antwoord.JA, door=facilitair)
    for wie in (streek.oegstgeest, streek.trainers[1]):
        zeg(voorstel, wie, Antwoord.JA)

    voorstel.refresh_from_db()
    assert voorstel.staat == VoorstelStaat.GEPLAND


def test_een_run_die_steeds_omvalt_wordt_opgegeven(streek: Streek) -> None:
    run = vraag_om_poolen(streek.regio, Aanleiding.NACHT)
    Run.objects.filter(pk=run.pk).update(staat=RunStaat.BEZIG, pogingen=5)

    assert voer_run_uit(run.pk) is None

    run.refresh_from_db()
    assert run.staat == RunStaat.MISLUKT
    assert POOLEN.haal_in() == 0


def test_vraag_van_een_afgelaste_groep_verloopt_niet_meteen(streek: Streek) -> None:
    from aanbod.deelname.services.afgelasten import annuleer_groep
    from vraag.signalen.services import verloop_signalen
    from vraag.voorstellen.volg_groepen import volg_groepen

    signaal = maak_signaal(streek, streek.oegstgeest, 9, verloopt_op=klok.vandaag() - dt.timedelta(days=3))
    pool(streek)
    iedereen_ja(Groepsvoorstel.objects.get())
    annuleer_groep(Groepsvoorstel.objects.get().groep, "De trainer is ziek.", None)
    volg_groepen()
    verloop_signalen()

    signaal.refresh_from_db()
    assert signaal.staat == "open"
    assert signaal.verloopt_op >= klok.vandaag() + dt.timedelta(days=28)


def test_een_fout_bij_een_voorstel_laat_de_andere_doorgaan(streek: Streek, caplog: pytest.LogCaptureFixture) -> None:
    maak_ruimte(streek.leiden.gemeente, dagdelen=[4])
    for _ in range(2):
        maak_trainer(streek.leiden.gemeente, streek.interventie, dagdelen=[4])
    maak_signaal(streek, streek.oegstgeest, 9)
    maak_signaal(streek, streek.leiden, 9, dagdelen=[4])
    pool(streek)
    eerste, tweede = Groepsvoorstel.objects.order_by("-dagdeel")
    Groepsvoorstel.objects.filter(pk=eerste.pk).update(reageren_voor=eerste.reageren_voor - dt.timedelta(hours=5))
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE vraag_uitsluiting ADD CONSTRAINT proef CHECK (dagdeel <> 7)")

    with time_machine.travel(tweede.reageren_voor + dt.timedelta(minutes=1), tick=False):
        bewaak_antwoordtermijnen()

    eerste.refresh_from_db()
    tweede.refresh_from_db()
    assert (eerste.staat, tweede.staat) == (VoorstelStaat.VOORGESTELD, VoorstelStaat.VERVALLEN)
    assert f"_sluit_termijn van {eerste.pk} mislukte" in caplog.text
