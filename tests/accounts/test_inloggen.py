"""Logging in: by mail address, to the start page, not too often, and never around the second step."""

import base64
import datetime as dt
import hashlib
import hmac
import secrets
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import checks
from django.test import Client
from django.urls import reverse

from gemeenten.grond.enums import Rol
from marktplein.accounts.checks import geen_demo_logins_in_productie
from marktplein.accounts.models import User
from marktplein.accounts.services import beeindig_sessies
from marktplein.basis import klok
from marktplein.basis.versleuteling import ontsleutel, versleutel
from marktplein.mail.models import Bericht
from tests.gemeenten.factories import WACHTWOORD, GebruikerFactory, gebruiker_met


def log_in(client: Client, user: User, wachtwoord: str = WACHTWOORD, **velden: str) -> Any:
    return client.post(reverse("account_login"), {"login": user.email, "password": wachtwoord, **velden})


def test_inloggen_gaat_met_het_adres_en_leidt_naar_start(client: Client) -> None:
    user = gebruiker_met(Rol.KCC)
    antwoord = client.post(reverse("account_login"), {"login": user.email.upper(), "password": WACHTWOORD})
    assert (antwoord.status_code, antwoord.url) == (302, "/start/")


def test_een_nieuwe_sessie_bij_inloggen_en_de_oude_is_na_uitloggen_niets_meer(client: Client) -> None:
    user = gebruiker_met(Rol.KCC)
    client.get(reverse("account_login"))
    voor = client.session.session_key
    log_in(client, user)
    koek = client.cookies["sessionid"].value
    assert koek != voor
    client.post(reverse("account_logout"))
    dief = Client()
    dief.cookies["sessionid"] = koek
    assert dief.get(reverse("account_change_password")).status_code == 302


def test_een_fout_wachtwoord_en_een_onbekend_adres_geven_hetzelfde_antwoord(client: Client) -> None:
    bekend = log_in(client, gebruiker_met(Rol.KCC), "fout-wachtwoord")
    onbekend = log_in(client, User(email="bestaatniet@voorbeeld.example"), "fout-wachtwoord")
    assert bekend.status_code == onbekend.status_code == 200
    assert bekend.context["form"].errors
    assert bekend.context["form"].errors == onbekend.context["form"].errors


def test_na_vijf_missers_is_het_goede_wachtwoord_even_niet_genoeg(client: Client) -> None:
    user = gebruiker_met(Rol.KCC)
    for _ in range(5):
        log_in(client, user, "fout-wachtwoord")
    antwoord = log_in(client, user)
    assert antwoord.status_code != 302
    (uitleg,) = antwoord.context["form"].non_field_errors()
    over = klok.lokaal(klok.nu() + dt.timedelta(minutes=5))
    assert "(over 5 minuten)" in uitleg
    assert any(f"Om {over - dt.timedelta(minutes=n):%H.%M} uur" in uitleg for n in (0, 1))
    assert "Wachtwoord vergeten" in uitleg


def test_vijf_missers_van_een_ander_sluiten_een_collega_niet_buiten(client: Client) -> None:
    user = gebruiker_met(Rol.KCC)
    for _ in range(6):
        log_in(client, user, "fout-wachtwoord")
    collega = Client(REMOTE_ADDR="198.51.100.4")
    assert log_in(collega, user).status_code == 302


def test_wie_buitengesloten_is_komt_met_een_nieuw_wachtwoord_meteen_binnen(client: Client) -> None:
    user = gebruiker_met(Rol.KCC)
    for _ in range(6):
        log_in(client, user, "fout-wachtwoord")
    client.post(reverse("account_reset_password"), {"email": user.email})
    tekst = Bericht.objects.get(tekst__contains="/account/password/reset/key/").tekst
    link = next(woord for woord in tekst.split() if "/reset/key/" in woord).removeprefix("http://testserver")
    nieuw = "een-heel-nieuw-woord"
    client.post(client.get(link).headers["Location"], {"password1": nieuw, "password2": nieuw})
    assert log_in(client, user, nieuw).status_code == 302


def test_wie_te_vaak_vraagt_hoort_in_gewone_woorden_dat_het_even_duurt(client: Client) -> None:
    for _ in range(31):
        antwoord = client.post(reverse("account_login"), {"login": "", "password": ""})
    assert antwoord.status_code == 429
    assert "Even wachten" in antwoord.content.decode()
    assert int(antwoord.headers["Retry-After"]) > 0


