"""Who is who in a group: to those who make it happen, and to nobody else."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from aanbod.betrokken.selectors import wie_is_wie
from aanbod.betrokken.services.contact import word_contact
from aanbod.deelname.services.teamplaatsen import voeg_teamplaats_toe
from aanbod.expertise.services import wijzig_bereikbaarheid
from aanbod.models import Groep
from aanbod.workflow import GroepStaat
from facilitair.ruimtes.services.contact import wijzig_contact
from gemeenten.grond.enums import Rol
from marktplein.accounts.models import User
from marktplein.audit.models import Logregel
from marktplein.basis import klok
from marktplein.basis.fouten import DomeinFout, NietToegestaan
from tests.aanbod.factories import GroepFactory, TeamPlaatsFactory, TrainerFactory
from tests.facilitair.factories import ReserveringFactory, RuimteFactory
from tests.gemeenten.factories import OrganisatieFactory, TeamFactory, gebruiker_met

pytestmark = pytest.mark.django_db
SLEUTEL = "De sleutel ligt bij de balie"


def _pagina(groep: Groep, user: User | None) -> str:
    client = Client()
    if user:
        client.force_login(user)
    return client.get(reverse("aanbod:groep", args=[groep.slug])).content.decode()


def _groep(over: int = 3) -> Groep:
    trainer = TrainerFactory(naam="Tess Trainer", telefoon="0612345678", user=gebruiker_met(Rol.TRAINER))
    groep: Groep = GroepFactory(trainers=[trainer], bezet=2, start_op=klok.vandaag() + dt.timedelta(days=over))
    TeamPlaatsFactory(groep=groep, team=TeamFactory(), aantal=2)
    ruimte = RuimteFactory(contact="Beheer van het gebouw", contact_telefoon="0715161500", sleutel=SLEUTEL)
    eerste = groep.bijeenkomsten.get(nummer=1)
    ReserveringFactory(ruimte=ruimte, groep=groep, bijeenkomst=eerste, begin=eerste.begin)
    return groep


def test_wie_de_groep_maakt_ziet_wie_is_wie_en_een_ander_niet() -> None:
    groep = _groep()
    plaats = groep.teamplaatsen.get()
    collega = gebruiker_met(Rol.JGT, team=plaats.team, naam="Jip Jeugdteam", email="jip@team.example")
    betrokken = [
        collega,
        groep.bijeenkomsten.first().inzetten.get().trainer.user,
        gebruiker_met(Rol.FACILITAIR),
        gebruiker_met(Rol.AANSPREEKPUNT, gemeente=plaats.team.gemeente),
    ]
    for user in betrokken:
        tekst = _pagina(groep, user)
        for deel in ("Wie is wie", "Tess Trainer", "06 12345678", "jip@team.example", "Beheer van het gebouw"):
            assert deel in tekst, (user, deel)
    anderen = [None, *(gebruiker_met(rol) for rol in (Rol.JGT, Rol.TRAINER, Rol.AANSPREEKPUNT, Rol.AANBIEDER, Rol.KCC))]
    for user in anderen:
        tekst = _pagina(groep, user)
        for deel in ("Wie is wie", "06 12345678", "jip@team.example", "Beheer van het gebouw", SLEUTEL):
            assert deel not in tekst, (user, deel)


def test_hoe_men_binnenkomt_lezen_alleen_trainers_en_facilitair_rond_de_dag() -> None:
    groep = _groep(over=5)
    trainer = groep.bijeenkomsten.first().inzetten.get().trainer.user
    team = gebruiker_met(Rol.JGT, team=groep.teamplaatsen.get().team)
    assert SLEUTEL in _pagina(groep, trainer)
    assert SLEUTEL in _pagina(groep, gebruiker_met(Rol.FACILITAIR))
    assert SLEUTEL not in _pagina(groep, team)
    later = _groep(over=30)
    tekst = _pagina(later, later.bijeenkomsten.first().inzetten.get().trainer.user)
    assert SLEUTEL not in tekst
    assert "Dat staat hier vanaf" in tekst


def test_na_vier_weken_en_na_afgelasten_is_het_weg() -> None:
    balie = gebruiker_met(Rol.FACILITAIR)
    lang_voorbij = GroepFactory(
        start_op=klok.vandaag() - dt.timedelta(days=90), eind_op=klok.vandaag() - dt.timedelta(days=29)
    )
    afgelast = GroepFactory(staat=GroepStaat.GEANNULEERD, reden_geannuleerd="Te weinig mensen.")
    for groep in (lang_voorbij, afgelast):
        assert "Wie is wie" not in _pagina(groep, balie)


def test_wie_de_plekken_nam_is_het_contact_tot_een_collega_het_overneemt_of_hij_weggaat() -> None:
    groep, team = GroepFactory(), TeamFactory()
    gebruiker_met(Rol.COACH, team=team, naam="Ada Coach", email="aa@team.example")
    aan, bea = (gebruiker_met(Rol.JGT, team=team, naam=naam) for naam in ("Aan", "Bea"))
    plaats = voeg_teamplaats_toe(groep=groep, team=team, aantal=1, door=bea)

    def contact() -> str:
        return next(p.naam for p in wie_is_wie(groep) if p.plaats)

    assert contact() == "Bea"
    client = Client()
    client.force_login(aan)
    client.post(reverse("aanbod:groep_contact", args=[groep.slug]), {"plaats": plaats.pk})
    assert contact() == "Aan"
    assert not word_contact(plaats, door=aan)
    assert Logregel.objects.filter(gebeurtenis="teamplaats.contact").count() == 1
    aan.lidmaatschappen.update(tot=klok.vandaag())
    assert contact() == "Bea"
    with pytest.raises(NietToegestaan):
        word_contact(plaats, door=gebruiker_met(Rol.JGT))


def test_de_trainer_de_aanbieder_en_facilitair_zeggen_hoe_de_trainer_bereikbaar_is() -> None:
    organisatie = OrganisatieFactory()
    trainer = TrainerFactory(user=gebruiker_met(Rol.TRAINER), organisatie=organisatie)
    aanbieder = gebruiker_met(Rol.AANBIEDER, organisatie=organisatie)
    for nummer, door in enumerate((trainer.user, aanbieder, gebruiker_met(Rol.FACILITAIR))):
        wijzig_bereikbaarheid(trainer=trainer, telefoon=f"061234567{nummer}", email="T@voorbeeld.example", door=door)
        trainer.refresh_from_db()
        assert (trainer.telefoon, trainer.te_mailen_op) == (f"+3161234567{nummer}", "t@voorbeeld.example")
    assert "612345" not in str(list(Logregel.objects.values_list("gegevens", flat=True)))
    for vreemd in (Rol.TRAINER, Rol.AANBIEDER, Rol.JGT, Rol.BEHEER):
        with pytest.raises(NietToegestaan):
            wijzig_bereikbaarheid(trainer=trainer, telefoon="", email="", door=gebruiker_met(vreemd))
    with pytest.raises(DomeinFout):
        wijzig_bereikbaarheid(trainer=trainer, telefoon="0612", email="", door=trainer.user)
    client = Client()
    client.force_login(aanbieder)
    assert trainer.naam in client.get(reverse("aanbod:beheer")).content.decode()
    adres = reverse("aanbod:trainer_bereikbaar", args=[trainer.pk])
    assert client.post(adres, {"telefoon": "0699", "email": ""}).status_code == 422
    gezien = client.get(adres).context["form"].initial["gezien"]
    assert client.post(adres, {"telefoon": "0612345600", "email": "", "gezien": gezien}).status_code == 302
    assert client.post(adres, {"telefoon": "0612345601", "email": "", "gezien": gezien}).status_code == 409


def test_facilitair_zegt_wie_een_ruimte_beheert_en_hoe_men_binnenkomt() -> None:
    ruimte, balie = RuimteFactory(), gebruiker_met(Rol.FACILITAIR)
    client = Client()
    client.force_login(balie)
    adres = reverse("facilitair:ruimte_contact", args=[ruimte.pk])
    gezien = client.get(adres).context["form"].initial["gezien"]
    nieuw = {"contact": "Beheer", "contact_telefoon": "0715161500", "sleutel": SLEUTEL, "gezien": gezien}
    assert client.post(adres, nieuw | {"sleutel": "Bel 06 12345678"}).status_code == 422
    assert client.post(adres, nieuw).status_code == 302
    assert SLEUTEL in client.get(reverse("facilitair:ruimte", args=[ruimte.pk])).content.decode()
    assert "balie" not in str(list(Logregel.objects.values_list("gegevens", flat=True)))
    with pytest.raises(NietToegestaan):
        wijzig_contact(ruimte, contact="", contact_telefoon="", sleutel="", door=gebruiker_met(Rol.JGT))
