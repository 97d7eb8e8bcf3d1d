"""Logins with their roles, and trainers with what they may give. All names are made up."""

from collections.abc import Iterable
from itertools import count
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from aanbod.models import Certificaat, Interventie, Trainer
from gemeenten.enums import Rol
from gemeenten.models import Gemeente, Lidmaatschap, Organisatie, Team
from marktplein.accounts.models import User
from marktplein.demo.fixtures import lees, nummers, over_dagen, rijen
from marktplein.demo.scenario import BEHEER, WACHTWOORD

DOMEIN = "demo.example"
LID_SINDS_DAGEN = -400
AANBIEDERS = {
    "kwadraad": "kwadraad-maatschappelijk-werk",
    "ggd": "ggd-hollands-midden-hecht",
    "ggz": "ggz-rivierduinen-preventie",
    "brijder": "brijder-jeugd-en-preventie",
    "jgt": "cooperatie-jeugd-en-gezinsteams",
}
Toekenning = tuple[Rol, Team | Gemeente | Organisatie | None]


class Personeel:
    """Makes logins; the password is hashed once, because hashing is slow on purpose."""

    def __init__(self) -> None:
        self.wachtwoord = make_password(WACHTWOORD)
        self.namen = _namen()

    def maak(self, login: str, toekenningen: Iterable[Toekenning], naam: str = "") -> User:
        """The user ``login``@demo.example with these roles; an existing one keeps its name and password."""
        email = f"{login}@{DOMEIN}"
        kandidaat = next(self.namen)
        user, _ = User.objects.get_or_create(
            email=email, defaults={"naam": naam or kandidaat, "password": self.wachtwoord}
        )
        EmailAddress.objects.update_or_create(user=user, email=email, defaults={"verified": True, "primary": True})
        for rol, plek in toekenningen:
            Lidmaatschap.objects.get_or_create(
                user=user, rol=rol, tot=None, **_hangt_aan(plek), defaults={"van": over_dagen(LID_SINDS_DAGEN)}
            )
        return user


def _hangt_aan(plek: Team | Gemeente | Organisatie | None) -> dict[str, Any]:
    return {
        "team": plek if isinstance(plek, Team) else None,
        "gemeente": plek if isinstance(plek, Gemeente) else None,
        "organisatie": plek if isinstance(plek, Organisatie) else None,
    }


def _namen() -> Iterable[str]:
    """An endless row of made-up names, always in the same order."""
    voor, achter = lees("namen")["voornamen"], lees("namen")["achternamen"]
    for nummer in count():
        yield f"{voor[nummer * 7 % len(voor)]} {achter[(nummer * 5 + nummer // len(voor)) % len(achter)]}"


def laad_medewerkers() -> str:
    """Everybody but the application admin, who comes last: that login tells that the demo is complete."""
    personeel = Personeel()
    _van_teams(personeel)
    _van_gemeenten(personeel)
    for naam, slug in AANBIEDERS.items():
        personeel.maak(f"aanbieder.{naam}", [(Rol.AANBIEDER, Organisatie.objects.get(slug=slug))])
    for login in ("facilitair", "facilitair2"):
        personeel.maak(login, [(Rol.FACILITAIR, None)])
    personeel.maak("kcc", [(Rol.KCC, None)])
    return f"{User.objects.filter(email__endswith=f'@{DOMEIN}').count()} logins"


def _van_teams(personeel: Personeel) -> None:
    teams = {team.slug: team for team in Team.objects.all()}
    coaches: dict[str, list[Team]] = {}
    for rij in rijen("teams"):
        team = teams[rij["slug"]]
        rol = Rol.JGZ if rij["soort"] == "jgz" else Rol.JGT
        plaats = rij["gemeente"] if rij["eerste"] else rij["slug"].partition("-")[2]
        personeel.maak(f"{rol.value}.{plaats}", [(rol, team)])
        if rol == Rol.JGT:
            coaches.setdefault(rij["gemeente"], []).append(team)
    for gemeente, van in coaches.items():
        personeel.maak(f"coach.{gemeente}", [(Rol.COACH, team) for team in van])


def _van_gemeenten(personeel: Personeel) -> None:
    for gemeente in Gemeente.objects.filter(tot__isnull=True).order_by("slug"):
        personeel.maak(f"aanspreekpunt.{gemeente.slug}", [(Rol.AANSPREEKPUNT, gemeente)])
        personeel.maak(f"beheer.{gemeente.slug}", [(Rol.GEMEENTEBEHEER, gemeente)])


def laad_trainers() -> str:
    personeel = Personeel()
    gemeenten = {gemeente.slug: gemeente for gemeente in Gemeente.objects.all()}
    organisaties = {organisatie.slug: organisatie for organisatie in Organisatie.objects.all()}
    interventies = {interventie.slug: interventie for interventie in Interventie.objects.all()}
    for rij in rijen("trainers"):
        gemeente = gemeenten[rij["gemeente"]]
        user = personeel.maak(rij["login"], [(Rol.TRAINER, gemeente)], rij["naam"]) if rij["login"] else None
        velden = {
            "organisatie": organisaties.get(rij["organisatie"]),
            "bereik": rij["bereik"],
            "dagdelen": nummers(rij["dagdelen"]),
            "max_groepen_per_week": rij["max_groepen_per_week"],
            "user": user,
        }
        trainer, _ = Trainer.objects.update_or_create(naam=rij["naam"], gemeente=gemeente, defaults=velden)
        for slug, dagen in rij["certificaten"].items():
            Certificaat.objects.update_or_create(
                trainer=trainer, interventie=interventies[slug], defaults={"geldig_tot": over_dagen(dagen)}
            )
    return f"{len(rijen('trainers'))} trainers"


def laad_beheer() -> str:
    Personeel().maak(BEHEER.partition("@")[0], [(Rol.BEHEER, None)], "Bo Beheer")
    return BEHEER
