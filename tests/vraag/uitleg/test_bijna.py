"""The weekly mail about groups that are nearly complete: what it says, who gets it, once a week, and off again."""

import datetime as dt
from typing import Any

import pytest
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Regio, Team
from marktplein.audit.models import Logregel
from marktplein.basis import klok
from marktplein.mail.models import Bericht, Berichtvoorkeur, Staat
from tests.gemeenten.factories import GemeenteFactory, LidmaatschapFactory, TeamFactory, gebruiker_met
from tests.mail.hulp import mail_van_de_dag
from tests.vraag.factories import RedenFactory, SignaalFactory
from tests.vraag.hulp import tekst
from tests.vraag.streek import Streek, maak_signaal, maak_streek
from vraag import tasks
from vraag.models import GeenBijnaMail, Reden, Run, Signaal
from vraag.poolen.services import voer_run_uit
from vraag.uitleg.berichten import BijnaHaalbaar
from vraag.uitleg.bijna import bijna_haalbaar, mail_bijna_haalbaar
from vraag.uitleg.bijna_uit import ZOUT, afmeldlink
from vraag.workflow import Aanleiding, SignaalStaat

MAANDAG = dt.date(2026, 11, 23)


def hulp(kinderen: int, *dagdelen: int) -> list[dict[str, Any]]:
    return [{"soort": "meer_kinderen", "kinderen": kinderen, "dagdelen": list(dagdelen or (7,)), "teams": []}]


def bijna_vol(streek: Streek, team: Team | None = None, tekort: int = 2, **velden: Any) -> Signaal:
    """A need of Oegstgeest that lacks ``tekort`` children, as the last run stored it."""
    signaal = maak_signaal(streek, team or streek.oegstgeest, 4, **velden)
    RedenFactory(signaal=signaal, helpt=hulp(tekort))
    return signaal


def post() -> list[Bericht]:
    return list(Bericht.objects.filter(soort=BijnaHaalbaar.soort).order_by("aan"))


@pytest.fixture
def streek() -> Streek:
    return maak_streek()


# --- which groups ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "helpt", "detail", "tekort"),
    [
        ("TOO_FEW_CHILDREN", hulp(1), {"tekort": 2}, 1),
        ("NO_SHARED_DAYPART", hulp(3), {}, 3),
        ("TOO_FEW_CHILDREN", [], {"tekort": 2}, 2),
        ("TOO_FEW_CHILDREN", [], {"tekort": 4}, None),
        ("TOO_FEW_CHILDREN", hulp(4), {"tekort": 2}, None),
        # The run looked for remedies, and more children was not one of them: there is no room or no trainer.
        ("TOO_FEW_CHILDREN", [{"soort": "trainer", "trainers": 1, "dagdelen": [7]}], {"tekort": 2}, None),
        ("NO_SHARED_DAYPART", [], {"tekort": 2}, None),
        ("ROOMS_TAKEN", hulp(1), {"tekort": 1}, None),
        ("TOO_FEW_CHILDREN", [], {}, None),
    ],
)
def test_wat_bijna_is(
    streek: Streek, code: str, helpt: list[dict[str, Any]], detail: dict[str, Any], tekort: int | None
) -> None:
    RedenFactory(signaal=maak_signaal(streek, streek.oegstgeest, 4), code=code, helpt=helpt, detail=detail)
    assert [g.tekort for g in bijna_haalbaar(streek.regio)] == ([] if tekort is None else [tekort])


def test_alleen_open_vragen_van_de_regio(streek: Streek) -> None:
    bijna_vol(streek, staat=SignaalStaat.VOORGESTELD)
    elders = SignaalFactory(team=TeamFactory(gemeente__regio=Regio.objects.create(naam="Elders", slug="elders")))
    RedenFactory(signaal=elders, helpt=hulp(1))
    assert bijna_haalbaar(streek.regio) == []


