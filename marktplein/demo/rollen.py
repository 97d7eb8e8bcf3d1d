"""The eleven roles that can be tried, the plan's own two teams first, and logging in as one of them with one click."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import login
from django.db.models import QuerySet
from django.http import HttpRequest

from gemeenten.grond.selectors import lidmaatschappen_van, rollen_van
from marktplein.accounts.checks import DEMO_DOMEIN
from marktplein.accounts.models import User
from marktplein.basis.blok import Startpagina, Wachtend, rolblokken
from marktplein.basis.fouten import NietToegestaan

# Of whom nothing but the password is asked elsewhere: the demo knows no other.
POORT = "django.contrib.auth.backends.ModelBackend"
# Login → what this role comes here for.
ROLLEN = {
    "jgt.oegstgeest": "Vraagt wat kinderen in de wijk nodig hebben, en zegt ja of nee tegen een groep.",
    "jgt.katwijk": "Het team ernaast: vraagt hetzelfde, en weet dat niet van de ander.",
    "jgz.leiden": "Ziet jonge ouders op het consultatiebureau en vraagt voor hen een cursus.",
    "coach.leiden": "Kijkt mee met alle teams van Leiden en antwoordt als een collega er niet is.",
    "trainer.leiden": "Zegt ja of nee tegen een groep en ziet de eigen week.",
    "aanbieder.kwadraad": "Zet trainingen op de plank en houdt ze bij.",
    "facilitair": "Belt trainers zonder login, regelt zalen en werkt de wachtrij af.",
    "aanspreekpunt.leiden": "Ziet de gaten van de gemeente en rekent uit wat zou helpen.",
    "beheer.leiden": "Nodigt mensen uit en leest alles van de eigen gemeente.",
    "kcc": "Wijst inwoners die bellen de weg.",
    "beheer": "Houdt leden, berekeningen en geschiedenis bij.",
}


@dataclass(frozen=True, slots=True)
class Tegel:
    """One role on the first page of the demo."""

    login: str
    naam: str
    rol: str
    plek: str
    doet: str
    wacht: int
    eerste: Wachtend | None
    # What is not done though nothing waits for this person, as the start page says it.
    nog_open: list[str]


def adres(naam: str) -> str:
    return f"{naam}{DEMO_DOMEIN}"


def demo_logins() -> QuerySet[User]:
    """Who can be logged in as: nobody outside the demo, whatever the database holds."""
    return User.objects.filter(is_active=True, email__endswith=DEMO_DOMEIN) if settings.DEMO else User.objects.none()


def log_in_als(request: HttpRequest, email: str) -> User:
    """Log in as this person of the demo, without a password. Raises NietToegestaan for everybody else."""
    user = demo_logins().filter(email=email).first()
    if user is None:
        raise NietToegestaan("Deze persoon hoort niet bij de demo.")
    login(request, user, backend=POORT)
    return user


def tegels() -> list[Tegel]:
    """The roles that are loaded, each with what waits for it; the same blocks as on its own start page."""
    users = {user.email: user for user in demo_logins().filter(email__in=map(adres, ROLLEN))}
    return [_tegel(users[email], doet) for naam, doet in ROLLEN.items() if (email := adres(naam)) in users]


def _tegel(user: User, doet: str) -> Tegel:
    pagina, leden = _startpagina(user), lidmaatschappen_van(user)
    wachtend = pagina.op_volgorde()
    eerste = leden[0] if leden else None
    return Tegel(
        login=user.email,
        naam=user.get_full_name() or user.email,
        rol=eerste.get_rol_display() if eerste else "Zonder rol",
        plek=str(eerste.plek) if eerste else "",
        doet=doet,
        wacht=len(wachtend),
        eerste=wachtend[0] if wachtend else None,
        nog_open=pagina.nog_open,
    )


def _startpagina(user: User) -> Startpagina:
    pagina = Startpagina()
    for blok in rolblokken():
        if rollen_van(user).intersection(blok.rollen):
            blok.vul(pagina, user)
    return pagina