@pytest.mark.parametrize(
    "doel", ["https://kwaad.example/", "//kwaad.example/", "https:kwaad.example", "javascript:alert(1)"]
)
def test_na_inloggen_ga_je_nooit_naar_een_ander_adres(client: Client, doel: str) -> None:
    antwoord = log_in(client, gebruiker_met(Rol.KCC), next=doel)
    assert antwoord.url == "/start/"


def test_niemand_kan_zelf_een_account_maken(client: Client) -> None:
    gegevens = {
        "email": "x@voorbeeld.example",
        "password1": "lang-genoeg-wachtwoord",
        "password2": "lang-genoeg-wachtwoord",
    }
    client.post(reverse("account_signup"), gegevens)
    assert not User.objects.exists()


def test_wachtwoord_vergeten_loopt_via_de_postbus_en_verraadt_niets(client: Client) -> None:
    user = gebruiker_met(Rol.KCC)
    for adres in (user.email, "bestaatniet@voorbeeld.example"):
        antwoord = client.post(reverse("account_reset_password"), {"email": adres})
        assert (antwoord.status_code, antwoord.url) == (302, reverse("account_reset_password_done"))
    assert Bericht.objects.filter(aan=user.email, tekst__contains="/account/password/reset/key/").exists()


def test_sessies_beeindigen_raakt_alleen_deze_gebruiker() -> None:
    weg, blijft = gebruiker_met(Rol.KCC), gebruiker_met(Rol.KCC)
    klanten = []
    for user in (weg, blijft):
        klant = Client()
        klant.force_login(user)
        klanten.append(klant)
    beeindig_sessies(weg)
    assert [k.get(reverse("account_change_password")).status_code for k in klanten] == [302, 200]


# --- the second step ------------------------------------------------------------------------------------------