def test_vragen_die_samen_kunnen_zijn_een_groep(streek: Streek) -> None:
    eerste = bijna_vol(streek, geplaatst_op=klok.vandaag() - dt.timedelta(days=9))
    bijna_vol(streek, streek.katwijk, tekort=1)
    bijna_vol(streek, dagdelen=[1])
    bijna_vol(streek, leeftijd_min=8, leeftijd_max=8)
    Reden.objects.filter(signaal__dagdelen=[1]).update(helpt=hulp(2, 1))
    groepen = bijna_haalbaar(streek.regio)
    assert [(g.tekort, len(g.leden), g.dagdelen) for g in groepen] == [(1, 3, (7,)), (2, 1, (1,))]
    groep = groepen[0]
    assert (groep.kinderen, groep.leeftijd_min, groep.leeftijd_max, groep.waar) == (12, 8, 11, "Katwijk en Oegstgeest")
    assert groep.leden[0] == eerste
    assert groep.wanneer == "woensdagmiddag"


def test_uit_een_echte_berekening(streek: Streek) -> None:
    """Oegstgeest asks for four of six: the run itself says that two more would do, and on which dagdeel."""
    maak_signaal(streek, streek.oegstgeest, 4, dagdelen=[1, 7])
    run = Run.objects.create(regio=streek.regio, aanleiding=Aanleiding.HANDMATIG)
    voer_run_uit(run.pk)
    (groep,) = bijna_haalbaar(streek.regio)
    assert (groep.tekort, groep.dagdelen) == (2, (7,))


# --- the mail -------------------------------------------------------------------------------------------------


def test_buren_die_het_nog_niet_vragen_krijgen_een_bericht(streek: Streek) -> None:
    signaal = bijna_vol(streek)
    maak_signaal(streek, streek.leiden, 1)
    assert mail_bijna_haalbaar(MAANDAG) == 1
    (bericht,) = post()
    assert bericht.aan == streek.van_katwijk.email
    assert bericht.onderwerp == "Bijna een groep bij jou in de buurt: Weerbaarheidstraining op maat (JGT)"
    for stuk in (
        "Beste collega van JGT Katwijk",
        "Nog 1 tot en met 3 kinderen nodig. Er wachten al minder dan 5 kinderen van 9 tot en met 11 jaar.",
        "Waar: Oegstgeest en omgeving",
        "Wanneer: woensdagmiddag",
        f"{reverse('vraag:aansluiten', args=[signaal.pk])}\n",
        "/vraag/bijna/uit/",
    ):
        assert stuk in bericht.tekst


def test_te_ver_weg_hoort_niets(streek: Streek) -> None:
    bijna_vol(streek, max_km=4)
    mail_bijna_haalbaar(MAANDAG)
    assert [b.aan for b in post()] == [streek.van_leiden.email]


def test_hoogstens_een_keer_per_week_ook_als_er_meer_bij_komt(streek: Streek) -> None:
    bijna_vol(streek)
    eerst = mail_bijna_haalbaar(MAANDAG)
    RedenFactory(signaal=maak_signaal(streek, streek.oegstgeest, 4, dagdelen=[1]), helpt=hulp(2, 1))
    assert eerst == 2
    assert mail_bijna_haalbaar(MAANDAG) == 0
    assert mail_bijna_haalbaar(MAANDAG + dt.timedelta(days=6)) == 0
    assert mail_bijna_haalbaar(MAANDAG + dt.timedelta(days=7)) == 2
    assert "2 groepen bij jou in de buurt zijn bijna haalbaar" in {b.onderwerp for b in post()}


def test_de_taak_zelf_en_in_het_rooster(streek: Streek, settings: Any) -> None:
    bijna_vol(streek)
    tasks.mail_bijna_haalbaar()
    tasks.mail_bijna_haalbaar()
    assert len(post()) == 2
    regel = settings.CELERY_BEAT_SCHEDULE["bijna_haalbaar"]
    assert regel["task"] == "vraag.mail_bijna_haalbaar"
    op = regel["schedule"]
    assert (op.day_of_week, op.hour, op.minute) == ({1}, set(range(7, 12)), {30})


