"""Editors keep what stands with themes and care paths: the right asked, nothing wiped unseen, the past put back."""

import json
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from aanbod.enums import Stuksoort
from aanbod.models import Themastuk, Zorgpadplek
from aanbod.wegwijs import services
from aanbod.wegwijs.selectors import vorige_van
from gemeenten.grond.enums import Rol
from marktplein.audit.models import Logregel
from marktplein.basis import klok
from marktplein.basis.fouten import DomeinFout, NietToegestaan, Verouderd
from marktplein.basis.samen import afdrukken
from tests.aanbod.factories import ThemaFactory
from tests.aanbod.hulp import als, ga
from tests.gemeenten.factories import GemeenteFactory, gebruiker_met

LINK = {"titel": "Scheidingsplein", "adres": "https://www.scheidingsplein.nl/"}
STEUN = {
    "steun": "Hulp bij geld.",
    "wie": "Sociaal team",
    "telefoon": "",
    "email": "team@voorbeeld.example",
    "adres": "",
}


@pytest.fixture
def redacteur(db):
    return gebruiker_met(Rol.BEHEER)


@pytest.fixture
def leiden(db):
    return GemeenteFactory(naam="Leiden", slug="leiden")


def test_een_link_komt_op_de_pagina_van_zijn_thema_en_zonder_adres_bij_de_redactie(client):
    thema = ThemaFactory(naam="scheiding", slug="scheiding")
    beheer = als(Rol.BEHEER)
    nieuw = reverse("aanbod:teksten_stuk_nieuw", args=["scheiding", "link"])
    assert beheer.post(nieuw, LINK).status_code == 302
    assert beheer.post(nieuw, {"titel": "Nog te vinden"}).status_code == 302
    pagina = ga(client, "thema", "scheiding").content.decode()
    assert 'href="https://www.scheidingsplein.nl/"' in pagina
    assert "Nog te vinden" not in pagina
    lijst = ga(beheer, "teksten", deel="themas").content.decode()
    assert "link zonder adres" in lijst
    assert "adres invullen" in ga(beheer, "teksten_thema", thema.slug).content.decode()


def test_hetzelfde_formulier_twee_keer_is_een_stuk(redacteur):
    thema, sleutel = ThemaFactory(), uuid.uuid4()
    for _ in range(2):
        services.voeg_stuk_toe(thema=thema, soort="link", velden=LINK, door=redacteur, sleutel=sleutel)
    assert Themastuk.objects.count() == 1


@pytest.mark.parametrize(
    ("soort", "velden", "veld"),
    [
        ("cijfer", {"titel": "1 op de 10", "jaar": 2019}, "bron"),
        ("cijfer", {"titel": "1 op de 10", "bron": "Monitor"}, "jaar"),
        ("folder", {"titel": "Groeigids", "adres": "https://www.scheidingsplein.nl/"}, "datum"),
    ],
)
def test_een_cijfer_heeft_bron_en_jaar_en_een_folder_een_datum(redacteur, soort, velden, veld):
    with pytest.raises(DomeinFout) as fout:
        services.voeg_stuk_toe(thema=ThemaFactory(), soort=soort, velden=velden, door=redacteur)
    assert fout.value.veld == veld


def test_een_folder_opent_als_pdf_en_iets_anders_komt_er_niet_in(client):
    ThemaFactory(slug="baby")
    beheer, nieuw = als(Rol.BEHEER), reverse("aanbod:teksten_stuk_nieuw", args=["baby", "folder"])
    velden = {"titel": "Groeigids", "datum": "2026-05-01"}
    fout = beheer.post(nieuw, {**velden, "pdf": SimpleUploadedFile("x.pdf", b"<script>")})
    assert fout.status_code == 422
    assert "geen pdf" in fout.content.decode()
    assert beheer.post(nieuw, {**velden, "pdf": SimpleUploadedFile("x.pdf", b"%PDF-1.7 ...")}).status_code == 302
    antwoord = ga(client, "folder", Themastuk.objects.get().pk)
    assert (antwoord.headers["Content-Type"], antwoord.content) == ("application/pdf", b"%PDF-1.7 ...")
    assert "Groeigids (pdf)" in " ".join(ga(client, "thema", "baby").content.decode().split())


def test_opslaan_is_controleren_en_wat_er_stond_is_terug_te_zetten(redacteur):
    stuk = Themastuk.objects.create(thema=ThemaFactory(), soort=Stuksoort.LINK, titel="Oud", voorbeeld=True)
    services.wijzig_stuk(stuk=stuk, velden=LINK, door=redacteur)
    stuk.refresh_from_db()
    assert (stuk.titel, stuk.voorbeeld, stuk.laatst_gecontroleerd) == ("Scheidingsplein", False, klok.vandaag())
    services.zet_terug(bewaard=vorige_van(stuk)[0], door=redacteur)
    stuk.refresh_from_db()
    assert (stuk.titel, stuk.adres) == ("Oud", "")
    assert [bewaard.field_dict["titel"] for bewaard in vorige_van(stuk)] == ["Scheidingsplein", "Oud"]
    assert set(Logregel.objects.values_list("gebeurtenis", flat=True)) >= {"themastuk.gewijzigd"}


