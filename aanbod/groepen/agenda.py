"""A group as a file for the visitor's own calendar (RFC 5545)."""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import get_language

from aanbod.models import Bijeenkomst, Groep, Vervallen
from aanbod.workflow import GroepStaat
from marktplein.basis import klok
from marktplein.basis.mensen import Voor
from marktplein.basis.tekst import op_een_regel

_UTC = "%Y%m%dT%H%M%SZ"
REGELLENGTE = 73


def als_ics(groep: Groep, bijeenkomsten: Iterable[Bijeenkomst], adres: str) -> str:
    """One event per meeting; ``adres`` is the absolute address of the group's page.

    A meeting keeps its UID whatever changes, with a higher SEQUENCE; one that does not take place is CANCELLED, so that
    a calendar which holds it takes it out.
    """
    afgelast = groep.staat == GroepStaat.GEANNULEERD
    regels = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Marktplein//{(get_language() or settings.LANGUAGE_CODE).upper()}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ]
    for bijeenkomst in bijeenkomsten:
        hoe = (bijeenkomst.wijzigingen + afgelast, "CANCELLED" if afgelast else "CONFIRMED")
        regels += _gebeurtenis(groep, bijeenkomst, adres, bijeenkomst.elders or groep.waar, hoe)
    for weg in groep.vervallen.all():
        regels += _gebeurtenis(groep, weg, adres, groep.waar, (weg.wijzigingen, "CANCELLED"))
    regels.append("END:VCALENDAR")
    return "".join(f"{_vouw(regel)}\r\n" for regel in regels)


def _gebeurtenis(groep: Groep, keer: Bijeenkomst | Vervallen, adres: str, waar: str, hoe: tuple[int, str]) -> list[str]:
    """``hoe`` is how often it changed, and its status."""
    nu = klok.nu().astimezone(dt.UTC).strftime(_UTC)
    return [
        "BEGIN:VEVENT",
        f"UID:groep-{groep.pk}-{keer.nummer}@marktplein",
        f"SEQUENCE:{hoe[0]}",
        f"DTSTAMP:{nu}",
        f"DTSTART:{keer.begin.astimezone(dt.UTC).strftime(_UTC)}",
        f"DTEND:{keer.eind.astimezone(dt.UTC).strftime(_UTC)}",
        f"STATUS:{hoe[1]}",
        f"SUMMARY:{_tekst(groep.interventie.naam)}",
        f"DESCRIPTION:{_tekst(str(Voor(groep.is_voor).label))}",
        f"LOCATION:{_tekst(waar)}",
        f"URL:{adres}",
        "END:VEVENT",
    ]


def _tekst(tekst: str) -> str:
    """A value of one line: nothing in it can end the line and begin another property."""
    tekst = op_een_regel(tekst)
    for teken in ("\\", ";", ","):
        tekst = tekst.replace(teken, f"\\{teken}")
    return tekst


def _vouw(regel: str) -> str:
    """Long lines continue on the next, after a space; counted in bytes, never inside a letter."""
    delen, deel = [], ""
    for teken in regel:
        if len((deel + teken).encode()) > REGELLENGTE:
            delen.append(deel)
            deel = ""
        deel += teken
    return "\r\n ".join([*delen, deel])
