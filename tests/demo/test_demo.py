"""The demo as people meet it: complete, true to the documents, without a single real person, and safe to load twice."""

import datetime as dt
from collections import Counter
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Count, F, Sum
from django.test import Client

from aanbod.expertise.selectors import bevoegde_trainers
from aanbod.models import Aanmelding, Certificaat, Document, Groep, Interventie, Thema, Trainer
from aanbod.models.interventie import ROUTING_COMPLEET
from aanbod.plank.selectors import gepubliceerd
from aanbod.workflow import HOUDT_PLEK, AanmeldingStaat, GroepStaat, InterventieStaat
from facilitair.models import Reservering, Ruimte, Taak
from facilitair.workflow import TAAK_OPEN, TaakStaat
from gemeenten.grond.enums import Rol, Teamsoort
from gemeenten.grond.models import Gemeente, GemeenteCijfer, Kern, Organisatie, Regio, Team
from gemeenten.grond.selectors import bestaande_gemeenten, organisaties_op_de_kaart, rollen_van
from marktplein.accounts.models import User
from marktplein.basis import dagdelen, klok, telefoon
from marktplein.basis.hulplijnen import HULPLIJNEN
from marktplein.basis.iconen import THEMA_ICONEN
from marktplein.basis.mensen import Voor
from marktplein.basis.models import TeIndexeren
from marktplein.basis.privacy import gevonden_persoonsgegevens
from marktplein.demo import fixtures, groepen, lader, voorbeeld
from vraag.aanvraag import vraag_om_poolen
from vraag.models import Groepsvoorstel, Reden, Run, Signaal
from vraag.poolen.services import voer_run_uit
from vraag.signalen.services import indienen
from vraag.signalen.validators import SignaalVelden, fouten_in
from vraag.workflow import Aanleiding, SignaalStaat, VoorstelStaat

pytestmark = pytest.mark.usefixtures("demo")

LOGINS = {
    "jgt.oegstgeest": Rol.JGT,
    "jgt.katwijk": Rol.JGT,
    "jgz.leiden": Rol.JGZ,
    "coach.leiden": Rol.COACH,
    "trainer.leiden": Rol.TRAINER,
    "trainer.katwijk": Rol.TRAINER,
    "facilitair": Rol.FACILITAIR,
    "facilitair2": Rol.FACILITAIR,
    "aanspreekpunt.leiden": Rol.AANSPREEKPUNT,
    "beheer.leiden": Rol.GEMEENTEBEHEER,
    "kcc": Rol.KCC,
    "aanbieder.kwadraad": Rol.AANBIEDER,
    "beheer": Rol.BEHEER,
}
BIJ_GEVAAR = {
    "centrum-seksueel-geweld": "seksueel_geweld",
    "veilig-thuis-hollands-midden": "veilig_thuis",
    "wijkpolitie-leidse-regio": "politie",
}


def aantallen() -> dict[str, int]:
    """Of all that is kept; what still waits for the search index is work to do, and gone when it is done."""
    modellen = (model for model in apps.get_models() if model is not TeIndexeren)
    return {model._meta.label: model._default_manager.count() for model in modellen}


def velden_van(signaal: Signaal) -> SignaalVelden:
    return {veld: getattr(signaal, veld) for veld in SignaalVelden.__annotations__}  # type: ignore[return-value]


def test_nog_eens_laden_verandert_niets() -> None:
    assert lader.is_geladen()
    voor = aantallen()
    regels: list[str] = []
    assert lader.laad(regels.append) == 0
    assert regels == []
    assert aantallen() == voor


def test_een_nieuwe_fixture_werkt_bij_maar_maakt_niets_dubbel(monkeypatch: pytest.MonkeyPatch) -> None:
    """What describes the region is brought up to date; what people did with it is not made again."""
    voor = aantallen()
    monkeypatch.setattr(lader, "vingerafdruk", lambda namen: "andere versie")
    geladen = lader.laad(lambda regel: None)
    assert geladen == sum(not deel.eenmalig for deel in lader.DELEN)
    na = aantallen()
    verschil = {label: na[label] - voor[label] for label in na if na[label] != voor[label]}
    assert verschil == {"audit.Logregel": geladen}


