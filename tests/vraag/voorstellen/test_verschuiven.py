"""Dates that no longer hold: the proposal stays, old and new stand there, and a yes to other dates is asked anew."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from aanbod.models import Groep, Trainer
from facilitair.models import Ruimte
from facilitair.workflow import ReserveringStaat
from gemeenten.grond.models import Sluitingsdag
from marktplein.audit.models import Logregel
from marktplein.basis import klok
from marktplein.basis.woorden import dag_kort
from marktplein.mail.models import Bericht
from tests.facilitair.factories import ReserveringFactory
from tests.gemeenten.factories import GemeenteFactory, RegioFactory
from tests.hulp_uitstel import laat_voorbijgaan
from tests.mail.hulp import mail_van_de_dag
from tests.verhalen.test_straat import iedereen_ja, pool, zeg
from tests.vraag.hulp import tekst
from tests.vraag.streek import Streek, maak_ruimte, maak_signaal
from vraag.aanvraag import vraag_om_poolen
from vraag.models import Groepsvoorstel, Signaal, Toezegging
from vraag.tasks import bewaak_termijnen, pool_regio
from vraag.voorstellen.antwoordlink import token_van
from vraag.voorstellen.berichten import trainer_gevraagd
from vraag.voorstellen.services import AndereWeek, antwoord
from vraag.voorstellen.verschuiven import verschuif_voorstellen
from vraag.voorstellen.wanneer import vanaf
from vraag.workflow import Aanleiding, Antwoord, SignaalStaat, VoorstelStaat

pytestmark = pytest.mark.django_db


def gevraagd(streek: Streek) -> Groepsvoorstel:
    maak_signaal(streek, streek.oegstgeest, 5)
    maak_signaal(streek, streek.katwijk, 4)
    pool(streek)
    return Groepsvoorstel.objects.get()


def neem_de_zaal(streek: Streek, voorstel: Groepsvoorstel, week: int = 0) -> None:
    begin = klok.op(dt.date.fromisoformat(voorstel.verteld_data[week]), dt.time(14))
    ReserveringFactory(ruimte=streek.ruimte, periode=(begin, begin + dt.timedelta(hours=1)))


def dag(iso: str) -> dt.date:
    return dt.date.fromisoformat(iso)


def test_een_bezette_zaal_houdt_het_voorstel_en_vraagt_elke_ja_opnieuw(streek: Streek, client: Client) -> None:
    voorstel = gevraagd(streek)
    zeg(voorstel, streek.oegstgeest, Antwoord.JA)
    oud, op_de_pagina = voorstel.verteld_data, voorstel.toezeggingen.get(team=streek.oegstgeest).gezien
    neem_de_zaal(streek, voorstel)
    mail_van_de_dag()
    begin = Bericht.objects.count()

    bewaak_termijnen()
    pool(streek)

    voorstel.refresh_from_db()
    assert (voorstel.staat, voorstel.eerder_data) == (VoorstelStaat.VOORGESTELD, oud), "the next run leaves it alone"
    eerst, nu = dag(oud[0]), dag(voorstel.verteld_data[0])
    assert nu == eerst + dt.timedelta(weeks=1)
    assert set(voorstel.toezeggingen.values_list("antwoord", flat=True)) == {Antwoord.OPEN}
    van_ons = voorstel.toezeggingen.get(team=streek.oegstgeest)
    assert van_ons.bevestigen
    with pytest.raises(AndereWeek):
        antwoord(van_ons, keus=Antwoord.NEE, reden="Toch niet.", gezien=op_de_pagina, door=streek.van_oegstgeest)
    assert set(Signaal.objects.values_list("staat", flat=True)) == {SignaalStaat.VOORGESTELD}
    assert Logregel.objects.get(gebeurtenis="voorstel.verschoven").gegevens["opnieuw"] == 1

    zin = f"Eerst: {vanaf(eerst, eerst)} tot en met {vanaf(dag(oud[-1]), dag(oud[-1]))}. Nu: {vanaf(nu, nu)} tot en met"
    client.force_login(streek.van_oegstgeest)
    pagina = tekst(client.get(reverse("vraag:voorstel", args=[voorstel.pk])))
    assert zin in pagina
    assert "Het antwoord was ja, op de eerdere data." in pagina
    assert "zei ja op de eerdere data" in pagina
    assert f"verschoven, eerst {dag_kort(eerst)}: geldt de ja nog?" in tekst(client.get(reverse("vraag:voorstellen")))
    mail_van_de_dag()
    laatste = Bericht.objects.filter(soort="mail.dag", aan=streek.van_oegstgeest.email).latest("pk")
    assert laatste.pk > begin
    assert laatste.onderwerp.startswith("1 voorstel te beantwoorden")
    assert zin in laatste.tekst.replace("\n  ", " ")

    iedereen_ja(voorstel)

    assert Groep.objects.get().start_op == nu
    assert not Toezegging.objects.filter(bevestigen=True).exists()
    gepland = Bericht.objects.filter(soort="voorstel.gepland").first()
    assert gepland is not None
    assert "is verschoven" not in gepland.tekst, "everybody said yes to these dates"


@pytest.mark.parametrize("waar", ["pagina", "rij", "link"])
def test_wie_antwoordt_op_een_week_die_voorbij_is_hoort_dat_en_antwoordt_op_de_nieuwe(
    streek: Streek, client: Client, waar: str
) -> None:
    voorstel = gevraagd(streek)
    van_hen = voorstel.toezeggingen.filter(trainer__isnull=(waar != "link")).exclude(team=streek.oegstgeest)[0]
    if waar == "link":
        assert van_hen.trainer
        Trainer.objects.filter(pk=van_hen.trainer.pk).update(email="piet@voorbeeld.example", user=None)
        trainer_gevraagd(voorstel, voorstel.toezeggingen.get(pk=van_hen.pk))
        adres = reverse("vraag:per_link", args=[token_van(voorstel.pk, van_hen.trainer_id or 0)])
        data = {"gezien": client.get(adres).context["form"]["gezien"].value(), "keus": "ja"}
    elif waar == "pagina":
        client.force_login(streek.van_katwijk)
        vel = client.get(reverse("vraag:voorstel", args=[voorstel.pk])).context["formulieren"][0][1]
        adres = reverse("vraag:antwoord", args=[van_hen.pk])
        data = {"gezien": vel["gezien"].value(), "keus": "ja"}
    else:
        client.force_login(streek.van_katwijk)
        assert f'name="gezien-{van_hen.pk}"' in client.get(reverse("vraag:voorstellen")).content.decode()
        adres = reverse("vraag:voorstellen_doen")
        data = {"rij": f"ja:{van_hen.pk}", f"gezien-{van_hen.pk}": van_hen.gezien}
    neem_de_zaal(streek, voorstel)
    assert verschuif_voorstellen() == 1

    weigert = client.post(adres, data, follow=waar == "rij")

    assert "De groep begint intussen in een andere week." in tekst(weigert)
    van_hen.refresh_from_db()
    assert van_hen.antwoord == Antwoord.OPEN
    if waar == "rij":
        data[f"gezien-{van_hen.pk}"] = Toezegging.objects.get(pk=van_hen.pk).gezien
    else:
        vel = weigert.context["form"]
        data["gezien"] = vel["gezien"].value()
    assert client.post(adres, data).status_code == 302
    laat_voorbijgaan()
    van_hen.refresh_from_db()
    assert van_hen.antwoord == Antwoord.JA


def test_een_berekening_houdt_een_voorstel_dat_een_week_later_kan(streek: Streek) -> None:
    """Nobody answered, and the run comes before the hour is over."""
    voorstel = gevraagd(streek)
    neem_de_zaal(streek, voorstel)
    pool_regio.apply(args=[vraag_om_poolen(streek.regio, Aanleiding.WIJZIGING).pk], throw=True)
    voorstel.refresh_from_db()
    assert (voorstel.staat, Groepsvoorstel.objects.count()) == (VoorstelStaat.VOORGESTELD, 1)
    assert voorstel.eerder_data


def test_een_dag_dicht_halverwege_laat_elke_ja_staan(streek: Streek, client: Client) -> None:
    voorstel = gevraagd(streek)
    zeg(voorstel, streek.oegstgeest, Antwoord.JA)
    oud = voorstel.verteld_data
    Sluitingsdag.objects.create(gemeente=streek.ruimte.gemeente, datum=dag(oud[3]), naam="Studiedag")

    assert verschuif_voorstellen() == 1

    voorstel.refresh_from_db()
    assert voorstel.verteld_data[0] == oud[0]
    assert voorstel.verteld_data[-1] > oud[-1]
    assert voorstel.toezeggingen.get(team=streek.oegstgeest).antwoord == Antwoord.JA
    client.force_login(streek.van_katwijk)
    assert "Wie al ja zei, hoeft niet opnieuw te antwoorden." in tekst(
        client.get(reverse("vraag:voorstel", args=[voorstel.pk]))
    )
    assert f"laatste keer {dag_kort(dag(voorstel.verteld_data[-1]))}, eerst {dag_kort(dag(oud[-1]))}" in tekst(
        client.get(reverse("vraag:voorstellen"))
    )


def test_wat_verteld_is_blijft_ook_als_de_zaal_weer_vrij_komt(streek: Streek) -> None:
    voorstel = gevraagd(streek)
    neem_de_zaal(streek, voorstel)
    assert verschuif_voorstellen() == 1
    streek.ruimte.reserveringen.update(staat=ReserveringStaat.VRIJGEGEVEN)
    assert verschuif_voorstellen() == 0


def test_is_er_geen_week_vrij_dan_schuift_er_niets(streek: Streek) -> None:
    voorstel = gevraagd(streek)
    for week in range(8):
        neem_de_zaal(streek, voorstel, week)
    assert verschuif_voorstellen() == 0


# --- no week in its own room: another room that fits --------------------------------------------------------------


def neem_alle_weken(streek: Streek, voorstel: Groepsvoorstel) -> None:
    for week in range(14):
        begin = klok.op(dag(voorstel.verteld_data[0]) + dt.timedelta(weeks=week), dt.time(14))
        ReserveringFactory(ruimte=streek.ruimte, periode=(begin, begin + dt.timedelta(hours=1)))


def test_zonder_vrije_week_gaat_het_naar_een_andere_ruimte_die_past(streek: Streek, client: Client) -> None:
    voorstel = gevraagd(streek)
    zeg(voorstel, streek.oegstgeest, Antwoord.JA)
    op_de_pagina = voorstel.toezeggingen.get(team=streek.katwijk).gezien
    data = voorstel.verteld_data
    past = maak_ruimte(streek.leiden.gemeente, naam="Zaal die past")
    maak_ruimte(streek.oegstgeest.gemeente, naam="Te klein", capaciteit=10)
    maak_ruimte(streek.oegstgeest.gemeente, naam="Op een ander dagdeel", dagdelen=[0])
    elders = RegioFactory(naam="Elders", slug="elders")
    maak_ruimte(GemeenteFactory(regio=elders, lat=52.18, lon=4.47), naam="Andere regio")
    neem_alle_weken(streek, voorstel)

    bewaak_termijnen()
    pool(streek)

    voorstel.refresh_from_db()
    assert (voorstel.staat, voorstel.ruimte, voorstel.verteld_data) == (VoorstelStaat.VOORGESTELD, past, data)
    assert set(voorstel.toezeggingen.values_list("antwoord", flat=True)) == {Antwoord.OPEN}
    assert Logregel.objects.get(gebeurtenis="voorstel.verschoven").gegevens["ruimte"] == past.pk
    client.force_login(streek.van_oegstgeest)
    pagina = tekst(client.get(reverse("vraag:voorstel", args=[voorstel.pk])))
    assert "De plaats is veranderd. Eerst: Zaal Oegstgeest. Nu: Zaal die past, Leiden." in pagina
    assert "Het antwoord was ja, op de eerdere plaats." in pagina
    assert "De data zijn veranderd" not in pagina
    van_hen = voorstel.toezeggingen.get(team=streek.katwijk)
    with pytest.raises(AndereWeek, match="andere plaats"):
        antwoord(van_hen, keus=Antwoord.JA, gezien=op_de_pagina, door=streek.van_katwijk)
    assert bewaak_termijnen() is None
    assert Logregel.objects.filter(gebeurtenis="voorstel.verschoven").count() == 1, "told once"
    iedereen_ja(voorstel)
    laat_voorbijgaan()
    assert Groep.objects.get().locatie_naam == "Zaal die past"


@pytest.mark.parametrize("anders", [{"lat": 52.9, "lon": 6.5}, {"capaciteit": 10}, {"actief": False}])
def test_een_ruimte_die_niet_past_is_geen_ruimte(streek: Streek, anders: dict[str, object]) -> None:
    voorstel = gevraagd(streek)
    maak_ruimte(streek.leiden.gemeente, naam="Zaal die niet past", **anders)
    neem_alle_weken(streek, voorstel)
    assert verschuif_voorstellen() == 0
    voorstel.refresh_from_db()
    assert (voorstel.ruimte, voorstel.eerder_plek) == (streek.ruimte, "")


def test_rolstoeltoegankelijk_blijft_rolstoeltoegankelijk(streek: Streek) -> None:
    Ruimte.objects.filter(pk=streek.ruimte.pk).update(toegankelijk=True)
    voorstel = gevraagd(streek)
    maak_ruimte(streek.leiden.gemeente, naam="Met een trap")
    verder = maak_ruimte(streek.katwijk.gemeente, naam="Met een lift", toegankelijk=True)
    neem_alle_weken(streek, voorstel)
    assert verschuif_voorstellen() == 1
    voorstel.refresh_from_db()
    assert voorstel.ruimte == verder
