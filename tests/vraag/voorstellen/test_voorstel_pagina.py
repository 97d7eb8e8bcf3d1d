"""The page of one proposal: when it would begin, and where the children are once it has ended."""

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Team
from marktplein.audit.services import leg_vast
from marktplein.basis import klok
from tests.aanbod.factories import GroepFactory
from tests.facilitair.factories import RuimteFactory
from tests.gemeenten.factories import SchoolvakantieFactory, gebruiker_met
from tests.vraag.factories import SignaalFactory, VoorstelFactory
from tests.vraag.hulp import tekst
from vraag.models import Groepsvoorstel, Signaal
from vraag.workflow import SignaalStaat, VoorstelStaat


def test_de_pagina_van_een_gestopt_voorstel_wijst_waar_de_kinderen_zijn(team: Team, client: Client) -> None:
    vraag = SignaalFactory(team=team, aantal=12, splitsbaar=True, staat=SignaalStaat.VOORGESTELD)
    andere = SignaalFactory(aantal=4)
    zaal = RuimteFactory()
    weg = VoorstelFactory(
        staat=VoorstelStaat.INGEHAALD, reden_einde="Er kwam iets.", ruimte=zaal, regels=[(vraag, 5), (andere, 4)]
    )
    blijft = VoorstelFactory(run=weg.run, ruimte=zaal, regels=[(vraag, 4)])

    client.force_login(gebruiker_met(Rol.JGT, team=team))
    tekst = " ".join(client.get(reverse("vraag:voorstel", args=[weg.pk])).content.decode().split())
    deel = tekst[tekst.index("Waar zij nu zijn") : tekst.index("Wat, waar en wanneer")]
    assert "4 kinderen zitten in een ander voorstel" in deel
    assert reverse("vraag:voorstel", args=[blijft.pk]) in deel
    assert "8 kinderen wachten op een groep" in deel
    assert deel.count("wachten") == 1, "wat een ander team heeft staat hier niet"

    Signaal.objects.filter(pk=vraag.pk).update(staat=SignaalStaat.INGETROKKEN)
    assert "Deze vraag is gestopt" in client.get(reverse("vraag:voorstel", args=[weg.pk])).content.decode()
    assert "Waar zij nu" not in client.get(reverse("vraag:voorstel", args=[blijft.pk])).content.decode()


def test_de_lijst_noemt_elk_voorstel_eens_en_wat_op_je_wacht_eerst(team: Team, client: Client) -> None:
    def voorstel(**velden: Any) -> Groepsvoorstel:
        vraag = SignaalFactory(team=team, aantal=5, staat=SignaalStaat.VOORGESTELD)
        return VoorstelFactory(regels=[(vraag, 5)], ruimte=zaal, **velden)

    zaal = RuimteFactory()
    morgen, straks = (klok.nu() + dt.timedelta(days=dagen) for dagen in (1, 3))
    wacht = [voorstel(reageren_voor=morgen), voorstel(reageren_voor=straks)]
    klaar = [voorstel(staat=VoorstelStaat.GEPLAND, reageren_voor=morgen) for _ in range(2)]
    client.force_login(gebruiker_met(Rol.JGT, team=team))

    antwoord = client.get(reverse("vraag:voorstellen"))

    rijen = re.findall(r'data-rij="(\d+)"', antwoord.content.decode())
    assert rijen == [str(v.pk) for v in [*wacht, *reversed(klaar)]]
    assert antwoord.context["page_obj"].paginator.count == 4
    pagina = tekst(antwoord)
    assert pagina.index("Wacht op jouw antwoord") < pagina.index("Andere voorstellen")
    assert "Alle voorstellen" in tekst(client.get(reverse("vraag:voorstellen"), {"staat": VoorstelStaat.GEPLAND}))


