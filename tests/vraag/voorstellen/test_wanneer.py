"""From when a proposal is: everywhere the first real day, never a week that lies in a holiday."""

import datetime as dt
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from aanbod.groepen.services.planning import bijeenkomst_tijden, eerste_lesdagen
from aanbod.models import Groep
from marktplein.basis import klok
from marktplein.basis.woorden import dag_kort
from marktplein.mail.models import Bericht
from tests.aanbod.factories import GroepFactory, InterventieFactory
from tests.facilitair.factories import ReserveringFactory, RuimteFactory
from tests.gemeenten.factories import GemeenteFactory, SchoolvakantieFactory
from tests.verhalen.test_straat import iedereen_ja, pool
from tests.vraag.factories import VoorstelFactory
from tests.vraag.hulp import tekst
from tests.vraag.streek import WOENSDAGMIDDAG, Streek, maak_signaal
from vraag.models import Groepsvoorstel
from vraag.voorstellen.melden import meld_voorstellen
from vraag.voorstellen.wanneer import eerste_dagen, vanaf, zet_vanaf

SJABLONEN = Path(__file__).resolve().parents[3] / "templates"


def vakantie_na_de_run(streek: Streek) -> tuple[Groepsvoorstel, dt.date]:
    """A proposal whose first two weeks turn out to be a holiday, told of after that; and its first real day."""
    maak_signaal(streek, streek.oegstgeest, 9)
    pool(streek)
    voorstel = Groepsvoorstel.objects.get()
    SchoolvakantieFactory(
        vakantieregio=streek.ruimte.gemeente.vakantieregio,
        begin=voorstel.start_week,
        eind=voorstel.start_week + dt.timedelta(days=13),
    )
    return voorstel, voorstel.start_week + dt.timedelta(weeks=2, days=2)


def test_lijst_pagina_startpagina_en_mail_noemen_dezelfde_dag(streek: Streek, client: Client) -> None:
    voorstel, dag = vakantie_na_de_run(streek)
    Groepsvoorstel.objects.update(te_melden=True)
    begin = Bericht.objects.count()

    meld_voorstellen()

    client.force_login(streek.van_oegstgeest)
    plekken = {
        naam: tekst(client.get(adres))
        for naam, adres in (
            ("lijst", reverse("vraag:voorstellen")),
            ("pagina", reverse("vraag:voorstel", args=[voorstel.pk])),
            ("start", reverse("werkplek:start")),
        )
    }
    plekken |= {f"mail {b.soort}": b.tekst for b in Bericht.objects.order_by("pk")[begin:]}
    assert {"mail voorstel.nieuw", "mail voorstel.trainer"} < set(plekken)
    woorden = vanaf(dag, voorstel.start_week)
    assert woorden.startswith("woensdag ")
    kort = f"vanaf <strong>{dag_kort(dag)}</strong>"
    rijen = {naam: plekken.pop(naam) for naam in ("lijst", "start")}
    assert {naam for naam, inhoud in rijen.items() if kort not in inhoud} == set()
    assert {naam for naam, inhoud in plekken.items() if f"vanaf {woorden}" not in inhoud} == set()
    plekken |= rijen
    assert {naam for naam, inhoud in plekken.items() if "de week van" in inhoud} == set()


def test_de_dag_is_die_waarop_de_groep_echt_begint(streek: Streek) -> None:
    voorstel, dag = vakantie_na_de_run(streek)
    assert eerste_dagen([voorstel]) == {voorstel.pk: dag}
    iedereen_ja(voorstel)
    assert Groep.objects.get().start_op == dag
    voorstel.refresh_from_db()
    assert eerste_dagen([voorstel]) == {voorstel.pk: dag}