def test_elk_deel_meldt_wat_het_deed(demo: list[str]) -> None:
    assert len(demo) == len(lader.DELEN)
    assert "80 interventies" in " ".join(demo)


@pytest.mark.parametrize("login", LOGINS)
def test_login_werkt_en_heeft_zijn_rol(client: Client, login: str) -> None:
    email = f"{login}@demo.example"
    antwoord = client.post("/account/login/", {"login": email, "password": voorbeeld.WACHTWOORD})
    assert (antwoord.status_code, antwoord.headers.get("Location")) == (302, "/start/")
    assert rollen_van(User.objects.get(email=email)) == {LOGINS[login]}


def test_ieder_team_heeft_iemand_en_elke_gemeente_ook() -> None:
    assert not Team.objects.filter(lidmaatschap_set__isnull=True).exists()
    for gemeente in bestaande_gemeenten():
        for soort in ("jgt", "trainer", "aanspreekpunt", "beheer", "coach"):
            assert User.objects.filter(email=f"{soort}.{gemeente.slug}@demo.example").exists(), (soort, gemeente)


def test_de_regio_zoals_de_stukken_haar_vertellen() -> None:
    regio = Regio.objects.get(slug=voorbeeld.REGIO)
    assert regio.gemeenten.count() == 14
    assert bestaande_gemeenten().filter(regio=regio).count() == 13
    assert Team.objects.filter(soort=Teamsoort.JGT).count() == 24
    assert Interventie.objects.filter(staat=InterventieStaat.GEPUBLICEERD).count() == 80
    assert organisaties_op_de_kaart().count() == 64
    assert Thema.objects.count() == 45
    assert Ruimte.objects.count() == 60
    assert Trainer.objects.count() >= 90
    assert Certificaat.objects.filter(geldig_tot__lt=klok.vandaag()).exists()


def test_noordwijkerhout_ging_op_in_noordwijk() -> None:
    oud, nieuw = Gemeente.objects.get(slug="noordwijkerhout"), Gemeente.objects.get(slug="noordwijk")
    assert (oud.tot, oud.opgegaan_in) == (dt.date(2019, 1, 1), nieuw)
    assert oud not in bestaande_gemeenten()
    assert Kern.objects.get(naam="Noordwijkerhout").gemeente == nieuw
    inwoners = {(c.gemeente.slug, c.jaar): c.waarde for c in GemeenteCijfer.objects.filter(soort="inwoners")}
    assert inwoners[("noordwijkerhout", 2016)] == 16140
    assert ("noordwijkerhout", 2021) not in inwoners
    assert inwoners[("noordwijk", 2021)] == 26985 + 17080
    assert not oud.teams.exists()
    assert not oud.organisaties.exists()


def test_niets_op_de_plank_zonder_routing_of_thema() -> None:
    assert not Interventie.objects.exclude(ROUTING_COMPLEET).exists()
    assert not Interventie.objects.filter(themas__isnull=True).exists()
    gevonden = Document.objects.filter(soort="aanbod", woorden__isnull=False).values("nummer")
    assert not gepubliceerd().exclude(pk__in=gevonden).exists()
    for interventie in Interventie.objects.all():
        interventie.full_clean()
    beide = Interventie.objects.filter(toestemming_beide_ouders=True)
    assert {i.slug for i in beide} == {"stoere-schildpadden", "dappere-dinos", "kies", "doe-praatgroep-kopp-kov"}


def test_themas_hebben_een_icoon_uitleg_en_gewone_woorden() -> None:
    for thema in Thema.objects.annotate(woorden=Count("zoekwoorden")):
        assert thema.icoon in THEMA_ICONEN, thema
        assert thema.uitleg.endswith("."), thema
        assert thema.naam_en, thema
        assert thema.uitleg_en.endswith("."), thema
        assert thema.woorden >= 10, thema


