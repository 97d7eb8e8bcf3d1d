"""A caller asks to be called back: who hears, who sees whom, what is watched, and that nothing is left of it."""

import datetime as dt
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Team
from gemeenten.kcc.models import Terugbelverzoek
from gemeenten.kcc.selectors import bestemmingen
from gemeenten.kcc.services import terugbellen
from gemeenten.kcc.workflow import Afloop, TerugbelStaat
from marktplein.accounts.models import User
from marktplein.audit.models import Logregel
from marktplein.basis import klok
from marktplein.basis.fouten import DomeinFout, NietToegestaan, OvergangFout
from marktplein.mail.models import Bericht
from tests.aanbod.factories import ThemaFactory
from tests.gemeenten.factories import GebruikerFactory, OrganisatieFactory, TeamFactory, gebruiker_met
from tests.gemeenten.kcc.factories import TerugbelverzoekFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> Team:
    return TeamFactory()


@pytest.fixture
def collega(team: Team) -> User:
    return gebruiker_met(Rol.JGT, team=team)


@pytest.fixture
def kcc() -> User:
    return gebruiker_met(Rol.KCC)


def vraag(kcc: User, team: Team, **velden: object) -> Terugbelverzoek:
    gegevens = {"naam": "Samira", "telefoon": "06 12345678", "thema": None, "onderwerp": "slecht slapen", **velden}
    return terugbellen.vraag_terug_te_bellen(
        bestemmingen()[f"team-{team.pk}"],
        door=kcc,
        **gegevens,  # type: ignore[arg-type]
    )


def test_het_team_hoort_het_en_leest_in_de_mail_niets_over_de_beller(kcc: User, team: Team, collega: User) -> None:
    sleutel = uuid.uuid4()
    een, twee = vraag(kcc, team, sleutel=sleutel), vraag(kcc, team, sleutel=sleutel)
    assert een == twee
    assert (een.telefoon, een.staat, een.wissen_op) == (
        "+31612345678",
        TerugbelStaat.OPEN,
        klok.vandaag() + terugbellen.BEWAAR,
    )
    [bericht] = Bericht.objects.filter(soort="kcc.terugbellen", aan=collega.email)
    tekst = bericht.onderwerp + bericht.tekst
    assert not any(woord in tekst for woord in ("Samira", "12345678", "slapen"))
    assert not Logregel.objects.filter(gegevens__icontains="samira").exists()


@pytest.mark.parametrize(
    ("velden", "veld"),
    [({"telefoon": "06 1"}, "telefoon"), ({"naam": " "}, "naam"), ({"onderwerp": ""}, "thema"),
     ({"onderwerp": "mail naar kim@voorbeeld.nl"}, "onderwerp")],
)  # fmt: skip
def test_zonder_nummer_naam_of_onderwerp_wordt_niets_opgeschreven(
    kcc: User, team: Team, collega: User, velden: dict[str, str], veld: str
) -> None:
    with pytest.raises(DomeinFout) as fout:
        vraag(kcc, team, **velden)
    assert fout.value.veld == veld
    assert not Terugbelverzoek.objects.exists()


def test_alleen_waar_iemand_inlogt_kan_gevraagd_worden(team: Team, collega: User) -> None:
    leeg, cjg = TeamFactory(), OrganisatieFactory(gemeenten=[team.gemeente])
    GebruikerFactory(lid=[(Rol.AANBIEDER, cjg)])
    kan = bestemmingen()
    assert set(kan) == {f"team-{team.pk}", f"organisatie-{cjg.pk}-{team.gemeente_id}"}
    assert f"team-{leeg.pk}" not in kan


def test_een_collega_pakt_op_en_rondt_af(kcc: User, team: Team, collega: User) -> None:
    ander = gebruiker_met(Rol.JGT, team=team)
    verzoek = vraag(kcc, team)
    terugbellen.pak_op(verzoek, door=collega)
    with pytest.raises(OvergangFout):
        terugbellen.pak_op(verzoek, door=ander)
    terugbellen.rond_af(verzoek, afloop=Afloop.GESPROKEN, door=collega)
    verzoek.refresh_from_db()
    assert (verzoek.staat, verzoek.afloop, verzoek.naam) == (TerugbelStaat.AFGEROND, Afloop.GESPROKEN, "Samira")
    with pytest.raises(NietToegestaan):
        terugbellen.geef_terug(verzoek, door=kcc)