def test_alleen_wie_kan_aansluiten_en_nu_bij_het_team_hoort(streek: Streek) -> None:
    bijna_vol(streek)
    weg = gebruiker_met(Rol.JGT, team=streek.katwijk)
    weg.lidmaatschappen.update(tot=klok.vandaag())
    streek.leiden.actief = False
    streek.leiden.save()
    mail_bijna_haalbaar(MAANDAG)
    assert [b.aan for b in post()] == [streek.van_katwijk.email]


def test_niets_bijna_niets_verstuurd(streek: Streek) -> None:
    maak_signaal(streek, streek.oegstgeest, 2)
    assert mail_bijna_haalbaar(MAANDAG) == 0
    assert not post()


def test_vast_aantal_vragen_aan_de_database_per_regio(streek: Streek) -> None:
    aantallen = []
    for _ in range(2):
        for n in range(4):
            bijna_vol(streek, leeftijd_min=8 + n, leeftijd_max=8 + n)
            TeamFactory(gemeente=streek.leiden.gemeente)
        with CaptureQueriesContext(connection) as gedaan:
            bijna_haalbaar(streek.regio)
        aantallen.append(len(gedaan))
    assert aantallen == [1, 1]


# --- one press to join ----------------------------------------------------------------------------------------


def test_de_link_is_ingevuld_en_met_een_druk_op_de_knop_geplaatst(client: Client, streek: Streek) -> None:
    signaal = bijna_vol(streek)
    adres = f"{reverse('vraag:aansluiten', args=[signaal.pk])}?aantal=2"
    assert "login" in client.get(adres)["Location"]
    client.force_login(streek.van_katwijk)
    form = client.get(adres).context["form"]
    velden = {veld.html_name: veld.value() for veld in form}
    velden = {naam: getattr(w, "pk", w) for naam, w in velden.items() if w is not None and w is not False}
    velden["vroegste_start"] = velden["vroegste_start"].isoformat()
    antwoord = client.post(adres, velden)
    assert antwoord.status_code == 302, antwoord.context["form"].errors
    nieuw = Signaal.objects.get(team=streek.katwijk)
    assert (nieuw.aantal, nieuw.samen_met, nieuw.dagdelen) == (2, signaal, [7])


@pytest.mark.parametrize("vraag", ["?aantal=0", "?aantal=101", "?aantal=twee", "?aantal=-1"])
def test_een_raar_aantal_vult_niets_in(client: Client, streek: Streek, vraag: str) -> None:
    client.force_login(streek.van_katwijk)
    adres = reverse("vraag:aansluiten", args=[bijna_vol(streek).pk]) + vraag
    assert client.get(adres).context["form"]["aantal"].value() is None


# --- off ------------------------------------------------------------------------------------------------------


def test_uit_voor_jezelf_met_een_druk_zonder_in_te_loggen(client: Client, streek: Streek) -> None:
    bijna_vol(streek)
    collega = gebruiker_met(Rol.JGT, team=streek.katwijk)
    link = afmeldlink(streek.van_katwijk, streek.katwijk)
    assert "Zet de mail uit voor mij" in tekst(client.get(link))
    assert not Berichtvoorkeur.objects.exists(), "kijken verandert niets"
    for _ in range(2):
        assert client.post(link, {"wie": "ik", "stand": "uit"}).status_code == 302
    assert Logregel.objects.get(gebeurtenis="berichtvoorkeur.gewijzigd").door == streek.van_katwijk
    mail_bijna_haalbaar(MAANDAG)
    assert {b.aan for b in post() if b.staat == Staat.VERZAMEL} == {collega.email, streek.van_leiden.email}
    client.post(link, {"wie": "ik", "stand": "aan"})
    client.post(link, {"wie": "ik", "stand": "aan"})
    assert Logregel.objects.filter(gebeurtenis="berichtvoorkeur.gewijzigd").count() == 2
    assert "Zet de mail uit voor mij" in tekst(client.get(link))


