"""How the call of a standing series looks to a team: a line on the start page, and the form that it fills in."""

from typing import Any

from django.urls import reverse
from django.utils.formats import date_format

from marktplein.basis import klok
from marktplein.basis.blok import Blokregel
from marktplein.basis.mensen import meervoud, mensen
from vraag.reeksen.selectors import Oproep, laatste_vraag
from vraag.signalen.services import kopieren
from vraag.signalen.validators import KINDEREN_HOOGSTENS


def regel_bij(oproep: Oproep, *, meer_teams: bool) -> Blokregel:
    """Asked already, or one press away from the form."""
    voor = f" voor {oproep.team}" if meer_teams else ""
    wat = f"{oproep.reeks.naam}, in {date_format(oproep.begint, 'F')}"
    if oproep.gevraagd:
        return Blokregel(
            f"{wat}{voor}",
            bij=f"Je team vroeg {mensen(oproep.gevraagd, oproep.reeks.voor)}.",
            badge="Gevraagd",
            kleur="groen",
        )
    adres = f"{reverse('vraag:signaal_nieuw')}?reeks={oproep.reeks.pk}&team={oproep.team.pk}"
    eerder = f"Het jaar ervoor vroeg je team {mensen(oproep.verwacht, oproep.reeks.voor)}. " if oproep.verwacht else ""
    bij = f"{eerder}Geef op hoeveel {meervoud(oproep.reeks.voor)} dit keer mee willen doen."
    return Blokregel(f"Plaats je vraag{voor}: {wat}", adres, bij, "Nog niet gevraagd", "geel")


def begin_bij(oproep: Oproep) -> dict[str, Any]:
    """The newest need of the team for this training, for last year's number of people, from the next start on."""
    reeks = oproep.reeks
    eerder = laatste_vraag(oproep.team, reeks)
    begin: dict[str, Any] = dict(kopieren(eerder)) if eerder else {"interventie": reeks.interventie, "voor": reeks.voor}
    # What was remarked was about other people.
    begin.pop("opmerking", None)
    begin |= {"team": oproep.team, "vroegste_start": max(oproep.begint, klok.vandaag())}
    if oproep.verwacht:
        begin["aantal"] = min(oproep.verwacht, KINDEREN_HOOGSTENS)
    if oproep.verwacht > oproep.reeks.interventie.groep_max:
        # More than one group can hold: it was asked in parts, so it may be divided now.
        begin["splitsbaar"] = True
    return begin


def inleiding_bij(oproep: Oproep) -> str:
    """Why the form is filled in already."""
    maand = date_format(oproep.begint, "F Y")
    wie = mensen(oproep.verwacht, oproep.reeks.voor)
    eerder = f"Het jaar ervoor vroeg {oproep.team} dit voor {wie}: dat staat er alvast. " if oproep.verwacht else ""
    return f"Voor de vaste reeks die begint in {maand}. {eerder}Kijk of alles klopt. Alleen aantallen, nooit namen."
