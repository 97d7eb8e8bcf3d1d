"""Members: who sees whom, what ending a role or switching off an account does, and that it does so at once."""

import datetime as dt
import threading

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Lidmaatschap
from gemeenten.grond.selectors import emailadressen_van_team, leden_zichtbaar_voor, rollen_van
from gemeenten.grond.services import beeindig_lidmaatschap, herstel_tweede_factor, zet_account_actief
from marktplein.accounts.models import User
from marktplein.audit.models import Logregel
from marktplein.basis import klok
from marktplein.basis.fouten import DomeinFout, NietToegestaan
from marktplein.mail.models import Bericht
from tests.gemeenten.factories import (
    GebruikerFactory,
    GemeenteFactory,
    LidmaatschapFactory,
    TeamFactory,
    gebruiker_met,
)
from tests.gemeenten.hulp import tegelijk
from tests.hulp_werker import wacht_tot


def ingelogd(user: User) -> Client:
    klant = Client()
    klant.force_login(user)
    return klant


def is_ingelogd(klant: Client) -> bool:
    return klant.get(reverse("account_change_password")).status_code == 200


# --- what counts when -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("van", "tot", "telt"),
    [(0, None, True), (-5, 1, True), (-5, 0, False), (0, 0, False), (1, None, False), (-9, -3, False)],
)
def test_wanneer_een_lidmaatschap_telt(van: int, tot: int | None, telt: bool) -> None:
    dag = klok.vandaag()
    lid = LidmaatschapFactory(
        van=dag + dt.timedelta(days=van), tot=None if tot is None else dag + dt.timedelta(days=tot)
    )
    assert bool(rollen_van(lid.user)) is telt
    assert (lid.user.email in emailadressen_van_team(lid.team_id)) is telt


def test_uitgeschakeld_account_heeft_geen_rol() -> None:
    assert rollen_van(gebruiker_met(Rol.BEHEER, is_active=False)) == frozenset()


# --- who sees whom --------------------------------------------------------------------------------------------


def test_lijst_is_beperkt_tot_de_eigen_gemeente() -> None:
    hier, daar = GemeenteFactory(), GemeenteFactory()
    lid_hier = LidmaatschapFactory(rol=Rol.JGT, plek=TeamFactory(gemeente=hier))
    lid_daar = LidmaatschapFactory(rol=Rol.JGT, plek=TeamFactory(gemeente=daar))
    regionaal = LidmaatschapFactory(rol=Rol.FACILITAIR)
    for rol in (Rol.GEMEENTEBEHEER, Rol.AANSPREEKPUNT):
        gezien = set(leden_zichtbaar_voor(gebruiker_met(rol, gemeente=hier)))
        assert lid_hier in gezien
        assert not gezien & {lid_daar, regionaal}
    assert {lid_hier, lid_daar, regionaal} <= set(leden_zichtbaar_voor(gebruiker_met(Rol.BEHEER)))
    for rol in set(Rol) - {Rol.BEHEER, Rol.GEMEENTEBEHEER, Rol.AANSPREEKPUNT}:
        assert not leden_zichtbaar_voor(gebruiker_met(rol)).exists()


def test_een_trainer_in_de_gemeente_ziet_geen_leden() -> None:
    """A trainer hangs on a municipality too, but does not run it."""
    gemeente = GemeenteFactory()
    assert not leden_zichtbaar_voor(gebruiker_met(Rol.TRAINER, gemeente=gemeente)).exists()


# --- ending a role --------------------------------------------------------------------------------------------


def test_beeindigen_werkt_meteen_en_logt_overal_uit() -> None:
    beheer, user = gebruiker_met(Rol.BEHEER), gebruiker_met(Rol.JGT)
    laptop, telefoon = ingelogd(user), ingelogd(user)
    assert is_ingelogd(laptop)
    lid = beeindig_lidmaatschap(lidmaatschap=user.lidmaatschappen.get(), door=beheer)
    assert lid.tot == klok.vandaag()
    assert rollen_van(User.objects.get(pk=user.pk)) == frozenset()
    assert not is_ingelogd(laptop)
    assert not is_ingelogd(telefoon)
    assert Logregel.objects.get(gebeurtenis="lidmaatschap.beeindigd").door_id == beheer.pk


def test_wie_nog_een_rol_heeft_blijft_ingelogd() -> None:
    user = GebruikerFactory(lid=[(Rol.JGT, None), (Rol.KCC, None)])
    klant = ingelogd(user)
    beeindig_lidmaatschap(lidmaatschap=user.lidmaatschappen.get(rol=Rol.JGT), door=gebruiker_met(Rol.BEHEER))
    assert is_ingelogd(klant)
    assert rollen_van(User.objects.get(pk=user.pk)) == {Rol.KCC}


def test_twee_keer_beeindigen_is_een_keer() -> None:
    beheer, lid = gebruiker_met(Rol.BEHEER), LidmaatschapFactory()
    beeindig_lidmaatschap(lidmaatschap=lid, door=beheer)
    beeindig_lidmaatschap(lidmaatschap=lid, door=beheer)
    assert Logregel.objects.filter(gebeurtenis="lidmaatschap.beeindigd").count() == 1


def test_een_rol_die_nog_moet_beginnen_begint_niet_meer() -> None:
    morgen = klok.vandaag() + dt.timedelta(days=1)
    lid = LidmaatschapFactory(van=morgen)
    assert beeindig_lidmaatschap(lidmaatschap=lid, door=gebruiker_met(Rol.BEHEER)).tot == morgen