def test_open_vragen_hadden_via_het_formulier_kunnen_komen() -> None:
    open_ = Signaal.objects.filter(staat=SignaalStaat.OPEN).select_related("interventie", "thema")
    assert 150 <= len(open_) <= 170
    for signaal in open_:
        assert list(fouten_in(velden_van(signaal), vandaag=signaal.geplaatst_op)) == [], signaal
        assert signaal.verloopt_op > klok.vandaag()
    weken = {(klok.vandaag() - signaal.geplaatst_op).days // 7 for signaal in open_}
    assert max(weken) >= 26
    assert len(weken) >= 10


def test_geen_persoonsgegevens_in_vrije_tekst() -> None:
    teksten = [tekst for rij in fixtures.rijen("signalen") for tekst in (rij["vraag"], rij["opmerking"]) if tekst]
    teksten += [rij["omschrijving"] for rij in fixtures.rijen("interventies")]
    assert len(teksten) > 120
    for tekst in teksten:
        assert list(gevonden_persoonsgegevens(tekst)) == [], tekst


def test_groepen_en_aanmeldingen_in_elke_staat_en_de_tellingen_kloppen() -> None:
    assert set(Groep.objects.values_list("staat", flat=True)) == set(GroepStaat)
    assert set(Aanmelding.objects.values_list("staat", flat=True)) == set(AanmeldingStaat)
    houdt = (*HOUDT_PLEK, AanmeldingStaat.DEELGENOMEN, AanmeldingStaat.NIET_GEKOMEN)
    for groep in Groep.objects.exclude(staat=GroepStaat.GEANNULEERD):
        van_teams = groep.teamplaatsen.aggregate(som=Sum("aantal"))["som"] or 0
        assert groep.bezet == van_teams + groep.aanmeldingen.filter(staat__in=houdt).count(), groep
    assert not Groep.objects.filter(staat=GroepStaat.OPEN, bezet=F("capaciteit")).exists()
    assert not Groep.objects.filter(staat=GroepStaat.VOL, bezet__lt=F("capaciteit")).exists()
    assert not Aanmelding.objects.filter(wissen_op__lt=klok.vandaag(), gewist_op__isnull=True).exists()


def test_mensen_bestaan_niet() -> None:
    for email in Aanmelding.objects.exclude(email="").values_list("email", flat=True):
        assert email.endswith("@voorbeeld.example")
    for email in User.objects.values_list("email", flat=True):
        assert email.endswith("@demo.example")
    achternamen = set(fixtures.lees("namen")["achternamen"]) | {"Beheer"}
    for naam in [*User.objects.values_list("naam", flat=True), *Trainer.objects.values_list("naam", flat=True)]:
        assert naam.split()[-1] in achternamen


def test_organisaties_zijn_niet_te_bereiken_buiten_de_demo() -> None:
    """But who is called in danger: theirs is the national number of the one table, for who would really ring it."""
    for organisatie in Organisatie.objects.all():
        assert organisatie.website.endswith(".example")
        assert organisatie.email.endswith(".example")
        if lijn := BIJ_GEVAAR.get(organisatie.slug):
            assert organisatie.telefoon == telefoon.lees(HULPLIJNEN[lijn].nummers[0])
        else:
            assert organisatie.telefoon.startswith("+3171000")
    assert Organisatie.objects.filter(slug__in=BIJ_GEVAAR).count() == len(BIJ_GEVAAR)


def test_taken_in_elke_staat_en_sommige_te_laat() -> None:
    assert set(Taak.objects.values_list("staat", flat=True)) == set(TaakStaat)
    assert Taak.objects.filter(staat__in=TAAK_OPEN, uiterlijk__lt=klok.vandaag()).count() >= 3


def test_de_laatste_plek_in_leiden() -> None:
    groep = groepen.groep_van(voorbeeld.LAATSTE_PLEK)
    assert (groep.interventie.slug, groep.gemeente.slug) == (voorbeeld.PEUTERMANIEREN, "leiden")
    assert (groep.staat, groep.vrij, groep.interventie.preventievorm) == (GroepStaat.OPEN, 1, "universeel")
    assert 14 <= (groep.start_op - klok.vandaag()).days <= 70
    assert not groep.aanmeldingen.filter(staat=AanmeldingStaat.WACHTLIJST).exists()
    assert Reservering.objects.filter(groep=groep).count() == groep.bijeenkomsten.count()


def test_groepen_van_teams_gaan_terug_tot_de_vraag() -> None:
    voorstellen = Groepsvoorstel.objects.filter(staat=VoorstelStaat.GEPLAND).select_related("groep")
    assert voorstellen.count() >= 10
    for voorstel in voorstellen:
        per_team: Counter[int] = Counter()
        for regel in voorstel.regels.select_related("signaal"):
            per_team[regel.signaal.team_id] += regel.aantal
        assert voorstel.groep is not None
        assert dict(per_team) == dict(voorstel.groep.teamplaatsen.values_list("team_id", "aantal"))


def test_een_run_telt_de_vraag_van_die_dag() -> None:
    runs = Run.objects.filter(voorstellen__groep__isnull=False).annotate(regels=Sum("voorstellen__regels__aantal"))
    assert runs
    for run in runs:
        assert 0 < run.regels == run.kinderen_geplaatst <= run.kinderen
        assert 0 < run.signalen <= run.kinderen


def test_het_veld_ligt_open_voor_het_voorbeeld_van_het_plan() -> None:
    training = Interventie.objects.get(slug=voorbeeld.WEERBAARHEID)
    assert (training.groep_min, training.groep_max, training.trainers_nodig) == (6, 9, 2)
    assert not Signaal.objects.filter(interventie=training, staat=SignaalStaat.OPEN).exists()
    assert not Groep.objects.filter(interventie=training, eind_op__gte=klok.vandaag()).exists()
    trainers = bevoegde_trainers(training, klok.vandaag())
    assert set(trainers.values_list("user__email", flat=True)) == {*voorbeeld.TRAINERS, None}
    assert all(voorbeeld.DAGDEEL in trainer.dagdelen for trainer in trainers)
    assert dagdelen.CODES[voorbeeld.DAGDEEL] == voorbeeld.DAGDEEL_CODE


@pytest.mark.zwaar
def test_vijf_en_vier_worden_een_groep_van_negen() -> None:
    """Among all other demand, that leads to many groups and to many kinds of reasons."""
    regio = Regio.objects.get(slug=voorbeeld.REGIO)
    for wie in (voorbeeld.EERSTE, voorbeeld.TWEEDE):
        _vraag(wie)
    voer_run_uit(vraag_om_poolen(regio, Aanleiding.HANDMATIG).pk)
    assert len(set(Reden.objects.values_list("code", flat=True))) >= 6
    assert Groepsvoorstel.objects.filter(regio=regio, staat=VoorstelStaat.VOORGESTELD).count() >= 15
    voorstel = Groepsvoorstel.objects.get(interventie__slug=voorbeeld.WEERBAARHEID, staat=VoorstelStaat.VOORGESTELD)
    assert sorted(voorstel.regels.values_list("aantal", flat=True)) == [4, 5]
    trainers = voorstel.toezeggingen.filter(trainer__isnull=False)
    assert trainers.count() == 2
    assert trainers.filter(trainer__user=None).exists(), "facilitair has somebody to call"


def _vraag(wie: voorbeeld.Vraag) -> Any:
    return indienen(
        team=Team.objects.get(slug=wie.team),
        door=User.objects.get(email=wie.login),
        interventie=Interventie.objects.get(slug=voorbeeld.WEERBAARHEID),
        thema=None,
        vraag="",
        voor=Voor.KINDEREN,
        aantal=wie.aantal,
        leeftijd_min=wie.leeftijd_min,
        leeftijd_max=wie.leeftijd_max,
        dagdelen=[voorbeeld.DAGDEEL],
        max_km=voorbeeld.MAX_KM,
        vroegste_start=klok.vandaag(),
        splitsbaar=False,
        min_samen=1,
        opmerking="",
    )
