"""Posting, changing, joining, withdrawing and expiring demand: what the services do and refuse."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from aanbod.enums import Vorm
from aanbod.models import Interventie
from aanbod.workflow import InterventieStaat
from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Team
from marktplein.accounts.models import User
from marktplein.audit.models import Logregel
from marktplein.basis import klok
from marktplein.basis.fouten import DomeinFout, NietToegestaan, OvergangFout, Verouderd
from marktplein.mail.models import Bericht
from tests.aanbod.factories import InterventieFactory, ThemaFactory
from tests.gemeenten.factories import TeamFactory, gebruiker_met
from tests.vraag.factories import SignaalFactory, VoorstelFactory, velden_van
from vraag.models import Run, Signaal
from vraag.signalen import services as signalen
from vraag.workflow import RunStaat, SignaalStaat, VoorstelStaat

BSN = "111222333"


def gebeurtenissen(signaal: Signaal) -> list[str]:
    regels = Logregel.objects.filter(soort="vraag.Signaal", object_id=str(signaal.pk)).order_by("pk")
    return list(regels.values_list("gebeurtenis", flat=True))


# --- posting --------------------------------------------------------------------------------------------------


def test_indienen_bewaart_legt_vast_en_vraagt_om_poolen(team: Team, user: User, training: Interventie) -> None:
    signaal = signalen.indienen(team=team, door=user, **velden_van(training, dagdelen=[10, 7, 7], opmerking=" rustig "))
    signaal.refresh_from_db()
    assert (signaal.regio, signaal.team, signaal.ingediend_door) == (team.gemeente.regio, team, user)
    assert signaal.staat == SignaalStaat.OPEN
    assert signaal.dagdelen == [7, 10]
    assert signaal.opmerking == "rustig"
    assert signaal.geplaatst_op == klok.vandaag()
    assert signaal.verloopt_op == klok.vandaag() + dt.timedelta(days=182)
    assert gebeurtenissen(signaal) == ["signaal.ingediend"]
    assert Run.objects.filter(regio=team.gemeente.regio, staat=RunStaat.WACHT).count() == 1


def test_alleen_een_thema_met_gewone_woorden(team: Team, user: User) -> None:
    thema = ThemaFactory()
    signaal = signalen.indienen(team=team, door=user, **velden_van(None, thema=thema, vraag="rust na een scheiding"))
    assert signaal.waarvoor == thema.naam


@pytest.mark.parametrize(
    ("anders", "veld", "woorden"),
    [
        ({"aantal": 0}, "aantal", "minstens 1 kind"),
        ({"aantal": 41}, "aantal", "Meer dan 40"),
        ({"aantal": 9}, "aantal", "hoogstens 8 kinderen"),
        ({"aantal": 12, "splitsbaar": True, "min_samen": 7}, "min_samen", "kleiner aantal"),
        ({"splitsbaar": True, "min_samen": 5}, "min_samen", "geen 5 bij elkaar"),
        ({"splitsbaar": True, "min_samen": 0}, "min_samen", "minstens 1"),
        ({"leeftijd_min": 10, "leeftijd_max": 9}, "leeftijd_max", "lager dan de laagste"),
        ({"leeftijd_min": -1, "leeftijd_max": 3}, "leeftijd_min", "van 0 tot en met"),
        ({"leeftijd_min": 8, "leeftijd_max": 99}, "leeftijd_max", "van 0 tot en met"),
        ({"leeftijd_min": 5, "leeftijd_max": 8}, "leeftijd_min", "6 tot en met 12 jaar"),
        ({"leeftijd_min": 10, "leeftijd_max": 13}, "leeftijd_max", "6 tot en met 12 jaar"),
        ({"leeftijd_min": 6, "leeftijd_max": 11}, "leeftijd_max", "hoogstens 4 jaar"),
        ({"dagdelen": []}, "dagdelen", "minstens één dagdeel"),
        ({"dagdelen": [15]}, "dagdelen", "uit het rooster"),
        ({"max_km": 0}, "max_km", "1 tot en met 100"),
        ({"max_km": 101}, "max_km", "1 tot en met 100"),
        ({"opmerking": f"kind met bsn {BSN}"}, "opmerking", "burgerservicenummer"),
        ({"vraag": "bel 06 12345678"}, "vraag", "telefoonnummer"),
        ({"opmerking": "x" * 1001}, "opmerking", "1001 tekens"),
    ],
)
def test_wat_niet_klopt_wordt_geweigerd_bij_het_veld(
    team: Team, user: User, training: Interventie, anders: dict[str, Any], veld: str, woorden: str
) -> None:
    with pytest.raises(DomeinFout) as fout:
        signalen.indienen(team=team, door=user, **velden_van(training, **anders))
    assert fout.value.veld == veld
    assert woorden in fout.value.melding
    assert not Signaal.objects.exists()
    assert not Logregel.objects.exists()
    assert not Run.objects.exists()


@pytest.mark.parametrize(
    ("dagen", "woorden"), [(-1, "al voorbij"), (400, "binnen een jaar")], ids=["verleden", "ver weg"]
)
def test_een_onmogelijke_datum(team: Team, user: User, training: Interventie, dagen: int, woorden: str) -> None:
    start = klok.vandaag() + dt.timedelta(days=dagen)
    with pytest.raises(DomeinFout, match=woorden) as fout:
        signalen.indienen(team=team, door=user, **velden_van(training, vroegste_start=start))
    assert fout.value.veld == "vroegste_start"


@pytest.mark.parametrize("staat", [InterventieStaat.INGETROKKEN, InterventieStaat.CONCEPT])
def test_een_training_die_niet_op_de_plank_ligt(team: Team, user: User, staat: InterventieStaat) -> None:
    with pytest.raises(DomeinFout, match="wordt nu niet aangeboden") as fout:
        signalen.indienen(team=team, door=user, **velden_van(InterventieFactory(staat=staat)))
    assert fout.value.veld == "interventie"


def test_geen_groep_om_in_te_komen(team: Team, user: User) -> None:
    with pytest.raises(DomeinFout, match="geen groep met data"):
        signalen.indienen(team=team, door=user, **velden_van(InterventieFactory(vorm=Vorm.INDIVIDUEEL)))


def test_niets_gekozen_en_thema_zonder_woorden(team: Team, user: User) -> None:
    with pytest.raises(DomeinFout, match="Kies een training") as geen:
        signalen.indienen(team=team, door=user, **velden_van(None))
    with pytest.raises(DomeinFout, match="een paar woorden") as kaal:
        signalen.indienen(team=team, door=user, **velden_van(None, thema=ThemaFactory(), vraag="  "))
    assert (geen.value.veld, kaal.value.veld) == ("interventie", "vraag")


def test_niet_splitsbaar_maakt_minstens_samen_betekenisloos(team: Team, user: User, training: Interventie) -> None:
    signaal = signalen.indienen(team=team, door=user, **velden_van(training, aantal=3, min_samen=9))
    assert (signaal.splitsbaar, signaal.min_samen) == (False, 1)


def test_een_grote_vraag_mag_als_zij_verdeeld_kan_worden(team: Team, user: User, training: Interventie) -> None:
    signaal = signalen.indienen(team=team, door=user, **velden_van(training, aantal=12, splitsbaar=True, min_samen=4))
    assert signaal.aantal == 12


def test_alleen_voor_het_eigen_team_en_een_team_dat_bestaat(user: User, team: Team, training: Interventie) -> None:
    with pytest.raises(NietToegestaan):
        signalen.indienen(team=TeamFactory(), door=user, **velden_van(training))
    team.actief = False
    team.save()
    with pytest.raises(DomeinFout, match="niet meer actief"):
        signalen.indienen(team=team, door=user, **velden_van(training))


# --- changing -------------------------------------------------------------------------------------------------


def test_wijzigen_verlengt_en_zegt_wat_er_veranderde(team: Team, user: User, training: Interventie) -> None:
    vandaag = klok.vandaag()
    signaal = SignaalFactory(team=team, interventie=training, verloopt_op=vandaag + dt.timedelta(days=3))
    vers = signalen.wijzigen(signaal, versie=1, door=user, **velden_van(training, aantal=6))
    assert (vers.aantal, vers.versie) == (6, 2)
    assert vers.verloopt_op == vandaag + dt.timedelta(days=182)
    assert vers.geplaatst_op == signaal.geplaatst_op
    regel = Logregel.objects.get(gebeurtenis="signaal.gewijzigd")
    assert regel.gegevens["velden"] == ["aantal"]
    assert Run.objects.filter(staat=RunStaat.WACHT).count() == 1


def test_wie_een_oude_versie_wijzigt_verandert_niets(team: Team, user: User, training: Interventie) -> None:
    signaal = SignaalFactory(team=team, interventie=training)
    signalen.wijzigen(signaal, versie=1, door=user, **velden_van(training, aantal=6))
    with pytest.raises(Verouderd):
        signalen.wijzigen(signaal, versie=1, door=user, **velden_van(training, aantal=2))
    signaal.refresh_from_db()
    assert (signaal.aantal, signaal.versie) == (6, 2)


def test_een_begindatum_die_intussen_voorbij_is_mag_blijven(team: Team, user: User, training: Interventie) -> None:
    gisteren = klok.vandaag() - dt.timedelta(days=1)
    signaal = SignaalFactory(team=team, interventie=training, vroegste_start=gisteren)
    signalen.wijzigen(signaal, versie=1, door=user, **velden_van(training, vroegste_start=gisteren, aantal=3))
    eerder = gisteren - dt.timedelta(days=1)
    with pytest.raises(DomeinFout, match="al voorbij"):
        signalen.wijzigen(signaal, versie=2, door=user, **velden_van(training, vroegste_start=eerder))


@pytest.mark.parametrize(
    "staat", [staat for staat in SignaalStaat if staat != SignaalStaat.OPEN], ids=lambda staat: staat.value
)
@pytest.mark.parametrize("werk", ["wijzigen", "intrekken", "verlengen"])
def test_alleen_een_open_vraag_verandert(
    team: Team, user: User, training: Interventie, staat: SignaalStaat, werk: str
) -> None:
    signaal = SignaalFactory(team=team, interventie=training, staat=staat)
    doen: dict[str, Callable[[], Any]] = {
        "wijzigen": lambda: signalen.wijzigen(signaal, versie=1, door=user, **velden_van(training)),
        "intrekken": lambda: signalen.intrekken(signaal, reden="niet meer nodig", door=user),
        "verlengen": lambda: signalen.verlengen(signaal, door=user),
    }
    if (werk, staat) == ("intrekken", SignaalStaat.INGETROKKEN):
        doen[werk]()
    else:
        with pytest.raises(OvergangFout) as fout:
            doen[werk]()
        assert fout.value.melding == signalen.waarom_niet_wijzigbaar(signaal) != ""
    signaal.refresh_from_db()
    assert (signaal.staat, signaal.versie) == (staat, 1)


def test_een_ander_team_blijft_eraf(training: Interventie) -> None:
    signaal = SignaalFactory(interventie=training)
    vreemd = gebruiker_met(Rol.JGT)
    with pytest.raises(NietToegestaan):
        signalen.wijzigen(signaal, versie=1, door=vreemd, **velden_van(training))
    with pytest.raises(NietToegestaan):
        signalen.intrekken(signaal, reden="x", door=vreemd)
    with pytest.raises(NietToegestaan):
        signalen.verlengen(signaal, door=vreemd)


def test_wie_al_een_plek_heeft_houdt_die(team: Team, user: User, training: Interventie) -> None:
    """5 of 8 children have a planned place; the other 3 still wait."""
    signaal = SignaalFactory(team=team, interventie=training, aantal=8, splitsbaar=True)
    VoorstelFactory(staat=VoorstelStaat.GEPLAND, regels=[(signaal, 5)])
    with pytest.raises(DomeinFout, match="minstens 5"):
        signalen.wijzigen(signaal, versie=1, door=user, **velden_van(training, aantal=4, splitsbaar=True))
    with pytest.raises(DomeinFout, match="nieuwe vraag"):
        signalen.wijzigen(signaal, versie=1, door=user, **velden_van(InterventieFactory(), aantal=8, splitsbaar=True))
    with pytest.raises(DomeinFout, match="Wijzig het aantal dan in 5"):
        signalen.intrekken(signaal, reden="niet meer nodig", door=user)
    vers = signalen.wijzigen(signaal, versie=1, door=user, **velden_van(training, aantal=5, splitsbaar=True))
    vers.refresh_from_db()
    assert vers.staat == SignaalStaat.GEPLAATST


# --- withdrawing, prolonging, copying -------------------------------------------------------------------------


def test_intrekken_met_reden(team: Team, user: User) -> None:
    signaal = SignaalFactory(team=team)
    for reden, woorden in ((f"zie {BSN}", "burgerservicenummer"), ("x" * 201, "201 tekens")):
        with pytest.raises(DomeinFout, match=woorden) as fout:
            signalen.intrekken(signaal, reden=reden, door=user)
        assert fout.value.veld == "reden"
    with pytest.raises(Verouderd):
        signalen.intrekken(signaal, reden="al geholpen", door=user, versie=9)
    signalen.intrekken(signaal, reden=" al geholpen ", door=user, versie=1)
    signalen.intrekken(signaal, reden="nog een keer", door=user, versie=1)
    signaal.refresh_from_db()
    assert (signaal.staat, signaal.reden_ingetrokken) == (SignaalStaat.INGETROKKEN, "al geholpen")
    assert gebeurtenissen(signaal) == ["signaal.ingetrokken"]


def test_verlengen(team: Team, user: User) -> None:
    signaal = SignaalFactory(team=team, verloopt_op=klok.vandaag())
    signalen.verlengen(signaal, door=user)
    signalen.verlengen(signaal, door=user)
    signaal.refresh_from_db()
    assert signaal.verloopt_op == klok.vandaag() + dt.timedelta(days=182)
    assert gebeurtenissen(signaal) == ["signaal.verlengd"]


def test_een_kopie_begint_op_zijn_vroegst_vandaag() -> None:
    vandaag = klok.vandaag()
    oud = SignaalFactory(vroegste_start=vandaag - dt.timedelta(days=90), opmerking="rustig")
    kopie = signalen.kopieren(oud)
    assert kopie["vroegste_start"] == vandaag
    assert (kopie["aantal"], kopie["opmerking"], kopie["dagdelen"]) == (oud.aantal, "rustig", oud.dagdelen)


# --- joining --------------------------------------------------------------------------------------------------


def test_aansluiten_koppelt_en_bericht_het_andere_team(team: Team, user: User, training: Interventie) -> None:
    collega = gebruiker_met(Rol.JGZ)
    ander = SignaalFactory(team=collega.lidmaatschappen.get().team, interventie=training, aantal=5)
    sleutel = uuid.uuid4()
    for _ in range(2):
        signaal = signalen.aansluiten(ander, team=team, door=user, sleutel=sleutel, **velden_van(training))
    assert signaal.samen_met == ander
    assert Signaal.objects.count() == 2
    bericht = Bericht.objects.get()
    assert bericht.aan == collega.email
    assert str(team) in bericht.onderwerp
    assert f"http://testserver/vraag/{ander.pk}/" in bericht.tekst
    assert "minder dan 5 kinderen van 8 tot en met 10 jaar" in bericht.tekst


def test_aansluiten_kan_niet_bij_jezelf_of_bij_wat_weg_is(team: Team, user: User, training: Interventie) -> None:
    tweede = TeamFactory()
    dubbel = gebruiker_met(Rol.JGT, team=team)
    dubbel.lidmaatschappen.create(rol=Rol.JGT, team=tweede, van=klok.vandaag())
    eigen = SignaalFactory(team=team, interventie=training)
    with pytest.raises(NietToegestaan):
        signalen.aansluiten(eigen, team=team, door=user, **velden_van(training))
    with pytest.raises(DomeinFout, match="eigen team"):
        signalen.aansluiten(eigen, team=team, door=dubbel, **velden_van(training))
    weg = SignaalFactory(interventie=training, staat=SignaalStaat.INGETROKKEN)
    with pytest.raises(OvergangFout, match="niet meer open"):
        signalen.aansluiten(weg, team=team, door=user, **velden_van(training))
    assert Signaal.objects.count() == 2
    assert not Bericht.objects.exists()


# --- expiring -------------------------------------------------------------------------------------------------


def test_waarschuwen_en_verlopen(team: Team, user: User) -> None:
    vandaag = klok.vandaag()
    ver, straks, laatste, voorbij = (
        SignaalFactory(team=team, verloopt_op=vandaag + dt.timedelta(days=dagen)) for dagen in (15, 14, 0, -1)
    )
    bezet = SignaalFactory(team=team, staat=SignaalStaat.VOORGESTELD, verloopt_op=vandaag - dt.timedelta(days=1))
    assert signalen.verloop_signalen(vandaag) == (2, 1)
    assert signalen.verloop_signalen(vandaag) == (0, 0)
    staten = dict(Signaal.objects.values_list("pk", "staat"))
    assert staten[voorbij.pk] == SignaalStaat.VERLOPEN
    assert staten[bezet.pk] == SignaalStaat.VOORGESTELD
    assert {staten[s.pk] for s in (ver, straks, laatste)} == {SignaalStaat.OPEN}
    soorten = sorted(Bericht.objects.filter(aan=user.email).values_list("soort", flat=True))
    assert soorten == ["signaal.verloopt", "signaal.verloopt", "signaal.verlopen"]
    assert "Nog steeds nodig" in Bericht.objects.filter(soort="signaal.verloopt").first().tekst


def test_een_die_niet_verlopen_kan_houdt_de_andere_niet_op(team: Team, caplog: pytest.LogCaptureFixture) -> None:
    gisteren = klok.vandaag() - dt.timedelta(days=1)
    stuk, goed = (SignaalFactory(team=team, verloopt_op=gisteren) for _ in "ab")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE vraag_signaal ADD CONSTRAINT proef CHECK (id <> {stuk.pk} OR staat = 'open')")

    assert signalen.verloop_signalen() == (0, 1)

    staten = dict(Signaal.objects.values_list("pk", "staat"))
    assert (staten[stuk.pk], staten[goed.pk]) == (SignaalStaat.OPEN, SignaalStaat.VERLOPEN)
    assert f"_verloop van {stuk.pk} mislukte" in caplog.text
    assert "IntegrityError" in caplog.text


def test_verlopen_laat_geplande_kinderen_hun_plek(team: Team) -> None:
    signaal = SignaalFactory(team=team, aantal=8, splitsbaar=True, verloopt_op=klok.vandaag() - dt.timedelta(days=1))
    VoorstelFactory(staat=VoorstelStaat.GEPLAND, regels=[(signaal, 5)])
    signalen.verloop_signalen()
    signaal.refresh_from_db()
    assert (signaal.staat, signaal.aantal) == (SignaalStaat.GEPLAATST, 5)
