"""The first page of the demo: one click is a login, the story ticks by itself, and none of it exists elsewhere."""

import datetime as dt
from collections import Counter

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from aanbod.models import Aanmelding, Bijeenkomst, Interventie
from facilitair.models import Reservering, Ruimte
from gemeenten.grond.models import Team
from marktplein.accounts.models import User
from marktplein.basis import klok
from marktplein.demo import klussen, post, verhaal, week
from marktplein.demo.groepen import groep_van
from marktplein.demo.models import Demoklus, Wat
from marktplein.demo.rollen import ROLLEN, adres
from marktplein.demo.voorbeeld import EERSTE, LAATSTE_PLEK, TIENDE, TWEEDE, WEERBAARHEID, Vraag
from marktplein.mail.models import Bericht, Staat
from marktplein.werk.workflow import WerkStaat
from vraag.aanvraag import vraag_om_poolen
from vraag.models import Groepsvoorstel, Regel, Signaal, Toezegging
from vraag.workflow import Aanleiding, Antwoord, SignaalStaat, VoorstelStaat

pytestmark = pytest.mark.usefixtures("demo")
BEGIN, INLOGGEN = "/demo/", "/demo/inloggen/"


def test_de_pagina_toont_de_straat_de_stappen_en_elf_rollen(client: Client) -> None:
    antwoord = client.get(BEGIN)
    pagina = antwoord.content.decode()
    assert [tegel.login for tegel in antwoord.context["tegels"]] == [adres(naam) for naam in ROLLEN]
    assert len(ROLLEN) == 11
    assert "<svg" in pagina
    assert [stap.gedaan for stap in antwoord.context["stappen"]] == [False] * 6
    assert next(tegel for tegel in antwoord.context["tegels"] if tegel.login == "facilitair@demo.example").wacht > 5


@pytest.mark.parametrize("naam", ROLLEN)
def test_een_klik_is_een_login(client: Client, naam: str) -> None:
    antwoord = client.post(INLOGGEN, {"als": adres(naam), "naar": "/start/"}, follow=True)
    assert antwoord.wsgi_request.path == "/start/"
    assert antwoord.context["user"].email == adres(naam)
    balk = antwoord.content.decode().split('class="demolint"')[1].split("</aside>")[0]
    assert antwoord.context["user"].naam in balk
    assert f"/post/?van={antwoord.context['user'].pk}" in balk


def test_wisselen_en_weer_bezoeker_zijn(client: Client) -> None:
    client.post(INLOGGEN, {"als": EERSTE.login})
    client.post(INLOGGEN, {"als": TWEEDE.login})
    assert client.get(BEGIN).context["user"].email == TWEEDE.login
    assert client.post(INLOGGEN, {"als": ""})["Location"] == "/"
    assert client.get(BEGIN).context["user"].is_anonymous


def test_alleen_personen_van_de_demo_en_alleen_adressen_van_ons(client: Client) -> None:
    echt = User.objects.create_user("echt@gemeente.example", "geheim-en-lang-genoeg")
    client.post(INLOGGEN, {"als": echt.email})
    assert client.get(BEGIN).context["user"].is_anonymous
    assert client.post(INLOGGEN, {"als": EERSTE.login, "naar": "https://kwaad.example/"})["Location"] == "/start/"


def test_een_login_vraagt_het_formulier_van_deze_site() -> None:
    streng = Client(enforce_csrf_checks=True)
    assert streng.post(INLOGGEN, {"als": EERSTE.login}).status_code == 403
    assert streng.get(INLOGGEN).status_code == 405


def test_buiten_de_demo_bestaat_er_niets_van(client: Client, settings: Settings) -> None:
    settings.DEMO = False
    assert client.get(BEGIN).status_code == 404
    for naam in ("inloggen", "klok", "opnieuw"):
        assert client.post(reverse(f"demo:{naam}"), {"als": EERSTE.login}).status_code == 404
    assert not Demoklus.objects.exists()
    assert "_auth_user_id" not in client.session
    assert 'class="demolint"' not in client.get("/").content.decode()


def vraag(wie: Vraag) -> Signaal:
    team = Team.objects.select_related("gemeente__regio").get(slug=wie.team)
    return Signaal.objects.create(
        regio=team.gemeente.regio,
        team=team,
        interventie=Interventie.objects.get(slug=WEERBAARHEID),
        aantal=wie.aantal,
        leeftijd_min=wie.leeftijd_min,
        leeftijd_max=wie.leeftijd_max,
        dagdelen=[7],
        max_km=10,
        vroegste_start=klok.vandaag(),
        geplaatst_op=klok.vandaag(),
        verloopt_op=klok.vandaag() + dt.timedelta(days=100),
    )