def test_uit_voor_het_hele_team(client: Client, streek: Streek) -> None:
    bijna_vol(streek)
    gebruiker_met(Rol.JGT, team=streek.katwijk)
    client.post(afmeldlink(streek.van_katwijk, streek.katwijk), {"wie": "team", "stand": "uit"})
    mail_bijna_haalbaar(MAANDAG)
    assert [b.aan for b in post()] == [streek.van_leiden.email]


def test_wie_weg_is_zet_het_team_niet_uit(client: Client, streek: Streek) -> None:
    link = afmeldlink(streek.van_katwijk, streek.katwijk)
    streek.van_katwijk.lidmaatschappen.update(tot=klok.vandaag())
    assert "heel JGT Katwijk" not in tekst(client.get(link))
    antwoord = client.post(link, {"wie": "team", "stand": "uit"}, follow=True)
    assert "Je hoort niet (meer) bij dit team" in tekst(antwoord)
    client.post(link, {"wie": "ik", "stand": "uit"})
    assert not GeenBijnaMail.objects.exists()
    assert [(v.user, v.stand) for v in Berichtvoorkeur.objects.all()] == [(streek.van_katwijk, "uit")]


@pytest.mark.parametrize(
    "token",
    ["onzin", signing.dumps([1, 2], salt="iets-anders"), signing.dumps("x", salt=ZOUT)],
    ids=["onzin", "andere-handtekening", "andere-inhoud"],
)
def test_een_link_die_niet_klopt(client: Client, token: str) -> None:
    adres = reverse("vraag:bijna_uit", args=[token])
    for antwoord in (client.get(adres), client.post(adres, {"wie": "ik", "stand": "uit"})):
        assert antwoord.status_code == 404
        assert "Deze link klopt niet" in tekst(antwoord)


def test_een_rare_keuze_wordt_geweigerd(client: Client, streek: Streek) -> None:
    link = afmeldlink(streek.van_katwijk)
    assert "Kies of je de mail" in tekst(client.post(link, {"wie": "iedereen"}, follow=True))
    assert not GeenBijnaMail.objects.exists()


def test_een_coach_leest_het_alleen_van_een_team_zonder_collegas_en_alles_in_een_mail(streek: Streek) -> None:
    bijna_vol(streek)
    coach = gebruiker_met(Rol.COACH, team=streek.katwijk)
    LidmaatschapFactory(user=coach, rol=Rol.COACH, plek=streek.leiden)
    mail_bijna_haalbaar(MAANDAG)
    assert coach.email not in [b.aan for b in post()]
    assert mail_van_de_dag() == 2
    dag = Bericht.objects.get(soort="mail.dag", aan=streek.van_leiden.email)
    assert dag.onderwerp == "1 groep bijna vol genoeg — JGT Leiden"
    assert "  Sluit aan, alvast ingevuld: http" in dag.tekst
    token = dag.tekst.partition("/bijna/uit/")[2].partition("/")[0]
    assert signing.loads(token, salt=ZOUT) == [streek.van_leiden.pk, streek.leiden.pk], (
        "which holds the second it was made"
    )


def test_wie_voor_twee_teams_werkt_krijgt_per_team_een_bericht(streek: Streek) -> None:
    bijna_vol(streek)
    streek.van_leiden.lidmaatschappen.update(tot=klok.vandaag())
    LidmaatschapFactory(user=streek.van_katwijk, rol=Rol.COACH, plek=streek.leiden)
    LidmaatschapFactory(user=streek.van_katwijk, rol=Rol.COACH, plek=streek.katwijk)
    mail_bijna_haalbaar(MAANDAG)
    assert [b.aan for b in post()].count(streek.van_katwijk.email) == 2


def test_een_andere_gemeente_zonder_teams_hindert_niet(streek: Streek) -> None:
    GemeenteFactory()
    assert mail_bijna_haalbaar(MAANDAG) == 0