def test_na_een_werkdag_hoort_het_aanspreekpunt_het_een_keer(team: Team, collega: User) -> None:
    aanspreekpunt = gebruiker_met(Rol.AANSPREEKPUNT, gemeente=team.gemeente)
    verzoek = TerugbelverzoekFactory(team=team, uiterlijk=klok.vandaag() - dt.timedelta(days=1))
    op_tijd = TerugbelverzoekFactory(team=team, uiterlijk=klok.vandaag())
    assert terugbellen.bewaak_terugbellen() == 1
    assert terugbellen.bewaak_terugbellen() == 0
    [bericht] = Bericht.objects.filter(soort="kcc.terugbellen_te_laat")
    assert bericht.aan == aanspreekpunt.email
    assert "Samira" not in bericht.tekst
    op_tijd.refresh_from_db()
    assert op_tijd.gemeld_op is None
    terugbellen.pak_op(verzoek, door=collega)
    verzoek.refresh_from_db()
    assert verzoek.gemeld_op is None, "wie het oppakt en niet belt, wordt ook bewaakt"


def test_na_dertig_dagen_is_er_niets_van_de_beller_over(team: Team) -> None:
    oud = TerugbelverzoekFactory(team=team, wissen_op=klok.vandaag(), uiterlijk=klok.vandaag())
    klaar = TerugbelverzoekFactory(team=team, wissen_op=klok.vandaag(), staat=TerugbelStaat.AFGEROND)
    blijft = TerugbelverzoekFactory(team=team)
    assert terugbellen.wis_oude_terugbelverzoeken() == 2
    assert terugbellen.wis_oude_terugbelverzoeken() == 0
    for verzoek, staat in ((oud, TerugbelStaat.VERLOPEN), (klaar, TerugbelStaat.AFGEROND)):
        verzoek.refresh_from_db()
        assert (verzoek.naam, verzoek.telefoon, verzoek.onderwerp, verzoek.staat) == ("", "", "", staat)
    blijft.refresh_from_db()
    assert blijft.naam == "Samira"


def test_wie_het_intrekt_wist_meteen(kcc: User, team: Team, collega: User) -> None:
    verzoek = vraag(kcc, team)
    terugbellen.trek_terugbellen_in(verzoek, door=kcc)
    terugbellen.trek_terugbellen_in(verzoek, door=kcc)
    verzoek.refresh_from_db()
    assert (verzoek.staat, verzoek.naam, verzoek.telefoon) == (TerugbelStaat.INGETROKKEN, "", "")


def test_naam_en_nummer_ziet_alleen_wie_belt_of_het_opschreef(
    client: Client, kcc: User, team: Team, collega: User
) -> None:
    verzoek = vraag(kcc, team)
    adres = reverse("kcc:terugbelverzoek", args=[verzoek.pk])
    ander_kcc, aanspreekpunt = gebruiker_met(Rol.KCC), gebruiker_met(Rol.AANSPREEKPUNT, gemeente=team.gemeente)
    for wie, ziet in ((collega, True), (kcc, True), (ander_kcc, False), (aanspreekpunt, False)):
        client.force_login(wie)
        html = client.get(adres).content.decode()
        assert ("Samira" in html, "06 12345678" in html) == (ziet, ziet), wie
        assert "Samira" not in client.get(reverse("kcc:terugbelverzoeken")).content.decode()
        assert Logregel.objects.filter(gebeurtenis="terugbelverzoek.ingezien", door=wie).exists() == ziet
    terugbellen.pak_op(verzoek, door=collega)
    terugbellen.rond_af(verzoek, afloop=Afloop.GESPROKEN, door=collega)
    client.force_login(kcc)
    assert "Samira" not in client.get(adres).content.decode(), "wat klaar is, hoeft het KCC niet meer te zien"


def test_opschrijven_oppakken_en_afronden_in_de_browser(client: Client, kcc: User, team: Team, collega: User) -> None:
    thema = ThemaFactory()
    client.force_login(kcc)
    begin = client.get(reverse("kcc:terugbellen_vragen"), {"gemeente": team.gemeente.slug, "thema": thema.pk})
    assert begin.context["form"].initial["bestemming"] == f"team-{team.pk}"
    gegevens = {"bestemming": f"team-{team.pk}", "naam": "Samira", "telefoon": "0612345678"}
    adres = reverse("kcc:terugbellen_vragen")
    assert client.post(adres, gegevens).status_code == 422
    assert client.post(adres, gegevens | {"thema": thema.pk}).status_code == 302
    verzoek = Terugbelverzoek.objects.get()
    client.force_login(collega)
    start = client.get(reverse("werkplek:start")).content.decode()
    assert f"Een inwoner terugbellen: {thema.naam}" in start
    client.post(reverse("kcc:terugbel_actie", args=[verzoek.pk, "oppakken"]))
    afronden = reverse("kcc:terugbel_actie", args=[verzoek.pk, "afronden"])
    assert client.post(afronden).status_code == 422
    client.post(afronden, {"afloop": Afloop.GESPROKEN})
    verzoek.refresh_from_db()
    assert verzoek.staat == TerugbelStaat.AFGEROND
    assert verzoek.waarover not in client.get(reverse("kcc:terugbelverzoeken")).content.decode()
    assert verzoek.waarover in client.get(reverse("kcc:terugbelverzoeken"), {"lijst": "klaar"}).content.decode()
