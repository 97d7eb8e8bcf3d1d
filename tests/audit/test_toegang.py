"""History of doors and locks: who came in and who did not, refusals, downloads, and what was changed by hand."""

import datetime as dt

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from aanbod.workflow import InterventieStaat
from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Regio
from marktplein.audit.models import Logregel, Oorsprong
from marktplein.audit.services import leg_vast, vergeet_oorsprong
from marktplein.audit.soorten import SOORTEN, hoort_oorsprong_bij, van_soort
from marktplein.audit.tasks import ruim_op
from marktplein.basis import klok
from marktplein.mail.models import Bericht
from tests.aanbod.factories import InterventieFactory
from tests.accounts.test_inloggen import geef_tweede_stap, log_in, totp_code
from tests.formulieren import formulier_met
from tests.gemeenten.factories import WACHTWOORD, TeamFactory, gebruiker_met
from tests.vraag.factories import SignaalFactory
from vraag.workflow import SignaalStaat

ADRES = "203.0.113.7"


@pytest.fixture
def client() -> Client:
    return Client(REMOTE_ADDR=ADRES)


def gebeurd(*soorten: str) -> list[str]:
    """What was written, in order, with the address kept for each."""
    regels = Logregel.objects.order_by("pk").select_related("oorsprong")
    gekozen = [r for r in regels if not soorten or r.gebeurtenis.partition(".")[0] in soorten]
    assert {r.oorsprong.adres for r in gekozen} <= {ADRES}
    return [r.gebeurtenis for r in gekozen]


def test_inloggen_en_missen(client: Client) -> None:
    user = gebruiker_met(Rol.KCC)
    log_in(client, user, "fout-wachtwoord")
    client.post(reverse("account_login"), {"login": "niemand@voorbeeld.example", "password": "fout-wachtwoord"})
    log_in(client, user)
    assert gebeurd() == ["inlog.mislukt", "inlog.mislukt", "inlog.gelukt"]
    bekend, onbekend, gelukt = Logregel.objects.order_by("pk")
    assert (bekend.object_id, onbekend.object_id, gelukt.door) == (str(user.pk), "", user)
    assert "niemand" not in str([vars(r) for r in Logregel.objects.all()])


def test_buitengesloten(client: Client) -> None:
    user = gebruiker_met(Rol.KCC)
    for _ in range(6):
        log_in(client, user, "fout-wachtwoord")
    assert gebeurd() == ["inlog.mislukt"] * 5 + ["inlog.geblokkeerd"]


@pytest.mark.django_db(transaction=True)  # allauth tells of it after the commit
def test_tweede_stap_instellen_gebruiken_en_verwijderen(client: Client) -> None:
    user = gebruiker_met(Rol.KCC)
    log_in(client, user)
    nog_eens = client.get(reverse("mfa_activate_totp")).headers["Location"]
    client.post(nog_eens, {"password": WACHTWOORD})
    assert "Code uit de app" in client.get(reverse("mfa_activate_totp")).content.decode()
    client.post(reverse("mfa_activate_totp"), {"code": totp_code(client.session["mfa.totp.secret"])})
    client.post(reverse("mfa_generate_recovery_codes"))
    assert gebeurd("tweede_stap")[:2] == ["tweede_stap.ingesteld", "tweede_stap.ingesteld"]
    client.post(reverse("mfa_deactivate_totp"))
    assert "tweede_stap.verwijderd" in gebeurd("tweede_stap")
    assert not Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def test_een_verkeerde_code_en_een_reservecode(client: Client) -> None:
    user = gebruiker_met(Rol.KCC)
    geef_tweede_stap(user)
    code = RecoveryCodes.activate(user).get_unused_codes()[0]
    log_in(client, user)
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert gebeurd("inlog", "tweede_stap") == [
        "inlog.tweede_stap_mislukt",
        "tweede_stap.herstelcode_gebruikt",
        "inlog.gelukt",
    ]


def test_wachtwoord_gewijzigd_en_hersteld(client: Client) -> None:
    user = gebruiker_met(Rol.KCC)
    log_in(client, user)
    nieuw = {"oldpassword": WACHTWOORD, "password1": "een-heel-nieuw-woord", "password2": "een-heel-nieuw-woord"}
    client.post(reverse("account_change_password"), nieuw)
    bezoeker = Client(REMOTE_ADDR=ADRES)
    bezoeker.post(reverse("account_reset_password"), {"email": user.email})
    tekst = Bericht.objects.get(tekst__contains="/account/password/reset/key/").tekst
    link = next(woord for woord in tekst.split() if "/reset/key/" in woord).removeprefix("http://testserver")
    bezoeker.post(bezoeker.get(link).headers["Location"], {k: nieuw[k] for k in ("password1", "password2")})
    assert gebeurd("wachtwoord") == ["wachtwoord.gewijzigd", "wachtwoord.hersteld"]


def test_een_weigering_en_een_download_laten_een_regel_na(client: Client) -> None:
    client.force_login(gebruiker_met(Rol.KCC))
    assert client.get(reverse("gemeenten:logboek")).status_code == 403
    client.force_login(gebruiker_met(Rol.FACILITAIR))
    assert client.get(reverse("facilitair:taken") + "?formaat=xlsx").status_code == 200
    assert gebeurd() == ["toegang.geweigerd", "lijst.geexporteerd"]
    assert [r.gegevens["pagina"] for r in Logregel.objects.order_by("pk")] == ["gemeenten:logboek", "facilitair:taken"]


