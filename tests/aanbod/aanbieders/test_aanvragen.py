"""An organisation from outside: asked, confirmed, looked at, taken up; its offers go past the editors first."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from aanbod.aanbieders.koppeling import token_van
from aanbod.aanbieders.selectors import lijkt_op
from aanbod.aanbieders.services import bevestig, keur_goed, ruim_aanvragen_op, wijs_af
from aanbod.enums import AanbiederType
from aanbod.models import AanbiederAanvraag, Interventie, RedactieVraag
from aanbod.plank.redactie import beantwoord, leg_voor, stel_vraag
from aanbod.plank.services import publiceer_interventie, trek_interventie_in
from aanbod.workflow import AanvraagStaat, InterventieStaat
from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Organisatie, Uitnodiging
from marktplein.accounts.models import User
from marktplein.basis import klok
from marktplein.basis.fouten import DomeinFout, NietToegestaan, OvergangFout
from marktplein.mail.models import Bericht
from tests.aanbod.factories import AanbiederAanvraagFactory, InterventieFactory
from tests.gemeenten.factories import GemeenteFactory, OrganisatieFactory, gebruiker_met

S = InterventieStaat


@pytest.fixture
def beheer():
    return gebruiker_met(Rol.BEHEER)


def invoer(gemeente, **anders):
    return {
        "organisatie_naam": "Praktijk Zeewind", "soort": "vrijgevestigd", "gemeenten": [gemeente.pk],
        "aanbod": "Een groep voor kinderen.", "naam": "Robin", "email": "robin@voorbeeld.example",
    } | anders  # fmt: skip


def post_naar(adres):
    return list(Bericht.objects.filter(aan=adres).order_by("pk").values_list("soort", flat=True))


def test_van_formulier_tot_uitnodiging(client, beheer):
    cache.clear()
    gemeente, adres = GemeenteFactory(), reverse("aanbod:aanbieder_worden")
    assert client.get(adres).status_code == 200
    assert client.post(adres, {}).status_code == 422
    for _ in range(2):
        assert client.post(adres, invoer(gemeente)).status_code == 302
    aanvraag = AanbiederAanvraag.objects.get()
    assert post_naar(aanvraag.email) == ["aanbod.aanvraag_bevestigen"] * 2, "twice the same is one request"
    assert not User.objects.filter(email=aanvraag.email).exists()
    pagina = reverse("aanbod:aanvraag", args=[token_van(aanvraag)])
    client.get(pagina)
    aanvraag.refresh_from_db()
    assert aanvraag.staat == AanvraagStaat.TE_BEVESTIGEN, "looking changes nothing"
    client.post(pagina, {"actie": "bevestig"})

    redactie = Client()
    redactie.force_login(beheer)
    assert "Praktijk Zeewind" in redactie.get(reverse("aanbod:redactie")).content.decode()
    besluit = reverse("aanbod:redactie_aanvraag", args=[aanvraag.pk])
    redactie.post(besluit, {"actie": "vraag", "vraag": "Voor welke leeftijd?"})
    assert "Voor welke leeftijd?" in client.get(pagina).content.decode()
    assert client.post(pagina, {"actie": "antwoord", "antwoord": ""}).status_code == 422
    client.post(pagina, {"actie": "antwoord", "antwoord": "Van 8 tot en met 12 jaar."})
    assert "8 tot en met 12" in redactie.get(besluit).content.decode()
    assert redactie.post(besluit, {"actie": "goed"}).status_code == 302
    organisatie = Organisatie.objects.get(naam="Praktijk Zeewind")
    assert list(organisatie.gemeenten.all()) == [gemeente]
    uitnodiging = Uitnodiging.objects.get()
    assert (uitnodiging.email, uitnodiging.rol, uitnodiging.organisatie) == (aanvraag.email, "aanbieder", organisatie)


def test_een_script_en_een_veel_gebruikt_adres_komen_er_niet_door(client):
    cache.clear()
    gemeente, adres = GemeenteFactory(), reverse("aanbod:aanbieder_worden")
    assert client.post(adres, invoer(gemeente, adres="http://spam.example")).status_code == 302
    assert not AanbiederAanvraag.objects.exists()
    antwoorden = [client.post(adres, invoer(gemeente, organisatie_naam=f"Praktijk {n}")).status_code for n in range(4)]
    assert antwoorden == [302, 302, 302, 429]
    assert [client.post(adres, {}).status_code for _ in range(16)][-1] == 429


def test_een_organisatie_die_er_al_is_wordt_herkend_en_gekozen(beheer):
    er_al = OrganisatieFactory(naam="Praktijk Zeewind Katwijk", website="https://www.zeewind.example/contact/")
    OrganisatieFactory(naam="Heel iets anders")
    aanvraag = AanbiederAanvraagFactory(organisatie_naam="Stichting Z", website="https://zeewind.example")
    assert [gelijkenis.organisatie for gelijkenis in lijkt_op(aanvraag)] == [er_al]
    assert keur_goed(aanvraag=aanvraag, organisatie=er_al, door=beheer).organisatie == er_al
    with pytest.raises(OvergangFout):
        wijs_af(aanvraag=aanvraag, reden="dubbel", door=beheer)
    zelfde = AanbiederAanvraagFactory(organisatie_naam="heel iets Anders")
    with pytest.raises(DomeinFout) as fout:
        keur_goed(aanvraag=zelfde, organisatie=None, door=beheer)
    assert fout.value.veld == "organisatie"
    with pytest.raises(NietToegestaan):
        keur_goed(aanvraag=zelfde, organisatie=er_al, door=gebruiker_met(Rol.FACILITAIR))


def test_wie_het_vroeg_wordt_gewist(beheer):
    nooit = AanbiederAanvraagFactory(
        staat=AanvraagStaat.TE_BEVESTIGEN, bevestigd_op=None, bevestig_voor=klok.nu() - dt.timedelta(hours=1)
    )
    with pytest.raises(OvergangFout):
        bevestig(token_van(nooit))
    net, lang = AanbiederAanvraagFactory(), AanbiederAanvraagFactory()
    for aanvraag in (net, lang):
        wijs_af(aanvraag=aanvraag, reden="buiten_regio", door=beheer)
    assert post_naar(lang.email) == ["aanbod.aanvraag_afgewezen"]
    AanbiederAanvraag.objects.filter(pk=lang.pk).update(besloten_op=klok.nu() - dt.timedelta(days=31))
    assert ruim_aanvragen_op() == 2
    assert set(AanbiederAanvraag.objects.filter(email="").values_list("pk", flat=True)) == {nooit.pk, lang.pk}
    assert ruim_aanvragen_op() == 0


def test_nieuw_aanbod_van_buiten_gaat_eerst_langs_de_redactie(beheer):
    organisatie = OrganisatieFactory()
    aanbieder = gebruiker_met(Rol.AANBIEDER, organisatie=organisatie)
    ding = InterventieFactory(
        organisatie=organisatie, staat=S.CONCEPT, aanbieder_type=AanbiederType.VRIJGEVESTIGD, wie_betaalt=""
    )
    with pytest.raises(DomeinFout):
        leg_voor(ding, aanbieder)
    Interventie.objects.update(wie_betaalt="de gemeente")
    with pytest.raises(OvergangFout, match="redactie"):
        publiceer_interventie(ding, aanbieder)
    assert leg_voor(ding, aanbieder).staat == S.VOORGELEGD
    assert post_naar(beheer.email) == ["aanbod.naar_redactie"]
    with pytest.raises(NietToegestaan):
        stel_vraag(interventie=ding, tekst="Wie?", door=aanbieder)
    stel_vraag(interventie=ding, tekst="Wie geeft het?", door=beheer)
    assert post_naar(aanbieder.email) == ["aanbod.van_redactie"]
    beantwoord(interventie=ding, tekst="Twee trainers.", door=aanbieder)
    assert RedactieVraag.objects.get().antwoord == "Twee trainers."
    assert publiceer_interventie(ding, beheer).staat == S.GEPUBLICEERD
    trek_interventie_in(ding, aanbieder)
    assert publiceer_interventie(ding, aanbieder).staat == S.GEPUBLICEERD, "once approved, it is the owner's"


def test_de_aanbieder_ziet_en_beantwoordt_de_vraag(beheer):
    organisatie = OrganisatieFactory()
    aanbieder = gebruiker_met(Rol.AANBIEDER, organisatie=organisatie)
    ding = InterventieFactory(organisatie=organisatie, staat=S.CONCEPT, aanbieder_type=AanbiederType.VOORVELD)
    client = Client()
    client.force_login(aanbieder)
    pagina = client.get(reverse("aanbod:interventie_wijzigen", args=[ding.slug])).content.decode()
    assert "Leg voor aan de redactie" in pagina
    assert "Zet op de plank" not in pagina
    client.post(reverse("aanbod:interventie_staat", args=[ding.slug]), {"actie": "leg_voor"})
    stel_vraag(interventie=ding, tekst="Wie geeft het?", door=beheer)
    adres = reverse("aanbod:interventie_redactie", args=[ding.slug])
    assert "Beantwoord de redactie" in client.get(reverse("werkplek:start")).content.decode()
    assert "Wie geeft het?" in client.get(adres).content.decode()
    assert client.post(adres, {"antwoord": ""}).status_code == 422
    client.post(adres, {"antwoord": "Twee trainers."})
    ding.refresh_from_db()
    assert ding.staat == S.VOORGELEGD
