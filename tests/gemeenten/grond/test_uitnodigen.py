"""Invitations: who may send them, what stops them, and what a used, old or withdrawn link does."""

import datetime as dt
import uuid

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Lidmaatschap, Uitnodiging
from gemeenten.grond.selectors import rollen_van, uitnodiging_bij_token
from gemeenten.grond.services import (
    GELDIG_DAGEN,
    aanvaard_als_bestaand,
    aanvaard_als_nieuw,
    beeindig_lidmaatschap,
    nodig_uit,
    stuur_opnieuw,
    trek_in,
    zet_account_actief,
)
from marktplein.accounts.models import User
from marktplein.audit.models import Logregel
from marktplein.basis import klok
from marktplein.basis.fouten import AlVerwerkt, DomeinFout, NietToegestaan
from marktplein.mail.models import Bericht
from tests.gemeenten.factories import GemeenteFactory, OrganisatieFactory, TeamFactory, gebruiker_met
from tests.gemeenten.hulp import token_uit_post

NIEUW = "nieuw@voorbeeld.example"
SLEUTELZIN = "paarse-fietsen-in-de-regen"


@pytest.fixture
def beheer() -> User:
    return gebruiker_met(Rol.BEHEER)


@pytest.fixture
def gemeentebeheer() -> User:
    return gebruiker_met(Rol.GEMEENTEBEHEER, gemeente=GemeenteFactory())


def eigen_gemeente(user: User) -> object:
    return user.lidmaatschappen.get().gemeente


def test_alleen_de_hash_van_het_token_wordt_bewaard(beheer: User) -> None:
    uitnodiging = nodig_uit(email=" Nieuw@Voorbeeld.Example ", rol=Rol.KCC, door=beheer)
    token = token_uit_post(NIEUW)
    assert uitnodiging.email == NIEUW
    assert len(uitnodiging.token_hash) == 64
    assert token not in uitnodiging.token_hash
    assert uitnodiging_bij_token(token) == uitnodiging
    assert uitnodiging_bij_token(uitnodiging.token_hash) is None
    geldig = uitnodiging.verloopt_op - klok.nu()
    assert dt.timedelta(days=GELDIG_DAGEN) - geldig < dt.timedelta(minutes=1)


def test_nieuw_account_krijgt_rol_en_bevestigd_adres(beheer: User) -> None:
    team = TeamFactory()
    nodig_uit(email=NIEUW, rol=Rol.JGT, team=team, door=beheer)
    user, _ = aanvaard_als_nieuw(token=token_uit_post(NIEUW), naam=" Sam Proef ", wachtwoord=SLEUTELZIN)
    assert (user.email, user.naam, user.check_password(SLEUTELZIN)) == (NIEUW, "Sam Proef", True)
    assert EmailAddress.objects.get(user=user).verified
    lid = user.lidmaatschappen.get()
    assert (lid.rol, lid.team, lid.van, lid.tot) == (Rol.JGT, team, klok.vandaag(), None)
    gebeurtenissen = list(Logregel.objects.order_by("pk").values_list("gebeurtenis", flat=True))
    assert gebeurtenissen == [
        "uitnodiging.verstuurd",
        "account.aangemaakt",
        "uitnodiging.aanvaard",
        "lidmaatschap.begonnen",
    ]


def test_de_geschiedenis_bevat_geen_adres_of_naam(beheer: User) -> None:
    nodig_uit(email=NIEUW, rol=Rol.KCC, door=beheer)
    aanvaard_als_nieuw(token=token_uit_post(NIEUW), naam="Sam Proef", wachtwoord=SLEUTELZIN)
    alles = str(list(Logregel.objects.order_by("pk").values_list("gegevens", "object_id")))
    assert NIEUW not in alles
    assert "Sam" not in alles


def test_bestaand_account_krijgt_er_een_rol_bij(beheer: User) -> None:
    user = gebruiker_met(Rol.KCC)
    nodig_uit(email=user.email.upper(), rol=Rol.FACILITAIR, door=beheer)
    lid = aanvaard_als_bestaand(token=token_uit_post(user.email), user=user)
    assert lid.rol == Rol.FACILITAIR
    assert rollen_van(User.objects.get(pk=user.pk)) == {Rol.KCC, Rol.FACILITAIR}


