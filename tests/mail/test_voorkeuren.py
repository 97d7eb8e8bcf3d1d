"""Which messages somebody gets: chosen on a page, kept by the sender, and never a message that must come."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from aanbod.deelname.berichten import GaatNietDoorCollega
from facilitair.ruimtes.berichten import ZaalGekozen
from facilitair.taken.berichten import TaakToegewezen
from gemeenten.grond.enums import Rol
from marktplein.accounts.models import User
from marktplein.audit.models import Logregel
from marktplein.basis.fouten import DomeinFout
from marktplein.mail.bericht import Mailbericht, zet_alle_klaar
from marktplein.mail.models import Bericht, Berichtvoorkeur, Melding, Staat, Stand
from marktplein.mail.services import verstuur_uitgaande
from marktplein.mail.voorkeuren import bewaar_voorkeuren
from tests.aanbod.factories import GroepFactory
from tests.facilitair.factories import RuimteFactory, TaakFactory
from tests.gemeenten.factories import gebruiker_met
from tests.mail.hulp import mail_van_de_dag
from vraag.voorstellen.berichten import NieuwVoorstel, VoorstelKleiner

pytestmark = pytest.mark.django_db
ZAAL = ZaalGekozen.soort


class AanAllen(Mailbericht):
    """Of no app: to whom a test says, under the name of a message that can be switched off."""

    soort = ZAAL
    uit_te_zetten = True
    voor = ZaalGekozen.voor
    sjabloon = GaatNietDoorCollega.sjabloon

    groep: Any
    aan: list[str]
    keer: str = ""

    def ontvangers(self) -> list[str]:
        return self.aan

    def sleutel_voor(self, adres: str) -> str | None:
        return f"{self.keer}:{adres}" if self.keer else None

    def kern(self) -> dict[str, Any]:
        return {"groep": self.groep.pk}

    def context(self) -> dict[str, Any]:
        return GaatNietDoorCollega(self.groep, []).context()


@pytest.fixture
def collega() -> User:
    return gebruiker_met(Rol.FACILITAIR)


def kies(user: User, stand: Stand, soort: str = ZAAL) -> None:
    bewaar_voorkeuren(user=user, keuzes={soort: stand})


def test_de_pagina_bewaart_een_keuze_een_keer_met_geschiedenis(client: Client, collega: User) -> None:
    client.force_login(collega)
    adres = reverse("meldingen:voorkeuren")
    pagina = client.get(adres)
    inhoud = pagina.content.decode()
    for soort in (ZaalGekozen, TaakToegewezen, VoorstelKleiner):
        assert soort.titel in inhoud
    assert GaatNietDoorCollega.titel in inhoud.partition("Deze mails krijg je altijd meteen")[2]
    assert "Bevestig uw aanmelding" not in inhoud
    velden = dict.fromkeys(pagina.context["form"].soorten, Stand.VERZAMEL) | {"sleutel": str(uuid.uuid4())}
    velden[ZAAL.replace(".", "-")] = Stand.UIT
    for _ in range(2):
        assert client.post(adres, velden).status_code == 302
    assert list(Berichtvoorkeur.objects.values_list("user", "soort", "stand")) == [(collega.pk, ZAAL, Stand.UIT)]
    regels = Logregel.objects.filter(gebeurtenis="berichtvoorkeur.gewijzigd")
    assert [(r.door_id, r.gegevens) for r in regels] == [(collega.pk, {"bericht": ZAAL, "stand": "uit"})]
    assert client.get(adres).context["form"][ZAAL.replace(".", "-")].initial == Stand.UIT
    assert adres in client.get(reverse("meldingen:lijst")).content.decode()


@pytest.mark.parametrize(
    "keuzes", [{GaatNietDoorCollega.soort: "uit"}, {"verzonnen": "uit"}, {ZAAL: "soms"}, {NieuwVoorstel.soort: "uit"}]
)
def test_wat_altijd_komt_of_niet_bestaat_is_niet_te_kiezen(collega: User, keuzes: dict[str, str]) -> None:
    with pytest.raises(DomeinFout):
        bewaar_voorkeuren(user=collega, keuzes=keuzes)
    assert not Berichtvoorkeur.objects.exists()


def test_wie_geen_mail_wil_ziet_het_bij_meldingen_en_dat_een_keer(collega: User, settings: Any) -> None:
    settings.POST_ZICHTBAAR = False
    ander = gebruiker_met(Rol.FACILITAIR)
    kies(collega, Stand.UIT)
    kies(ander, Stand.AAN)
    bericht = AanAllen(GroepFactory(), [collega.email, ander.email], "k")
    assert bericht.zet_klaar() == 2
    assert bericht.zet_klaar() == 0
    assert set(Bericht.objects.values_list("aan", "staat")) == {("", Staat.UIT), (ander.email, Staat.WACHT)}
    assert Melding.objects.filter(persoon=collega, soort=ZAAL).count() == 1
    assert verstuur_uitgaande() == (1, 0)


def test_een_keuze_geldt_alleen_voor_die_soort(collega: User) -> None:
    kies(collega, Stand.UIT)
    GaatNietDoorCollega(GroepFactory(), [collega.email]).zet_klaar()
    TaakToegewezen(TaakFactory(toegewezen_aan=collega), "Kim").zet_klaar()
    staten = dict(Bericht.objects.values_list("soort", "staat"))
    assert staten == {GaatNietDoorCollega.soort: Staat.WACHT, TaakToegewezen.soort: Staat.VERZAMEL}


def test_wie_niets_kiest_krijgt_een_mail_per_dag_met_alles_erin(collega: User) -> None:
    groep = GroepFactory()
    AanAllen(groep, [collega.email]).zet_klaar()
    taak = TaakFactory(toegewezen_aan=collega, titel="Stoelen klaarzetten")
    TaakToegewezen(taak, "Kim").zet_klaar()
    assert verstuur_uitgaande() == (0, 0)
    assert mail_van_de_dag() == 1
    assert mail_van_de_dag() == 0
    dag = Bericht.objects.get(soort="mail.dag")
    assert dag.onderwerp == "1 wijziging, 1 taak voor jou"
    assert "Taak voor jou: Stoelen klaarzetten" in dag.tekst
    assert reverse("facilitair:taak", args=[taak.pk]) in dag.tekst
    assert reverse("aanbod:groep", args=[groep.slug]) in dag.tekst
    assert verstuur_uitgaande() == (1, 0)
    assert Melding.objects.filter(persoon=collega).count() == 2


def test_duizend_adressen_een_keer_geschreven_en_evenveel_vragen(django_assert_num_queries: Any) -> None:
    """Preferences, keys, two for the bell, and one for the rows; one more for each thousand."""
    groep = GroepFactory()
    groep.interventie.naam = "Samen"
    for n in (2, 900):
        bericht = AanAllen(groep, [f"wie{k}@voorbeeld.example" for k in range(n)], f"n{n}")
        with django_assert_num_queries(5):
            assert zet_alle_klaar([bericht]) == n
    assert Bericht.objects.count() == 902
    assert Bericht.objects.values("onderwerp", "tekst").distinct().count() == 1


def test_zaal_gekozen_gaat_naar_wie_erom_gaat_en_niet_dubbel() -> None:
    assert ZaalGekozen(GroepFactory(), RuimteFactory()).zet_klaar() == 0