def test_wat_er_is_en_verborgen_blijft_laat_een_regel_na_zonder_inhoud(client: Client) -> None:
    user = gebruiker_met(Rol.JGT)
    client.force_login(user)
    vraag = SignaalFactory(opmerking="Een geheim", staat=SignaalStaat.INGETROKKEN)
    assert client.get(reverse("vraag:signaal", args=[vraag.pk])).status_code == 404
    assert client.get(reverse("vraag:signaal", args=[vraag.pk + 999])).status_code == 404
    [regel] = Logregel.objects.all()
    assert (regel.gebeurtenis, regel.soort, regel.object_id, regel.door) == (
        "toegang.geweigerd", "vraag.Signaal", str(vraag.pk), user,
    )  # fmt: skip
    assert regel.gegevens == {"methode": "GET", "pagina": "vraag:signaal", "nummer": vraag.pk}
    bezoeker = Client()
    bezoeker.get(reverse("aanbod:interventie", args=[InterventieFactory(staat=InterventieStaat.CONCEPT).slug]))
    assert Logregel.objects.count() == 1, "of who is not logged in nothing is written down"


def test_wie_alle_nummers_probeert_vult_de_geschiedenis_niet(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("marktplein.audit.middleware.WEIGERINGEN_PER_UUR", 3)
    vraag = SignaalFactory(staat=SignaalStaat.INGETROKKEN)
    client.force_login(gebruiker_met(Rol.JGT))
    for _ in range(6):
        client.get(reverse("vraag:signaal", args=[vraag.pk]))
    assert gebeurd() == ["toegang.geweigerd"] * 3 + ["toegang.vaak_geweigerd"]
    client.force_login(gebruiker_met(Rol.JGT))
    client.get(reverse("vraag:signaal", args=[vraag.pk]))
    assert gebeurd()[-1] == "toegang.geweigerd", "counted for each person apart"


def test_een_download_die_zelf_een_regel_schrijft_schrijft_er_een(client: Client) -> None:
    client.force_login(gebruiker_met(Rol.BEHEER))
    client.get(reverse("gemeenten:leden") + "?formaat=csv")
    assert gebeurd() == ["leden.geexporteerd"]


def test_een_wijziging_in_technisch_beheer_noemt_de_velden_niet_de_inhoud(client: Client) -> None:
    user = gebruiker_met(Rol.BEHEER)
    client.force_login(user)
    client.post(reverse("admin:gemeenten_regio_add"), {"naam": "Geheime streek", "slug": "geheim"})
    regio = Regio.objects.get(naam="Geheime streek")
    adres = reverse("admin:gemeenten_regio_change", args=[regio.pk])
    client.post(adres, formulier_met(client.get(adres), "naam") | {"naam": "Andere streek"})
    client.post(reverse("admin:gemeenten_regio_delete", args=[regio.pk]), {"post": "yes"})
    assert gebeurd("beheer") == ["beheer.toegevoegd", "beheer.gewijzigd", "beheer.verwijderd"]
    regels = list(Logregel.objects.filter(van_soort("beheer")))
    assert {(r.soort, r.object_id, r.door) for r in regels} == {("gemeenten.Regio", str(regio.pk), user)}
    assert "streek" not in str([r.gegevens for r in regels])


# --- where it came from -----------------------------------------------------------------------------------------


def test_alleen_bij_deuren_en_sloten_staat_waarvandaan() -> None:
    assert hoort_oorsprong_bij("inlog.gelukt")
    assert hoort_oorsprong_bij("leden.geexporteerd")
    assert not hoort_oorsprong_bij("signaal.ingediend")
    leg_vast("inlog.gelukt", TeamFactory(), herkomst="opdracht")
    assert not Oorsprong.objects.exists()


@pytest.mark.parametrize("soort", SOORTEN)
def test_elke_soort_vindt_wat_erbij_hoort_en_verder_niets(soort: str) -> None:
    team = TeamFactory()
    for gebeurtenis in ("inlog.gelukt", "wachtwoord.gewijzigd", "toegang.geweigerd", "x.geexporteerd"):
        leg_vast(gebeurtenis, team)
    for gebeurtenis in ("beheer.gewijzigd", "lidmaatschap.begonnen", "signaal.ingediend"):
        leg_vast(gebeurtenis, team)
    assert Logregel.objects.filter(van_soort(soort)).count() == 1


def oud_en_nieuw() -> None:
    for dagen in (200, 30):
        regel = leg_vast("inlog.gelukt", TeamFactory())
        Oorsprong.objects.create(regel=regel, adres=ADRES, op=klok.nu() - dt.timedelta(days=dagen))


def test_na_een_half_jaar_is_de_oorsprong_weg_en_de_regel_niet() -> None:
    oud_en_nieuw()
    ruim_op()
    assert vergeet_oorsprong() == 0
    assert (Logregel.objects.count(), Oorsprong.objects.count()) == (2, 1)


def test_niets_anders_mag_met_de_geschiedenis() -> None:
    oud_en_nieuw()
    opdrachten = (
        "UPDATE audit_oorsprong SET adres = '::1'",
        "DELETE FROM audit_oorsprong",
        "TRUNCATE audit_oorsprong",
        "TRUNCATE audit_logregel CASCADE",
        "TRUNCATE accounts_user, audit_logregel, audit_oorsprong CASCADE",
    )
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for opdracht in opdrachten:
        with pytest.raises(DatabaseError, match="lig"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(opdracht)
    assert (Logregel.objects.count(), Oorsprong.objects.count()) == (2, 2)


@pytest.mark.django_db(transaction=True)
def test_de_tests_zelf_kunnen_wel_leegmaken() -> None:
    from tests.hulp_database import _gooi_weg

    oud_en_nieuw()
    with connection.cursor() as cursor:
        _gooi_weg(cursor)
    assert not Logregel.objects.exists()
    leg_vast("inlog.gelukt", TeamFactory())
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("TRUNCATE audit_logregel CASCADE")