def test_een_ander_kan_de_link_niet_gebruiken(beheer: User) -> None:
    user, ander = gebruiker_met(Rol.KCC), gebruiker_met(Rol.KCC)
    nodig_uit(email=user.email, rol=Rol.BEHEER, door=beheer)
    with pytest.raises(DomeinFout, match="voor"):
        aanvaard_als_bestaand(token=token_uit_post(user.email), user=ander)
    with pytest.raises(DomeinFout, match="al een account"):
        aanvaard_als_nieuw(token=token_uit_post(user.email), naam="Ander", wachtwoord=SLEUTELZIN)
    assert rollen_van(ander) == {Rol.KCC}


# --- what stops an invitation ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rol", "plek", "veld"),
    [
        (Rol.JGT, "", "team"),
        (Rol.JGT, "gemeente", "team"),
        (Rol.AANSPREEKPUNT, "", "gemeente"),
        (Rol.AANBIEDER, "", "organisatie"),
        (Rol.KCC, "team", "team"),
        (Rol.BEHEER, "organisatie", "organisatie"),
        ("burgemeester", "", "rol"),
    ],
)
def test_de_plek_moet_bij_de_rol_passen(beheer: User, rol: str, plek: str, veld: str) -> None:
    plekken = {"team": TeamFactory, "gemeente": GemeenteFactory, "organisatie": OrganisatieFactory}
    velden = {plek: plekken[plek]()} if plek else {}
    with pytest.raises(DomeinFout) as fout:
        nodig_uit(email=NIEUW, rol=rol, door=beheer, **velden)
    assert fout.value.veld == veld
    assert not Uitnodiging.objects.exists()
    assert not Bericht.objects.exists()


def test_opgeheven_gemeente_en_gestopt_team_kunnen_niet(beheer: User) -> None:
    weg = GemeenteFactory(tot=klok.vandaag(), opgegaan_in=GemeenteFactory())
    with pytest.raises(DomeinFout, match="bestaat niet meer"):
        nodig_uit(email=NIEUW, rol=Rol.AANSPREEKPUNT, gemeente=weg, door=beheer)
    with pytest.raises(DomeinFout, match="niet meer actief"):
        nodig_uit(email=NIEUW, rol=Rol.JGT, team=TeamFactory(actief=False), door=beheer)


def test_wie_de_rol_al_heeft_wordt_niet_uitgenodigd(beheer: User) -> None:
    user = gebruiker_met(Rol.KCC)
    with pytest.raises(DomeinFout, match="heeft deze rol hier al") as fout:
        nodig_uit(email=user.email, rol=Rol.KCC, door=beheer)
    assert fout.value.veld == "email"


def test_uitgeschakeld_account_wordt_niet_uitgenodigd(beheer: User) -> None:
    user = gebruiker_met(Rol.KCC, is_active=False)
    with pytest.raises(DomeinFout, match="uitgeschakeld"):
        nodig_uit(email=user.email, rol=Rol.FACILITAIR, door=beheer)


def test_een_open_uitnodiging_tegelijk(beheer: User) -> None:
    nodig_uit(email=NIEUW, rol=Rol.KCC, door=beheer)
    with pytest.raises(DomeinFout, match="staat al een uitnodiging open"):
        nodig_uit(email=NIEUW, rol=Rol.KCC, door=beheer)
    nodig_uit(email=NIEUW, rol=Rol.FACILITAIR, door=beheer)
    assert Uitnodiging.objects.count() == 2


def test_een_verlopen_uitnodiging_staat_een_nieuwe_niet_in_de_weg(beheer: User) -> None:
    oud = nodig_uit(email=NIEUW, rol=Rol.KCC, door=beheer)
    with time_machine.travel(klok.nu() + dt.timedelta(days=GELDIG_DAGEN + 1), tick=True):
        nodig_uit(email=NIEUW, rol=Rol.KCC, door=beheer)
    oud.refresh_from_db()
    assert oud.ingetrokken_op


# --- rights ---------------------------------------------------------------------------------------------------


def test_gemeentebeheer_nodigt_uit_in_de_eigen_gemeente(gemeentebeheer: User) -> None:
    gemeente = eigen_gemeente(gemeentebeheer)
    for rol in (Rol.JGT, Rol.JGZ, Rol.COACH):
        nodig_uit(email=f"{rol}@voorbeeld.example", rol=rol, team=TeamFactory(gemeente=gemeente), door=gemeentebeheer)
    for rol in (Rol.TRAINER, Rol.AANSPREEKPUNT, Rol.GEMEENTEBEHEER):
        nodig_uit(email=f"{rol}@voorbeeld.example", rol=rol, gemeente=gemeente, door=gemeentebeheer)
    assert Uitnodiging.objects.count() == 6