def test_na_beeindigen_kan_dezelfde_rol_opnieuw() -> None:
    lid = LidmaatschapFactory()
    beeindig_lidmaatschap(lidmaatschap=lid, door=gebruiker_met(Rol.BEHEER))
    LidmaatschapFactory(user=lid.user, rol=lid.rol, plek=lid.team)
    assert rollen_van(User.objects.get(pk=lid.user_id)) == {lid.rol}


def test_een_andere_gemeente_kan_niet_beeindigen() -> None:
    lid = LidmaatschapFactory()
    for rol in (Rol.GEMEENTEBEHEER, Rol.AANSPREEKPUNT):
        with pytest.raises(NietToegestaan):
            beeindig_lidmaatschap(lidmaatschap=lid, door=gebruiker_met(rol))
    with pytest.raises(NietToegestaan):
        beeindig_lidmaatschap(lidmaatschap=lid, door=gebruiker_met(Rol.AANSPREEKPUNT, gemeente=lid.team.gemeente))
    beeindig_lidmaatschap(lidmaatschap=lid, door=gebruiker_met(Rol.GEMEENTEBEHEER, gemeente=lid.team.gemeente))


def test_de_laatste_beheerder_blijft() -> None:
    beheer = gebruiker_met(Rol.BEHEER)
    gebruiker_met(Rol.BEHEER, is_active=False)
    with pytest.raises(DomeinFout, match="laatste applicatiebeheerder"):
        beeindig_lidmaatschap(lidmaatschap=beheer.lidmaatschappen.get(), door=beheer)


@pytest.mark.django_db(transaction=True)
def test_twee_beheerders_die_elkaar_tegelijk_wegsturen_houden_er_een_over() -> None:
    een, twee = gebruiker_met(Rol.BEHEER), gebruiker_met(Rol.BEHEER)
    paren = [(een, twee.lidmaatschappen.get()), (twee, een.lidmaatschappen.get())]
    uitkomsten = tegelijk(lambda n: beeindig_lidmaatschap(door=paren[n][0], lidmaatschap=paren[n][1]), 2)
    # Who comes just after the other has been done is no administrator any more.
    gelukt = [u for u in uitkomsten if isinstance(u, Lidmaatschap)]
    geweigerd = [u for u in uitkomsten if isinstance(u, (DomeinFout, NietToegestaan))]
    assert (len(gelukt), len(geweigerd)) == (1, 1), uitkomsten
    assert Lidmaatschap.objects.filter(rol=Rol.BEHEER, tot=None).count() == 1


# --- accounts -------------------------------------------------------------------------------------------------


def test_uitschakelen_beeindigt_elke_sessie_ook_na_inschakelen() -> None:
    beheer, user = gebruiker_met(Rol.BEHEER), gebruiker_met(Rol.JGT)
    klant = ingelogd(user)
    zet_account_actief(account=user, actief=False, door=beheer)
    assert not is_ingelogd(klant)
    zet_account_actief(account=user, actief=True, door=beheer)
    assert not is_ingelogd(klant)
    gebeurtenissen = Logregel.objects.order_by("pk").values_list("gebeurtenis", flat=True)
    assert list(gebeurtenissen) == ["account.uitgeschakeld", "account.ingeschakeld"]


@pytest.mark.django_db(transaction=True)
def test_twee_beheerders_die_elkaar_tegelijk_uitschakelen_houden_er_een_over() -> None:
    """The second asks while the first has locked but not yet written: the case in which old rows are seen."""
    een, twee = gebruiker_met(Rol.BEHEER), gebruiker_met(Rol.BEHEER)
    met_slot = threading.Event()

    def doe(nummer: int) -> User:
        if nummer == 0:
            with transaction.atomic():
                list(Lidmaatschap.objects.select_for_update().filter(rol=Rol.BEHEER))
                met_slot.set()
                wacht_tot(_iemand_wacht_op_mij, wat="de ander aan het wachten")
                return zet_account_actief(account=twee, actief=False, door=een)
        met_slot.wait(20)
        return zet_account_actief(account=een, actief=False, door=twee)

    uitkomsten = tegelijk(doe, 2)
    assert [type(u) for u in uitkomsten] == [User, DomeinFout], uitkomsten
    assert set(User.objects.filter(is_active=True)) == {een}


def _iemand_wacht_op_mij() -> bool:
    """Whether another connection waits for this one's lock.

    Not through pg_stat_activity: PostgreSQL keeps its first answer for the whole transaction, and the other may
    connect later.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))")
        return cursor.fetchone() is not None


def test_uitgeschakeld_account_kan_niet_inloggen(client: Client) -> None:
    user = gebruiker_met(Rol.JGT, is_active=False)
    client.post(reverse("account_login"), {"login": user.email, "password": "een-lang-wachtwoord"})
    assert not is_ingelogd(client)


def test_niemand_schakelt_zichzelf_uit_en_alleen_beheer_een_ander() -> None:
    beheer = gebruiker_met(Rol.BEHEER)
    with pytest.raises(NietToegestaan):
        zet_account_actief(account=beheer, actief=False, door=beheer)
    for rol in set(Rol) - {Rol.BEHEER}:
        with pytest.raises(NietToegestaan):
            zet_account_actief(account=beheer, actief=False, door=gebruiker_met(rol))


def test_tweede_stap_herstellen_logt_uit_en_meldt_het() -> None:
    beheer, user = gebruiker_met(Rol.BEHEER), gebruiker_met(Rol.JGT)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    klant = ingelogd(user)
    assert herstel_tweede_factor(account=user, door=beheer) == 1
    assert herstel_tweede_factor(account=user, door=beheer) == 0
    assert not is_ingelogd(klant)
    assert Bericht.objects.get(soort="gemeenten.tweede_factor").aan == user.email
    assert Logregel.objects.filter(gebeurtenis="account.tweede_factor_verwijderd").count() == 1
