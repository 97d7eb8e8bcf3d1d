"""Second factors lie encrypted; a key can be replaced without anybody noticing; nothing is lost halfway."""

import importlib
from io import StringIO
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from cryptography.fernet import Fernet
from django.apps import apps
from django.core.management import CommandError, call_command

from gemeenten.grond.enums import Rol
from marktplein.basis.versleuteling import Onleesbaar, is_versleuteld, ontsleutel, versleutel
from tests.gemeenten.factories import gebruiker_met

TOTP = Authenticator.Type.TOTP
verhuizing = importlib.import_module("marktplein.accounts.migrations.0003_versleutel_tweede_stappen")


def leesbare_stap() -> Authenticator:
    return Authenticator.objects.create(user=gebruiker_met(Rol.KCC), type=TOTP, data={"secret": "LEESBAAR"})


def test_reservecodes_staan_niet_leesbaar_en_werken() -> None:
    codes = RecoveryCodes.activate(gebruiker_met(Rol.KCC))
    rij = Authenticator.objects.get()
    assert is_versleuteld(rij.data["seed"])
    assert RecoveryCodes(rij).generate_codes() == codes.generate_codes()


def test_de_verhuizing_versleutelt_wat_er_staat_en_kan_terug() -> None:
    stap = leesbare_stap()
    sleutel = Authenticator.objects.create(user=stap.user, type=Authenticator.Type.WEBAUTHN, data={"name": "sleutel"})
    for _ in range(2):
        verhuizing.versleutel_alles(apps, None)
    stap.refresh_from_db()
    assert ontsleutel(stap.data["secret"]) == "LEESBAAR"
    verhuizing.ontsleutel_alles(apps, None)
    stap.refresh_from_db()
    sleutel.refresh_from_db()
    assert (stap.data, sleutel.data) == ({"secret": "LEESBAAR"}, {"name": "sleutel"})


def test_een_sleutel_vervangen(settings: Any) -> None:
    stap = leesbare_stap()
    verhuizing.versleutel_alles(apps, None)
    oud, nieuw = settings.VERSLEUTELSLEUTELS[0], Fernet.generate_key().decode()
    settings.VERSLEUTELSLEUTELS = [nieuw, oud]
    uit = StringIO()
    call_command("draai_sleutels", stdout=uit)
    assert "tweede inlogstap: 1" in uit.getvalue()
    settings.VERSLEUTELSLEUTELS = [nieuw]
    stap.refresh_from_db()
    assert ontsleutel(stap.data["secret"]) == "LEESBAAR"
    settings.VERSLEUTELSLEUTELS = [oud]
    with pytest.raises(Onleesbaar):
        ontsleutel(stap.data["secret"])


def test_ontbreekt_een_sleutel_dan_blijft_alles_zoals_het_was(settings: Any) -> None:
    eerste, tweede = leesbare_stap(), leesbare_stap()
    verhuizing.versleutel_alles(apps, None)
    oud, nieuw = settings.VERSLEUTELSLEUTELS[0], Fernet.generate_key().decode()
    settings.VERSLEUTELSLEUTELS = [Fernet.generate_key().decode()]
    Authenticator.objects.filter(pk=tweede.pk).update(data={"secret": versleutel("KWIJT")})
    settings.VERSLEUTELSLEUTELS = [nieuw, oud]
    eerste.refresh_from_db()
    with pytest.raises(CommandError, match="Er is niets veranderd"):
        call_command("draai_sleutels", stdout=StringIO())
    assert Authenticator.objects.get(pk=eerste.pk).data == eerste.data