def test_een_bezette_zaal_of_trainer_schuift_pagina_en_planning_samen_op(streek: Streek, client: Client) -> None:
    maak_signaal(streek, streek.oegstgeest, 9)
    pool(streek)
    voorstel = Groepsvoorstel.objects.get()
    eerst = eerste_dagen([voorstel])[voorstel.pk]
    assert voorstel.verteld == eerst
    for weken in (0, 1):
        begin = klok.op(eerst + dt.timedelta(weeks=weken), dt.time(14))
        ReserveringFactory(ruimte=streek.ruimte, periode=(begin, begin + dt.timedelta(hours=1)))

    later = eerste_dagen([voorstel])[voorstel.pk]
    assert later > eerst + dt.timedelta(weeks=1)
    client.force_login(streek.van_oegstgeest)
    pagina = tekst(client.get(reverse("vraag:voorstel", args=[voorstel.pk])))
    assert f"vanaf {vanaf(later, later)}" in pagina
    assert f"De data zijn veranderd. Eerst: {vanaf(eerst, eerst)} tot en met" in pagina

    iedereen_ja(voorstel)

    assert Groep.objects.get().start_op == later
    mail = Bericht.objects.filter(soort="voorstel.gepland").first()
    assert mail is not None
    assert "de eerste keer is verschoven. In het voorstel stond" in mail.tekst


def test_wie_aansluit_begint_bij_de_eerste_keer_die_nog_komt() -> None:
    groep = GroepFactory()
    eerste, *later = groep.bijeenkomsten.order_by("begin")
    assert later
    maandag = klok.lokaal(later[0].begin).date() - dt.timedelta(days=1)
    aansluiten = VoorstelFactory(groep=groep, interventie=groep.interventie, start_week=maandag)
    vooraf = VoorstelFactory(
        groep=groep, interventie=groep.interventie, start_week=klok.lokaal(eerste.begin).date(), kenmerk="ander"
    )
    assert eerste_dagen([aansluiten, vooraf]) == {
        aansluiten.pk: klok.lokaal(later[0].begin).date(),
        vooraf.pk: klok.lokaal(eerste.begin).date(),
    }


@pytest.mark.parametrize("week", [dt.date(2026, 12, 21), dt.date(2027, 4, 26), dt.date(2027, 1, 4)])
@pytest.mark.parametrize("dagdeel", [1, 4, WOENSDAGMIDDAG])
def test_dezelfde_dag_als_de_planning(week: dt.date, dagdeel: int) -> None:
    gemeente, training = GemeenteFactory(), InterventieFactory()
    SchoolvakantieFactory(vakantieregio=gemeente.vakantieregio, begin=dt.date(2026, 12, 19), eind=dt.date(2027, 1, 3))
    echt = klok.lokaal(bijeenkomst_tijden(training, gemeente, dagdeel, week)[0][0]).date()
    assert eerste_lesdagen([(gemeente, dagdeel, week)]) == {(gemeente, dagdeel, week): echt}


def test_is_er_nergens_een_dag_dan_staat_de_week_er() -> None:
    gemeente = GemeenteFactory()
    week = dt.date(2027, 3, 1)
    SchoolvakantieFactory(vakantieregio=gemeente.vakantieregio, begin=week, eind=week + dt.timedelta(weeks=200))
    assert eerste_lesdagen([(gemeente, WOENSDAGMIDDAG, week)]) == {}
    assert vanaf(None, week).startswith("de week van maandag 1 maart")
    assert eerste_lesdagen([]) == {}


def test_meer_voorstellen_vragen_niet_meer_van_de_database() -> None:
    een, *meer = [VoorstelFactory(ruimte=RuimteFactory()) for _ in range(6)]
    vakantieregio = een.ruimte.gemeente.vakantieregio
    assert {v.ruimte.gemeente.vakantieregio for v in meer} == {vakantieregio}
    aantallen = []
    for rij in ([een], [een, *meer]):
        with CaptureQueriesContext(connection) as vragen:
            zet_vanaf(rij)
        aantallen.append(len(vragen))
    assert aantallen == [4, 4]


@pytest.mark.puur
def test_geen_pagina_of_mail_noemt_zelf_de_week() -> None:
    """Whoever shows a proposal takes the words of ``wanneer``: the week alone may be a holiday."""
    sjablonen = [pad for soort in ("*.html", "*.txt") for pad in SJABLONEN.rglob(soort)]
    assert len(sjablonen) > 100
    assert [str(pad) for pad in sjablonen if "start_week" in pad.read_text("utf-8")] == []