def test_gemeentebeheer_nodigt_nergens_anders_uit(gemeentebeheer: User) -> None:
    elders = GemeenteFactory()
    for velden in (
        {"rol": Rol.JGT, "team": TeamFactory(gemeente=elders)},
        {"rol": Rol.AANSPREEKPUNT, "gemeente": elders},
        {"rol": Rol.BEHEER},
        {"rol": Rol.FACILITAIR},
        {"rol": Rol.KCC},
        {"rol": Rol.AANBIEDER, "organisatie": OrganisatieFactory()},
    ):
        with pytest.raises(NietToegestaan):
            nodig_uit(email=NIEUW, door=gemeentebeheer, **velden)


@pytest.mark.parametrize("rol", [r for r in Rol if r not in (Rol.BEHEER, Rol.GEMEENTEBEHEER)])
def test_andere_rollen_nodigen_niemand_uit(rol: Rol) -> None:
    user = gebruiker_met(rol)
    lid = user.lidmaatschappen.get()
    with pytest.raises(NietToegestaan):
        nodig_uit(email=NIEUW, rol=rol, team=lid.team, gemeente=lid.gemeente, organisatie=lid.organisatie, door=user)


def test_een_andere_gemeente_kan_niet_intrekken_of_opnieuw_sturen(beheer: User, gemeentebeheer: User) -> None:
    uitnodiging = nodig_uit(email=NIEUW, rol=Rol.TRAINER, gemeente=GemeenteFactory(), door=beheer)
    with pytest.raises(NietToegestaan):
        stuur_opnieuw(uitnodiging=uitnodiging, door=gemeentebeheer)
    with pytest.raises(NietToegestaan):
        trek_in(uitnodiging=uitnodiging, door=gemeentebeheer)


# --- the life of a link ---------------------------------------------------------------------------------------


def test_een_link_werkt_een_keer(beheer: User) -> None:
    nodig_uit(email=NIEUW, rol=Rol.KCC, door=beheer)
    token = token_uit_post(NIEUW)
    aanvaard_als_nieuw(token=token, naam="Sam", wachtwoord=SLEUTELZIN)
    with pytest.raises(DomeinFout, match="al gebruikt"):
        aanvaard_als_nieuw(token=token, naam="Sam", wachtwoord="een-heel-ander-wachtwoord")
    assert User.objects.get(email=NIEUW).check_password(SLEUTELZIN)


def test_dubbel_versturen_van_het_formulier_geeft_hetzelfde_account(beheer: User) -> None:
    nodig_uit(email=NIEUW, rol=Rol.KCC, door=beheer)
    token, sleutel = token_uit_post(NIEUW), uuid.uuid4()
    een, nu = aanvaard_als_nieuw(token=token, naam="Sam", wachtwoord=SLEUTELZIN, sleutel=sleutel)
    twee, nog_eens = aanvaard_als_nieuw(token=token, naam="Sam", wachtwoord=SLEUTELZIN, sleutel=sleutel)
    assert (een.pk, nu, nog_eens) == (twee.pk, True, False)
    assert Lidmaatschap.objects.filter(user=een).count() == 1


def test_een_formulier_uit_de_geschiedenis_voor_een_ander_adres_vraagt_of_dat_de_bedoeling_is(beheer: User) -> None:
    sleutel = uuid.uuid4()
    for _ in range(2):
        nodig_uit(email=NIEUW, rol=Rol.KCC, door=beheer, sleutel=sleutel)
    with pytest.raises(AlVerwerkt, match=f"al iemand uitgenodigd: {NIEUW}"):
        nodig_uit(email="ander@voorbeeld.example", rol=Rol.KCC, door=beheer, sleutel=sleutel)
    assert Uitnodiging.objects.get().email == NIEUW


def test_een_formulier_dat_open_bleef_staan_logt_niemand_in(beheer: User, client: Client) -> None:
    """The tab with the form, on a shared computer, after its owner has logged out."""
    nodig_uit(email=NIEUW, rol=Rol.KCC, door=beheer)
    adres = reverse("gemeenten:uitnodiging", args=[token_uit_post(NIEUW)])
    velden = {"naam": "Sam", "wachtwoord": SLEUTELZIN, "herhaling": SLEUTELZIN, "sleutel": str(uuid.uuid4())}
    assert client.post(adres, velden).url == "/start/"
    assert "_auth_user_id" in client.session
    client.logout()
    raad = velden | {"wachtwoord": "iets-anders-van-lengte", "herhaling": "iets-anders-van-lengte"}
    for poging in (velden, raad):
        assert client.post(adres, poging).url == reverse("account_login")
        assert "_auth_user_id" not in client.session


