"""Logins with their roles, and trainers with what they may give. All names are made up."""

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import count
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils.text import slugify

from aanbod.models import Certificaat, Interventie, Trainer
from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Gemeente, Lidmaatschap, Organisatie, Team
from gemeenten.grond.selectors import bestaande_gemeenten
from marktplein.accounts.models import User
from marktplein.basis import klok
from marktplein.demo.fixtures import lees, nummers, over_dagen, rijen
from marktplein.demo.voorbeeld import BEHEER, WACHTWOORD

DOMEIN = "demo.example"
LID_SINDS = dt.timedelta(days=400)
AANBIEDERS = {
    "kwadraad": "kwadraad-maatschappelijk-werk",
    "ggd": "ggd-hollands-midden-hecht",
    "ggz": "ggz-rivierduinen-preventie",
    "brijder": "brijder-jeugd-en-preventie",
    "jgt": "cooperatie-jeugd-en-gezinsteams",
}
# Whose pedagoog calls back, and who gives advice to everybody.
CJG = "centrum-voor-jeugd-en-gezin-cjg"
Toekenning = tuple[Rol, Team | Gemeente | Organisatie | None]


class Personeel:
    """Collects logins and makes them all at once; who is there already keeps name, password and roles."""

    def __init__(self) -> None:
        self.namen = _namen()
        self.gevraagd: dict[str, tuple[str, list[Toekenning]]] = {}

    def vraag(self, login: str, toekenningen: Iterable[Toekenning], naam: str = "") -> str:
        """Ask for ``login``@demo.example with these roles; answer the address."""
        email, kandidaat = f"{login}@{DOMEIN}", next(self.namen)
        self.gevraagd[email] = (naam or kandidaat, list(toekenningen))
        return email

    def maak(self) -> dict[str, User]:
        """Make who is missing; answer everybody asked for by address."""
        er_zijn = set(User.objects.filter(email__in=self.gevraagd).values_list("email", flat=True))
        User.objects.bulk_create(
            User(email=email, naam=naam, password=_wachtwoord())
            for email, (naam, _) in self.gevraagd.items()
            if email not in er_zijn
        )
        users = {user.email: user for user in User.objects.filter(email__in=self.gevraagd)}
        EmailAddress.objects.bulk_create(
            [EmailAddress(user=user, email=email, verified=True, primary=True) for email, user in users.items()],
            ignore_conflicts=True,
        )
        self._geef_rollen(users)
        return users

    def _geef_rollen(self, users: dict[str, User]) -> None:
        velden = ("user_id", "rol", "team_id", "gemeente_id", "organisatie_id")
        er_zijn = set(Lidmaatschap.objects.filter(user__in=users.values(), tot=None).values_list(*velden))
        nieuw = [
            Lidmaatschap(user=users[email], rol=rol, van=klok.vandaag() - LID_SINDS, **_hangt_aan(plek))
            for email, (_, toekenningen) in self.gevraagd.items()
            for rol, plek in toekenningen
        ]
        Lidmaatschap.objects.bulk_create(
            lid for lid in nieuw if tuple(getattr(lid, veld) for veld in velden) not in er_zijn
        )


@cache
def _wachtwoord() -> str:
    """Hashed once for all logins of the demo: hashing is slow on purpose."""
    return make_password(WACHTWOORD)


def _hangt_aan(plek: Team | Gemeente | Organisatie | None) -> dict[str, Any]:
    return {
        "team": plek if isinstance(plek, Team) else None,
        "gemeente": plek if isinstance(plek, Gemeente) else None,
        "organisatie": plek if isinstance(plek, Organisatie) else None,
    }


def _namen() -> Iterator[str]:
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
        personeel.vraag(f"aanbieder.{naam}", [(Rol.AANBIEDER, Organisatie.objects.get(slug=slug))])
    for login in ("facilitair", "facilitair2"):
        personeel.vraag(login, [(Rol.FACILITAIR, None)])
    personeel.vraag("kcc", [(Rol.KCC, None)])
    personeel.vraag("pedagoog", [(Rol.AANBIEDER, Organisatie.objects.get(slug=CJG))])
    return f"{len(personeel.maak())} logins"


def _van_teams(personeel: Personeel) -> None:
    teams = {team.slug: team for team in Team.objects.all()}
    coaches: dict[str, list[Team]] = {}
    for rij in rijen("teams"):
        team = teams[rij["slug"]]
        rol = Rol.JGZ if rij["soort"] == "jgz" else Rol.JGT
        plaats = rij["gemeente"] if rij["eerste"] else rij["slug"].partition("-")[2]
        personeel.vraag(f"{rol.value}.{plaats}", [(rol, team)])
        if rol == Rol.JGT:
            coaches.setdefault(rij["gemeente"], []).append(team)
    for gemeente, van in coaches.items():
        personeel.vraag(f"coach.{gemeente}", [(Rol.COACH, team) for team in van])


def _van_gemeenten(personeel: Personeel) -> None:
    for gemeente in bestaande_gemeenten().order_by("slug"):
        personeel.vraag(f"aanspreekpunt.{gemeente.slug}", [(Rol.AANSPREEKPUNT, gemeente)])
        personeel.vraag(f"beheer.{gemeente.slug}", [(Rol.GEMEENTEBEHEER, gemeente)])


def laad_trainers() -> str:
    """Trainers by name and municipality, those with a login linked to it, and their certificates."""
    alle = rijen("trainers")
    gemeenten = {gemeente.slug: gemeente for gemeente in Gemeente.objects.all()}
    organisaties = {organisatie.slug: organisatie for organisatie in Organisatie.objects.all()}
    personeel = Personeel()
    emails = {
        rij["naam"]: personeel.vraag(rij["login"], [(Rol.TRAINER, gemeenten[rij["gemeente"]])], rij["naam"])
        for rij in alle
        if rij["login"]
    }
    users = personeel.maak()
    trainers = {}
    for rij in alle:
        velden = {
            "organisatie": organisaties.get(rij["organisatie"]),
            "bereik": rij["bereik"],
            "dagdelen": nummers(rij["dagdelen"]),
            "max_groepen_per_week": rij["max_groepen_per_week"],
            "user": users.get(emails.get(rij["naam"], "")),
            # Who has no account reads mail all the same: that is where the link to answer goes.
            "email": "" if rij["login"] else f"{slugify(rij['naam'])}@{DOMEIN}",
        }
        trainers[rij["naam"]], _ = Trainer.objects.update_or_create(
            naam=rij["naam"], gemeente=gemeenten[rij["gemeente"]], defaults=velden
        )
    _certificaten(alle, trainers)
    return f"{len(alle)} trainers"


def _certificaten(alle: list[dict[str, Any]], trainers: dict[str, Trainer]) -> None:
    interventies = {interventie.slug: interventie for interventie in Interventie.objects.all()}
    Certificaat.objects.bulk_create(
        [
            Certificaat(trainer=trainers[rij["naam"]], interventie=interventies[slug], geldig_tot=over_dagen(dagen))
            for rij in alle
            for slug, dagen in rij["certificaten"].items()
        ],
        update_conflicts=True,
        unique_fields=["trainer", "interventie"],
        update_fields=["geldig_tot"],
    )


def laad_beheer() -> str:
    personeel = Personeel()
    personeel.vraag(BEHEER.partition("@")[0], [(Rol.BEHEER, None)], "Bo Beheer")
    return ", ".join(personeel.maak())