@pytest.mark.parametrize(("vakantie", "weken_later"), [(False, 0), (True, 2)])
def test_de_eerste_keer_valt_niet_in_een_vakantie(team: Team, client: Client, vakantie: bool, weken_later: int) -> None:
    maandag = klok.vandaag() - dt.timedelta(days=klok.vandaag().weekday()) + dt.timedelta(weeks=60)
    zaal = RuimteFactory()
    if vakantie:
        SchoolvakantieFactory(
            vakantieregio=zaal.gemeente.vakantieregio, begin=maandag, eind=maandag + dt.timedelta(days=13)
        )
    vraag = SignaalFactory(team=team, aantal=5, staat=SignaalStaat.VOORGESTELD)
    voorstel = VoorstelFactory(ruimte=zaal, start_week=maandag, regels=[(vraag, 5)])
    client.force_login(gebruiker_met(Rol.JGT, team=team))

    pagina = tekst(client.get(reverse("vraag:voorstel", args=[voorstel.pk])))

    woensdag = maandag + dt.timedelta(days=2, weeks=weken_later)
    assert f"vanaf woensdag {woensdag.day} " in pagina
    assert "de week van" not in pagina


@pytest.mark.parametrize(
    ("staat", "bezet"), [(VoorstelStaat.VOORGESTELD, 5), (VoorstelStaat.GEPLAND, 5), (VoorstelStaat.INGEHAALD, 5)]
)
def test_een_plek_in_een_lopende_groep_telt_wie_er_al_zijn(
    team: Team, client: Client, staat: VoorstelStaat, bezet: int
) -> None:
    groep = GroepFactory(bezet=5, capaciteit=9)
    vraag = SignaalFactory(team=team, aantal=3, staat=SignaalStaat.VOORGESTELD)
    voorstel = VoorstelFactory(interventie=groep.interventie, groep=groep, staat=staat, regels=[(vraag, 3)])
    client.force_login(gebruiker_met(Rol.JGT, team=team))

    pagina = tekst(client.get(reverse("vraag:voorstel", args=[voorstel.pk])))

    assert f"{bezet} van 9 plekken bezet" in pagina
    assert f"vanaf woensdag {groep.start_op.day} " in pagina


def test_wie_eruit_is_hoort_dat_bij_de_voorstellen_en_een_vreemde_niets(team: Team, client: Client) -> None:
    vraag = SignaalFactory(team=team, aantal=5, staat=SignaalStaat.VOORGESTELD)
    voorstel = VoorstelFactory(regels=[(vraag, 5), (SignaalFactory(aantal=4), 4)], ruimte=RuimteFactory())
    ik, collega = (gebruiker_met(Rol.JGT, team=team) for _ in range(2))
    leg_vast("voorstel.nee", voorstel, door=ik, team=team.pk)
    voorstel.toezeggingen.filter(team=team).delete()
    adres = reverse("vraag:voorstel", args=[voorstel.pk])
    for wie in (ik, collega):
        client.force_login(wie)
        assert "Je doet niet meer mee aan dit voorstel." in tekst(client.get(adres, follow=True))
    client.force_login(gebruiker_met(Rol.JGT))
    assert client.get(adres).status_code == 404


def test_eerst_de_feiten_dan_het_antwoord_met_een_weg_erheen(team: Team, client: Client) -> None:
    vraag = SignaalFactory(team=team, aantal=5, staat=SignaalStaat.VOORGESTELD)
    voorstel = VoorstelFactory(ruimte=RuimteFactory(), regels=[(vraag, 5)])
    client.force_login(gebruiker_met(Rol.JGT, team=team))
    pagina = tekst(client.get(reverse("vraag:voorstel", args=[voorstel.pk])))
    volgorde = ["Training</dt>", "Wanneer</dt>", "Van jullie</dt>", "Kosten voor de deelnemer</dt>"]
    volgorde += ['href="#antwoord"', 'id="antwoord"', "Verstuur antwoord", 'id="teams"']
    plaatsen = [pagina.index(deel) for deel in volgorde]
    assert plaatsen == sorted(plaatsen)