def totp_code(geheim: str) -> str:
    """What an authenticator app shows now (RFC 6238: SHA-1, 30 seconds, 6 digits)."""
    som = hmac.digest(base64.b32decode(geheim), int(time.time() // 30).to_bytes(8, "big"), hashlib.sha1)
    begin = som[-1] & 0x0F
    return f"{(int.from_bytes(som[begin : begin + 4], 'big') & 0x7FFFFFFF) % 10**6:06}"


def geef_tweede_stap(user: User) -> str:
    geheim = base64.b32encode(secrets.token_bytes(20)).decode()
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": versleutel(geheim)})
    return geheim


def test_met_een_tweede_stap_is_het_wachtwoord_niet_genoeg(client: Client) -> None:
    user = gebruiker_met(Rol.KCC)
    geheim = geef_tweede_stap(user)
    assert log_in(client, user).url == reverse("mfa_authenticate")
    assert client.get("/start/").status_code == 302
    antwoord = client.post(reverse("mfa_authenticate"), {"code": totp_code(geheim)})
    assert antwoord.url == "/start/"
    assert client.get("/start/").status_code == 200


@pytest.fixture
def verplicht(settings: Any) -> None:
    settings.MFA_VERPLICHT = True


@pytest.mark.usefixtures("verplicht")
def test_verplicht_en_zonder_tweede_stap_kom_je_nergens(client: Client) -> None:
    client.force_login(gebruiker_met(Rol.BEHEER))
    for adres in ("/start/", "/", reverse("gemeenten:leden"), reverse("admin:index")):
        antwoord = client.get(adres)
        assert (antwoord.status_code, antwoord.url) == (302, reverse("mfa_index")), adres
    assert client.post(reverse("gemeenten:uitnodigen"), {}).url == reverse("mfa_index")


@pytest.mark.usefixtures("verplicht")
def test_verplicht_laat_instellen_uitloggen_en_gezondheid_open(client: Client) -> None:
    client.force_login(gebruiker_met(Rol.KCC))
    assert client.get(reverse("mfa_index")).status_code == 200
    assert client.get(reverse("mfa_activate_totp")).url.startswith(reverse("account_reauthenticate"))
    assert client.get(reverse("account_reauthenticate")).status_code == 200
    assert client.get(reverse("health:health")).status_code in (200, 503)
    assert client.post(reverse("account_logout")).url == "/"


@pytest.mark.usefixtures("verplicht")
def test_na_instellen_van_de_tweede_stap_kun_je_verder(client: Client) -> None:
    user = gebruiker_met(Rol.KCC)
    log_in(client, user)
    assert client.get("/start/").url == reverse("mfa_index")
    nog_eens = client.get(reverse("mfa_activate_totp")).url
    assert client.post(nog_eens, {"password": WACHTWOORD}).url == reverse("mfa_activate_totp")
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    geheim = client.session["mfa.totp.secret"]
    client.post(reverse("mfa_activate_totp"), {"code": totp_code(geheim)})
    stap = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    assert ontsleutel(stap.data["secret"]) == geheim
    assert geheim not in str(stap.data)
    assert client.get("/start/").status_code == 200


@pytest.mark.usefixtures("verplicht")
def test_bezoekers_zonder_account_merken_niets(client: Client) -> None:
    assert client.get(reverse("account_login")).status_code == 200


# --- the door of the admin ------------------------------------------------------------------------------------


def test_het_technisch_beheer_heeft_geen_eigen_login(client: Client) -> None:
    """The admin's own form would let a password in without the second step."""
    beheer = gebruiker_met(Rol.BEHEER)
    antwoord = client.get(reverse("admin:login"))
    assert antwoord.url.startswith(reverse("account_login"))
    client.post(reverse("admin:login"), {"username": beheer.email, "password": WACHTWOORD})
    assert client.get(reverse("admin:index")).status_code == 302


@pytest.mark.parametrize("naam", ["admin:index", "admin:gemeenten_team_changelist"])
def test_wie_via_het_technisch_beheer_inlogt_komt_met_de_tweede_stap_waar_hij_heen_wilde(
    client: Client, naam: str
) -> None:
    beheer = gebruiker_met(Rol.BEHEER)
    geheim = geef_tweede_stap(beheer)
    deur = client.get(reverse(naam))
    inloggen = client.get(deur.headers["Location"])
    if inloggen.status_code == 302:  # by way of the admin's own door
        inloggen = client.get(inloggen.headers["Location"])
    vraag = inloggen.wsgi_request
    velden = {"login": beheer.email, "password": WACHTWOORD, "next": vraag.GET["next"]}
    tweede = client.post(vraag.get_full_path(), velden)
    antwoord = client.post(tweede.headers["Location"], {"code": totp_code(geheim)}, follow=True)
    assert antwoord.status_code == 200
    assert antwoord.request["PATH_INFO"] == reverse(naam)


@pytest.mark.parametrize("doel", ["", "https://kwaad.example/", "//kwaad.example", "/beheer/login/?next=/"])
def test_de_deur_van_het_beheer_stuurt_niemand_naar_elders_of_in_een_rondje(client: Client, doel: str) -> None:
    client.force_login(gebruiker_met(Rol.BEHEER))
    assert client.get(reverse("admin:login"), {"next": doel}).headers["Location"] == reverse("admin:index")


def test_het_technisch_beheer_vraagt_de_rol_niet_een_vlag(client: Client) -> None:
    client.force_login(GebruikerFactory(is_staff=True, lid=[(Rol.GEMEENTEBEHEER, None)]))
    assert client.get(reverse("admin:login")).status_code == 403
    assert client.get(reverse("admin:index")).status_code == 302
    client.force_login(gebruiker_met(Rol.BEHEER))
    assert client.get(reverse("admin:index")).status_code == 200


def test_beheer_ziet_geen_aanmeldingen_en_geen_post() -> None:
    beheer = gebruiker_met(Rol.BEHEER)
    for recht in ("aanbod.view_aanmelding", "mail.view_bericht", "sessions.view_session", "mfa.view_authenticator"):
        assert not beheer.has_perm(recht), recht
    assert beheer.has_perm("gemeenten.change_team")
    assert beheer.has_perm("audit.view_logregel")
    assert not beheer.has_perm("audit.delete_logregel")
    assert not beheer.has_perm("gemeenten.change_lidmaatschap")


# --- production -----------------------------------------------------------------------------------------------


def test_productie_start_niet_met_demo_logins(settings: Any) -> None:
    GebruikerFactory(email="jgt.oegstgeest@demo.example")
    settings.DEMO = False
    (fout,) = geen_demo_logins_in_productie(None, ["default"])
    assert isinstance(fout, checks.Error)
    assert (fout.id, "1 demo-logins" in fout.msg) == ("accounts.E001", True)
    settings.DEMO = True
    assert geen_demo_logins_in_productie(None, ["default"]) == []


def test_productie_start_wel_zonder_of_met_uitgeschakelde_demo_logins(settings: Any) -> None:
    settings.DEMO = False
    GebruikerFactory()
    GebruikerFactory(email="jgt.katwijk@demo.example", is_active=False)
    assert geen_demo_logins_in_productie(None, ["default"]) == []


def test_de_controle_draait_mee_met_migrate(settings: Any) -> None:
    settings.DEMO = False
    GebruikerFactory(email="jgt.oegstgeest@demo.example")
    assert "accounts.E001" in {
        fout.id for fout in checks.run_checks(databases=["default"], tags=[checks.Tags.database])
    }