def test_verlopen_ingetrokken_en_vervangen_links_werken_niet(beheer: User) -> None:
    uitnodiging = nodig_uit(email=NIEUW, rol=Rol.KCC, door=beheer)
    oud = token_uit_post(NIEUW)
    stuur_opnieuw(uitnodiging=uitnodiging, door=beheer)
    nieuw = token_uit_post(NIEUW)
    assert oud != nieuw
    with pytest.raises(DomeinFout, match="vervangen"):
        aanvaard_als_nieuw(token=oud, naam="Sam", wachtwoord=SLEUTELZIN)
    met_verlopen = klok.nu() + dt.timedelta(days=GELDIG_DAGEN, minutes=1)
    with time_machine.travel(met_verlopen, tick=True), pytest.raises(DomeinFout, match="verlopen"):
        aanvaard_als_nieuw(token=nieuw, naam="Sam", wachtwoord=SLEUTELZIN)
    trek_in(uitnodiging=uitnodiging, door=beheer)
    trek_in(uitnodiging=uitnodiging, door=beheer)
    with pytest.raises(DomeinFout, match="ingetrokken"):
        aanvaard_als_nieuw(token=nieuw, naam="Sam", wachtwoord=SLEUTELZIN)
    assert not User.objects.filter(email=NIEUW).exists()
    assert Logregel.objects.filter(gebeurtenis="uitnodiging.ingetrokken").count() == 1


def test_opnieuw_sturen_verlengt_en_gebeurt_een_keer_per_formulier(beheer: User) -> None:
    uitnodiging, sleutel = nodig_uit(email=NIEUW, rol=Rol.KCC, door=beheer), uuid.uuid4()
    Uitnodiging.objects.update(verloopt_op=klok.nu() - dt.timedelta(days=1))
    stuur_opnieuw(uitnodiging=uitnodiging, door=beheer, sleutel=sleutel)
    stuur_opnieuw(uitnodiging=uitnodiging, door=beheer, sleutel=sleutel)
    assert Bericht.objects.filter(soort="gemeenten.uitnodiging").count() == 2
    aanvaard_als_nieuw(token=token_uit_post(NIEUW), naam="Sam", wachtwoord=SLEUTELZIN)


def test_een_gebruikte_uitnodiging_kan_niet_meer_worden_ingetrokken(beheer: User) -> None:
    uitnodiging = nodig_uit(email=NIEUW, rol=Rol.KCC, door=beheer)
    aanvaard_als_nieuw(token=token_uit_post(NIEUW), naam="Sam", wachtwoord=SLEUTELZIN)
    with pytest.raises(DomeinFout, match="al gebruikt"):
        trek_in(uitnodiging=uitnodiging, door=beheer)


def test_een_nieuwe_beheerder_wordt_gemeld(beheer: User) -> None:
    nodig_uit(email=NIEUW, rol=Rol.BEHEER, door=beheer)
    aanvaard_als_nieuw(token=token_uit_post(NIEUW), naam="Sam", wachtwoord=SLEUTELZIN)
    gemeld = set(Bericht.objects.filter(soort="gemeenten.beheerrecht").values_list("aan", flat=True))
    assert gemeld == {beheer.email, NIEUW}


# --- no role for oneself, and no right that outlives its giver ---------------------------------------------------


def test_niemand_geeft_zichzelf_een_rol_ook_niet_op_een_ander_eigen_adres(beheer: User) -> None:
    EmailAddress.objects.create(user=beheer, email="thuis@voorbeeld.example", verified=True)
    for adres in (beheer.email, beheer.email.upper(), "thuis@voorbeeld.example"):
        with pytest.raises(DomeinFout, match="jezelf geen rol") as fout:
            nodig_uit(email=adres, rol=Rol.FACILITAIR, door=beheer)
        assert fout.value.veld == "email"
    assert not Uitnodiging.objects.exists()


def test_een_adres_dat_later_van_de_maker_wordt_geeft_hem_niets(beheer: User) -> None:
    nodig_uit(email=NIEUW, rol=Rol.FACILITAIR, door=beheer)
    EmailAddress.objects.create(user=beheer, email=NIEUW, verified=True)
    with pytest.raises(DomeinFout, match="jezelf geen rol"):
        aanvaard_als_bestaand(token=token_uit_post(NIEUW), user=beheer)
    assert rollen_van(User.objects.get(pk=beheer.pk)) == {Rol.BEHEER}