def stel_voor(*signalen: Signaal) -> Groepsvoorstel:
    run = vraag_om_poolen(signalen[0].regio, Aanleiding.NACHT, aankondigen=False)
    voorstel = Groepsvoorstel.objects.create(
        regio=run.regio,
        run=run,
        interventie=Interventie.objects.get(slug=WEERBAARHEID),
        ruimte=Ruimte.objects.earliest("pk"),
        dagdeel=7,
        start_week=klok.vandaag(),
        leeftijd_min=8,
        leeftijd_max=12,
        reageren_voor=klok.op(klok.vandaag() + dt.timedelta(days=7), dt.time(23, 59)),
        kenmerk="stappen",
    )
    for signaal in signalen:
        Regel.objects.create(voorstel=voorstel, signaal=signaal, aantal=signaal.aantal, afstand_m=1000)
        Toezegging.objects.create(voorstel=voorstel, team=signaal.team)
    return voorstel


def gedaan() -> list[bool]:
    return [stap.gedaan for stap in verhaal.stappen()]


def test_de_vinkjes_komen_uit_de_gegevens(client: Client) -> None:
    eerst = verhaal.stappen()[0]
    assert [deur.als for deur in eerst.deuren] == [EERSTE.login, TWEEDE.login]
    een = vraag(EERSTE)
    assert [deur.als for deur in verhaal.stappen()[0].deuren] == [TWEEDE.login]
    voorstel = stel_voor(een, vraag(TWEEDE))
    assert gedaan() == [True, False, False, False, False, False]

    voorstel.toezeggingen.filter(team__slug=EERSTE.team).update(antwoord=Antwoord.JA)
    assert gedaan() == [True, True, False, False, False, False]
    voorstel.toezeggingen.update(antwoord=Antwoord.JA)

    trainers = [t for t in bevoegden() if t.user]
    zonder = next(t for t in bevoegden() if not t.user)
    Toezegging.objects.create(voorstel=voorstel, trainer=trainers[0])
    Toezegging.objects.create(voorstel=voorstel, trainer=zonder)
    vierde = verhaal.stappen()[3]
    assert [deur.als for deur in vierde.deuren] == [trainers[0].user.email, "facilitair@demo.example"]
    assert gedaan()[1:4] == [True, True, False]
    voorstel.toezeggingen.update(antwoord=Antwoord.JA)
    Groepsvoorstel.objects.filter(pk=voorstel.pk).update(groep=groep_van("kies-leiden"), staat=VoorstelStaat.GEPLAND)
    assert gedaan() == [True, True, True, True, True, False]

    ouder = Aanmelding.objects.filter(groep=groep_van(LAATSTE_PLEK)).latest("pk")
    Aanmelding.objects.create(
        groep=ouder.groep, naam="Ouder", email="ouder@ouder.example", token_hash="ouder", wissen_op=klok.vandaag()
    )
    assert all(gedaan())
    assert client.get(BEGIN).context["gedaan"] == 6


def bevoegden() -> list:  # type: ignore[type-arg]
    from aanbod.models import Trainer

    return list(Trainer.objects.filter(certificaten__interventie__slug=WEERBAARHEID).select_related("user"))


def test_een_ingetrokken_vraag_telt_niet_mee() -> None:
    vraag(EERSTE)
    Signaal.objects.filter(interventie__slug=WEERBAARHEID).update(staat=SignaalStaat.INGETROKKEN)
    assert [deur.als for deur in verhaal.stappen()[0].deuren] == [EERSTE.login, TWEEDE.login]


def test_elke_stap_opent_een_pagina_die_er_is(client: Client) -> None:
    for deur in [deur for stap in verhaal.stappen() for deur in stap.deuren]:
        antwoord = client.post(INLOGGEN, {"als": deur.als, "naar": deur.naar}, follow=True)
        assert (antwoord.status_code, antwoord.wsgi_request.get_full_path()) == (200, deur.naar)


def test_het_formulier_is_al_ingevuld(client: Client) -> None:
    client.post(INLOGGEN, {"als": EERSTE.login})
    form = client.get(verhaal.stappen()[0].deuren[0].naar).context["form"]
    assert form["interventie"].value() == Interventie.objects.get(slug=WEERBAARHEID).pk
    velden = ("aantal", "leeftijd_min", "leeftijd_max", "max_km", "dagdelen")
    assert [form[veld].value() for veld in velden] == [5, 8, 11, 10, [7]]