def test_een_folder_krijgt_ook_haar_datum_terug(redacteur):
    eerst = {"titel": "Groeigids", "datum": klok.vandaag()}
    stuk = services.voeg_stuk_toe(thema=ThemaFactory(), soort="folder", velden=eerst, door=redacteur)
    services.wijzig_stuk(stuk=stuk, velden={**eerst, "datum": klok.vandaag().replace(day=1, month=1)}, door=redacteur)
    services.zet_terug(bewaard=vorige_van(stuk)[0], door=redacteur)
    stuk.refresh_from_db()
    assert stuk.datum == klok.vandaag()


def test_twee_tegelijk_wissen_elkaar_niet(redacteur, leiden):
    gezien = afdrukken(dict.fromkeys(STEUN, ""))
    services.vul_zorgpad(nummer=3, gemeente=leiden, velden=STEUN, door=redacteur, gezien=gezien)
    with pytest.raises(Verouderd):
        services.vul_zorgpad(nummer=3, gemeente=leiden, velden={**STEUN, "wie": "CJG"}, door=redacteur, gezien=gezien)
    assert Zorgpadplek.objects.get().wie == "Sociaal team"


def test_een_botsing_toont_wat_de_collega_schreef(redacteur, leiden):
    services.vul_zorgpad(nummer=3, gemeente=leiden, velden=STEUN, door=redacteur)
    client = als(Rol.BEHEER)
    adres = reverse("aanbod:teksten_zorgpad", args=[3, "leiden"])
    pagina = client.get(adres)
    services.vul_zorgpad(nummer=3, gemeente=leiden, velden={**STEUN, "wie": "CJG"}, door=redacteur)
    gezien = pagina.context["form"]["gezien"].value()
    antwoord = client.post(adres, {**STEUN, "wie": "GGD", "gezien": gezien})
    assert antwoord.status_code == 409
    assert "CJG" in antwoord.content.decode()


@pytest.mark.parametrize(
    ("naam", "args", "velden"),
    [
        ("teksten_uitleg", ["giz"], {"titel": "Proef", "titel_en": "Proef", "tekst": "Proef", "tekst_en": "Proef"}),
        ("teksten_zorgpad_naam", [1], {"naam": "Proef"}),
        ("teksten_zorgpad", [3, "leiden"], STEUN),
        ("teksten_toegang", ["leiden"], {"naam": "Proef"}),
    ],
)
def test_van_wat_nog_nooit_is_opgeslagen_is_een_vreemde_afdruk_een_botsing(leiden, naam, args, velden):
    """What the page began with is no row yet: there is nothing to read again, and still an answer."""
    gezien = json.dumps(dict.fromkeys(velden, "x"))
    antwoord = als(Rol.BEHEER).post(reverse(f"aanbod:{naam}", args=args), {**velden, "gezien": gezien})
    assert antwoord.status_code == 409


@pytest.mark.parametrize("gezien", ["9" * 30, "{", ""])
def test_een_afdruk_die_niet_te_lezen_is_heeft_niets_gezien(db, gezien):
    velden = {"titel": "Proef", "titel_en": "Proef", "tekst": "Proef", "tekst_en": "Proef", "gezien": gezien}
    assert als(Rol.BEHEER).post(reverse("aanbod:teksten_uitleg", args=["giz"]), velden).status_code == 409


def test_wat_een_collega_intussen_voor_het_eerst_schreef_staat_in_de_botsing(redacteur):
    client, adres = als(Rol.BEHEER), reverse("aanbod:teksten_uitleg", args=["giz"])
    gezien = client.get(adres).context["form"]["gezien"].value()
    services.wijzig_uitleg(slug="giz", velden={"tekst": "Van de collega"}, door=redacteur)
    velden = {"titel": "GIZ", "titel_en": "GIZ", "tekst": "Van mij", "tekst_en": "Mine", "gezien": gezien}
    antwoord = client.post(adres, velden)
    assert antwoord.status_code == 409
    assert "Van de collega" in antwoord.content.decode()


def test_de_gemeente_houdt_alleen_de_eigen_zorgpaden_bij(leiden):
    lisse = GemeenteFactory(naam="Lisse", slug="lisse")
    van_leiden = gebruiker_met(Rol.GEMEENTEBEHEER, gemeente=leiden)
    services.vul_zorgpad(nummer=1, gemeente=leiden, velden=STEUN, door=van_leiden)
    with pytest.raises(NietToegestaan):
        services.vul_zorgpad(nummer=1, gemeente=lisse, velden=STEUN, door=van_leiden)
    with pytest.raises(NietToegestaan):
        services.noem_zorgpad(nummer=5, naam="rouw", door=van_leiden)
    with pytest.raises(NietToegestaan):
        services.wijzig_uitleg(slug="giz", velden={"titel": "GIZ"}, door=van_leiden)


def test_lege_zorgpaden_staan_bovenaan_bij_de_beheerder(leiden, redacteur):
    services.vul_zorgpad(nummer=1, gemeente=leiden, velden=STEUN, door=redacteur)
    pagina = ga(als(Rol.GEMEENTEBEHEER, gemeente=leiden), "teksten")
    assert [pad.nummer for pad in pagina.context["paden"]][-1] == 1
    assert pagina.context["leeg"] == 18
    assert "Pad 5 – naam invullen" in pagina.content.decode()
    assert als(Rol.JGT).get(reverse("aanbod:teksten")).status_code == 403
