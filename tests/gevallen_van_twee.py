"""One form each that two people change at once: who opens which page, and what each of them fills in."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format

from aanbod.enums import Preventievorm
from aanbod.models import Themastuk, Toegang, Uitlegpagina
from aanbod.workflow import AanmeldingStaat, GroepStaat
from facilitair.models import Taak
from facilitair.ruimtes.selectors import zaal_van
from gemeenten.grond.enums import Rol
from marktplein.basis import klok
from tests.aanbod.factories import (
    AanmeldingFactory,
    GroepFactory,
    InterventieFactory,
    ThemaFactory,
    TrainerFactory,
)
from tests.facilitair.factories import RuimteFactory, TaakFactory, werkdag
from tests.gemeenten.factories import (
    ContactFactory,
    GemeenteFactory,
    LocatieFactory,
    OrganisatieFactory,
    TeamFactory,
    gebruiker_met,
)
from tests.vraag.factories import SignaalFactory
from tests.vraag.reeksen.hulp import gevonden, vraag
from vraag.models import Reeks


@dataclass
class Geval:
    """One form: who opens which page, what each of two fills in, and what is stored."""

    wie: tuple[Any, Any]
    pagina: str
    naar: str
    veld: str
    een: Any
    twee: Any
    # How both read on the page that tells.
    woorden: tuple[str, str]
    opgeslagen: Callable[[], Any]
    naar_keuze: bool = True


def twee_van(rol: Rol, **plek: Any) -> tuple[Any, Any]:
    return gebruiker_met(rol, **plek), gebruiker_met(rol, **plek)


def _aanbod() -> Geval:
    organisatie = OrganisatieFactory()
    ding = InterventieFactory(organisatie=organisatie, themas=[ThemaFactory()])
    adres = reverse("aanbod:interventie_wijzigen", args=[ding.slug])

    def nu() -> str:
        ding.refresh_from_db()
        return ding.intake

    wie = twee_van(Rol.AANBIEDER, organisatie=organisatie)
    return Geval(wie, adres, adres, "intake", "pedagoog", "huisarts", ("pedagoog", "huisarts"), nu)


def _inzet() -> Geval:
    user = gebruiker_met(Rol.TRAINER)
    trainer = TrainerFactory(user=user)

    def nu() -> str:
        trainer.refresh_from_db()
        return str(trainer.max_groepen_per_week)

    adres = reverse("aanbod:mijn_inzet")
    return Geval((user, user), adres, adres, "max_groepen_per_week", "3", "5", ("3", "5"), nu)


def _opkomst() -> Geval:
    groep = GroepFactory(start_op=klok.vandaag() - dt.timedelta(days=8), staat=GroepStaat.BEZIG, bezet=1)
    rij = AanmeldingFactory(groep=groep)

    def nu() -> str:
        rij.refresh_from_db()
        return str(rij.staat)

    adres = reverse("aanbod:aanmeldingen", args=[groep.slug])
    een, twee = AanmeldingStaat.DEELGENOMEN.value, AanmeldingStaat.NIET_GEKOMEN.value
    return Geval(twee_van(Rol.FACILITAIR), adres, adres, f"wie{rij.pk}", een, twee, ("Ja", "Nee"), nu)


def _presentie() -> Geval:
    groep = GroepFactory(start_op=klok.vandaag() - dt.timedelta(days=8), staat=GroepStaat.BEZIG, capaciteit=8)

    def nu() -> str:
        return str(groep.bijeenkomsten.get(nummer=1).aanwezig)

    adres = reverse("aanbod:presentie", args=[groep.slug])
    return Geval(twee_van(Rol.FACILITAIR), adres, adres, "keer1", "5", "6", ("5", "6"), nu)


def _vorm() -> Geval:
    soort = InterventieFactory(
        preventievorm=Preventievorm.UNIVERSEEL,
        andere_preventievormen=[Preventievorm.SELECTIEF, Preventievorm.PROBLEEMGERICHT],
    )
    groep = GroepFactory(interventie=soort)

    def nu() -> str:
        groep.refresh_from_db()
        return groep.preventievorm

    adres = reverse("aanbod:groep_vorm", args=[groep.slug])
    een, twee = Preventievorm.SELECTIEF.value, Preventievorm.PROBLEEMGERICHT.value
    woorden = ("Voor wie wat meer steun nodig heeft", "Voor wie al hulp krijgt")
    return Geval(twee_van(Rol.FACILITAIR), adres, adres, "preventievorm", een, twee, woorden, nu)


def _taak(actie: str, veld: str, een: Any, twee: Any, woorden: tuple[str, str], nu: Callable[[Taak], Any]) -> Geval:
    taak = TaakFactory()

    def lees() -> Any:
        taak.refresh_from_db()
        return nu(taak)

    adres = reverse("facilitair:taak", args=[taak.pk])
    naar = reverse("facilitair:taak_actie", args=[taak.pk, actie])
    return Geval(twee_van(Rol.FACILITAIR), adres, naar, veld, een, twee, woorden, lees)


def _verzetten() -> Geval:
    een, twee = werkdag(20), werkdag(30)
    woorden = (date_format(een, "j F Y"), date_format(twee, "j F Y"))
    return _taak(
        "verzetten", "uiterlijk", een.isoformat(), twee.isoformat(), woorden, lambda t: t.uiterlijk.isoformat()
    )


def _toewijzen() -> Geval:
    een, twee = gebruiker_met(Rol.FACILITAIR, naam="Noor"), gebruiker_met(Rol.FACILITAIR, naam="Bas")
    return _taak("toewijzen", "aan", str(een.pk), str(twee.pk), ("Noor", "Bas"), lambda t: str(t.toegewezen_aan_id))


def _zaal() -> Geval:
    groep, kom, zaal = GroepFactory(), RuimteFactory(naam="De Kom"), RuimteFactory(naam="De Zaal")
    adres = reverse("facilitair:zaal", args=[groep.pk])

    def nu() -> str:
        return ",".join(str(ruimte.pk) for ruimte in zaal_van(groep))

    woorden = ("De Kom", "De Zaal")
    return Geval(twee_van(Rol.FACILITAIR), adres, adres, "ruimte", str(kom.pk), str(zaal.pk), woorden, nu, False)


def _ruimte_contact() -> Geval:
    ruimte = RuimteFactory()
    adres = reverse("facilitair:ruimte_contact", args=[ruimte.pk])

    def nu() -> str:
        ruimte.refresh_from_db()
        return ruimte.contact

    woorden = ("Buurthuis", "Beheerder")
    return Geval(twee_van(Rol.FACILITAIR), adres, adres, "contact", *woorden, woorden, nu)


def _trainer_bereikbaar() -> Geval:
    trainer = TrainerFactory()
    adres = reverse("aanbod:trainer_bereikbaar", args=[trainer.pk])

    def nu() -> str:
        trainer.refresh_from_db()
        return trainer.email

    woorden = ("een@voorbeeld.example", "twee@voorbeeld.example")
    return Geval(twee_van(Rol.FACILITAIR), adres, adres, "email", *woorden, woorden, nu)


def signaal() -> Geval:
    team = TeamFactory()
    ding = SignaalFactory(team=team, interventie=InterventieFactory(), aantal=4)
    adres = reverse("vraag:signaal_wijzigen", args=[ding.pk])

    def nu() -> str:
        ding.refresh_from_db()
        return str(ding.aantal)

    return Geval(twee_van(Rol.JGT, team=team), adres, adres, "aantal", "6", "7", ("6", "7"), nu)


def _reeks() -> Geval:
    gemeente = TeamFactory().gemeente
    vraag(gemeente, InterventieFactory(), 2024, 2025, 2026)
    [terugkeer] = gevonden(gemeente)
    adres = reverse("vraag:reeks_beslissen", args=[terugkeer.kenmerk])

    def nu() -> str:
        return ",".join(Reeks.objects.values_list("besluit", flat=True))

    wie = twee_van(Rol.AANSPREEKPUNT, gemeente=gemeente)
    woorden = ("Ja, vraag de teams", "Nee, niet nodig")
    return Geval(wie, adres, adres, "besluit", "aanvaard", "afgewezen", woorden, nu, False)


def _kaart(soort: str, veld: str, maak: Callable[[Any], Any]) -> Geval:
    hier = GemeenteFactory()
    organisatie = OrganisatieFactory(gemeenten=[hier], categorieen=["Mantelzorg"])
    ding = maak(organisatie)
    nummers = [organisatie.pk] if ding == organisatie else [organisatie.pk, ding.pk]
    adres = reverse(soort, args=nummers)

    def nu() -> str:
        ding.refresh_from_db()
        return str(getattr(ding, veld))

    woorden = ("Bij de brug", "Naast de kerk")
    return Geval(twee_van(Rol.GEMEENTEBEHEER, gemeente=hier), adres, adres, veld, *woorden, woorden, nu)


def _kaart_locatie(organisatie: Any) -> Any:
    return LocatieFactory(organisatie=organisatie, gemeente=organisatie.gemeenten.get())


def _stuk() -> Geval:
    stuk = Themastuk.objects.create(thema=ThemaFactory(), soort="link", titel="Een site")

    def nu() -> str:
        stuk.refresh_from_db()
        return stuk.titel

    adres = reverse("aanbod:teksten_stuk", args=[stuk.pk])
    woorden = ("Site van de school", "Site van de wijk")
    return Geval(twee_van(Rol.BEHEER), adres, adres, "titel", *woorden, woorden, nu)


def _uitleg() -> Geval:
    def nu() -> str:
        return Uitlegpagina.objects.get(slug="giz").titel

    adres = reverse("aanbod:teksten_uitleg", args=["giz"])
    woorden = ("Samen kijken", "Samen praten")
    return Geval(twee_van(Rol.BEHEER), adres, adres, "titel", *woorden, woorden, nu)


def _toegang() -> Geval:
    loket = Toegang.objects.create(gemeente=GemeenteFactory(), naam="Loket")

    def nu() -> str:
        loket.refresh_from_db()
        return loket.naam

    adres = reverse("aanbod:teksten_toegang", args=[loket.gemeente.slug])
    woorden = ("Sociaal team", "Jeugdteam")
    return Geval(twee_van(Rol.BEHEER), adres, adres, "naam", *woorden, woorden, nu)


GEVALLEN: dict[str, Callable[[], Geval]] = {
    "aanbod:interventie_wijzigen": _aanbod,
    "aanbod:mijn_inzet": _inzet,
    "aanbod:aanmeldingen": _opkomst,
    "aanbod:presentie": _presentie,
    "aanbod:groep_vorm": _vorm,
    "aanbod:trainer_bereikbaar": _trainer_bereikbaar,
    "aanbod:teksten_stuk": _stuk,
    "aanbod:teksten_uitleg": _uitleg,
    "aanbod:teksten_toegang": _toegang,
    "facilitair:taak_actie verzetten": _verzetten,
    "facilitair:taak_actie toewijzen": _toewijzen,
    "facilitair:zaal": _zaal,
    "facilitair:ruimte_contact": _ruimte_contact,
    "kaart:wijzigen": partial(_kaart, "kaart:wijzigen", "doelgroep", lambda o: o),
    "kaart:locatie_wijzigen": partial(_kaart, "kaart:locatie_wijzigen", "uren_toelichting", _kaart_locatie),
    "kaart:contact_wijzigen": partial(
        _kaart, "kaart:contact_wijzigen", "uren_toelichting", lambda o: ContactFactory(organisatie=o)
    ),
    "vraag:signaal_wijzigen": signaal,
    "vraag:reeks_beslissen": _reeks,
}