def test_een_knop_vraagt_een_keer(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(2):
        assert client.post(reverse("demo:klok"))["Location"] == BEGIN
    assert client.post(reverse("demo:opnieuw"))["Location"] == BEGIN
    assert list(Demoklus.objects.values_list("wat", "staat")) == [(Wat.WEEK, WerkStaat.WACHT)]
    pagina = client.get(BEGIN)
    assert "<progress" in pagina.content.decode()
    assert pagina.context["tegels"] == []


def test_een_week_verder_is_elke_datum_een_week_terug() -> None:
    """Also over the night in which the clock changes: half past three stays half past three."""

    def wanneer() -> list[tuple[dt.date, dt.time]]:
        momenten = Bijeenkomst.objects.order_by("pk").values_list("begin", flat=True)
        return [(lokaal.date(), lokaal.time()) for lokaal in map(klok.lokaal, momenten)]

    eerst, periode = wanneer(), dict(Reservering.objects.values_list("pk", "periode"))
    week.verschuif()
    assert wanneer() == [(dag - dt.timedelta(days=7), tijd) for dag, tijd in eerst]
    assert len({klok.lokaal(p.lower).utcoffset() for p in periode.values()}) == 2, "summer and winter are both there"
    for pk, nieuw in Reservering.objects.values_list("pk", "periode"):
        verschil = klok.lokaal(periode[pk].lower).replace(tzinfo=None) - klok.lokaal(nieuw.lower).replace(tzinfo=None)
        assert verschil == dt.timedelta(days=7)
        assert nieuw.lower_inc
        assert not nieuw.upper_inc


def test_in_die_week_loopt_een_termijn_af(client: Client) -> None:
    voorstel = stel_voor(vraag(EERSTE), vraag(TIENDE))
    klus = klussen.vraag_aan(Wat.WEEK)
    werk_klus(klus)
    voorstel.refresh_from_db()
    assert voorstel.staat == VoorstelStaat.VERVALLEN
    assert klok.lokaal(voorstel.reageren_voor).date() == klok.vandaag()
    nieuwste = Bericht.objects.filter(soort="voorstel.gaat_niet_door").latest("pk")
    assert klok.lokaal(nieuwste.aangemaakt_op).date() == klok.vandaag(), "it came now, not a week ago"
    dagmails = Bericht.objects.filter(soort__in=("mail.dag", "mail.dag_zonder_account"))
    per_dag = Counter((mail.aan, klok.lokaal(mail.aangemaakt_op).date()) for mail in dagmails)
    assert len({dag for _, dag in per_dag}) > 1, "of different days of that week"
    assert set(per_dag.values()) == {1}
    assert not any(dag.weekday() > 4 or dag > klok.vandaag() for _, dag in per_dag)
    herinnerd = dagmails.filter(aan=EERSTE.login, onderwerp__contains="herinnering")
    assert herinnerd.exists()
    meteen = Bericht.objects.exclude(soort__startswith="mail.dag").filter(staat__in=(Staat.WACHT, Staat.VERZONDEN))
    assert not meteen.filter(soort__startswith="voorstel.").exists()
    assert client.get(BEGIN).context["voortgang"] is None


def werk_klus(klus: Demoklus) -> None:
    from marktplein.werk.services import voer_uit

    assert voer_uit(klussen.DEMOWERK, klus.pk) is not None


def test_van_het_begin_houdt_iedereen_een_bericht(client: Client) -> None:
    Bericht.objects.filter(staat=Staat.VERZAMEL).delete()
    oud = Bericht.objects.create(soort="proef", aan=EERSTE.login, onderwerp="De oude", tekst="x")
    nieuw = Bericht.objects.create(soort="proef", aan=EERSTE.login, onderwerp="De nieuwe", tekst="x")
    ander = Bericht.objects.create(soort="proef", aan=TWEEDE.login, onderwerp="Van een ander", tekst="x")
    post.maak_stil()
    oud.refresh_from_db()
    assert oud.staat == Staat.UIT
    bus = client.get(f"/post/?van={User.objects.get(email=EERSTE.login).pk}")
    assert [bericht for bericht, _ in bus.context["rijen"]] == [nieuw]
    alles = client.get("/post/").content.decode()
    assert nieuw.onderwerp in alles
    assert ander.onderwerp in alles
    assert "De oude" not in alles