@pytest.mark.parametrize(("rol", "wordt_verteld"), [(Rol.FACILITAIR, True), (Rol.BEHEER, True), (Rol.KCC, False)])
def test_een_rol_die_namen_ziet_wordt_de_andere_beheerders_verteld(beheer: User, rol: Rol, wordt_verteld: bool) -> None:
    ander = gebruiker_met(Rol.BEHEER)
    nodig_uit(email=NIEUW, rol=rol, door=beheer)
    berichten = Bericht.objects.filter(soort="gemeenten.rol_uitgedeeld")
    assert [b.aan for b in berichten] == ([ander.email] if wordt_verteld else [])
    assert Logregel.objects.get(gebeurtenis="uitnodiging.verstuurd").door == beheer


def test_een_trainer_wordt_de_beheerders_van_die_gemeente_verteld(gemeentebeheer: User) -> None:
    plek = eigen_gemeente(gemeentebeheer)
    collega, app = gebruiker_met(Rol.GEMEENTEBEHEER, gemeente=plek), gebruiker_met(Rol.BEHEER)
    gebruiker_met(Rol.GEMEENTEBEHEER, gemeente=GemeenteFactory())
    nodig_uit(email=NIEUW, rol=Rol.TRAINER, gemeente=plek, door=gemeentebeheer)
    gemeld = set(Bericht.objects.filter(soort="gemeenten.rol_uitgedeeld").values_list("aan", flat=True))
    assert gemeld == {collega.email, app.email}


@pytest.mark.parametrize("hoe", ["rol beëindigd", "account uit"])
def test_een_uitnodiging_vervalt_met_het_recht_van_wie_haar_maakte(beheer: User, client: Client, hoe: str) -> None:
    maker = gebruiker_met(Rol.BEHEER)
    nodig_uit(email=NIEUW, rol=Rol.KCC, door=maker)
    token = token_uit_post(NIEUW)
    if hoe == "account uit":
        zet_account_actief(account=maker, actief=False, door=beheer)
    else:
        beeindig_lidmaatschap(lidmaatschap=maker.lidmaatschappen.get(), door=beheer)
    assert "geldt niet meer" in client.get(reverse("gemeenten:uitnodiging", args=[token])).content.decode()
    with pytest.raises(DomeinFout, match="mag deze rol niet meer geven"):
        aanvaard_als_nieuw(token=token, naam="Sam", wachtwoord=SLEUTELZIN)
    assert not User.objects.filter(email=NIEUW).exists()
    stuur_opnieuw(uitnodiging=Uitnodiging.objects.get(), door=beheer)
    aanvaard_als_nieuw(token=token_uit_post(NIEUW), naam="Sam", wachtwoord=SLEUTELZIN)
    assert Uitnodiging.objects.get().uitgenodigd_door == beheer


@pytest.mark.parametrize("naam", ["Klik op kwaad.example", "www.kwaad", "https://kwaad", "a@b"])
def test_een_naam_die_een_link_is_gaat_niet_mee_in_de_mail(beheer: User, client: Client, naam: str) -> None:
    nodig_uit(email=NIEUW, rol=Rol.KCC, door=beheer)
    pagina = reverse("gemeenten:uitnodiging", args=[token_uit_post(NIEUW)])
    velden = {"naam": naam, "wachtwoord": SLEUTELZIN, "herhaling": SLEUTELZIN}
    assert "zonder adres van een website" in client.post(pagina, velden).content.decode()
    User.objects.filter(pk=beheer.pk).update(naam=naam)
    nodig_uit(email="ander@voorbeeld.example", rol=Rol.KCC, door=User.objects.get(pk=beheer.pk))
    tekst = Bericht.objects.get(aan="ander@voorbeeld.example").tekst
    assert naam not in tekst
    assert "Je bent uitgenodigd" in tekst


# --- the command line -----------------------------------------------------------------------------------------


def test_de_eerste_beheerder_komt_van_de_opdrachtregel() -> None:
    call_command("nodig_uit", NIEUW)
    user, _ = aanvaard_als_nieuw(token=token_uit_post(NIEUW), naam="Sam", wachtwoord=SLEUTELZIN)
    assert rollen_van(user) == {Rol.BEHEER}
    assert Logregel.objects.get(gebeurtenis="uitnodiging.verstuurd").herkomst == "opdracht"


def test_de_opdracht_zegt_wat_er_mis_is() -> None:
    with pytest.raises(CommandError, match="geen e-mailadres"):
        call_command("nodig_uit", "geen adres")
    call_command("nodig_uit", NIEUW)
    with pytest.raises(CommandError, match="staat al een uitnodiging open"):
        call_command("nodig_uit", NIEUW)
