"""A group as a file for the visitor's own calendar (RFC 5545)."""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import get_language

from aanbod.models import Bijeenkomst, Groep
from marktplein.basis import klok
from marktplein.basis.mensen import Voor
from marktplein.basis.tekst import op_een_regel

_UTC = "%Y%m%dT%H%M%SZ"
REGELLENGTE = 73


def als_ics(groep: Groep, bijeenkomsten: Iterable[Bijeenkomst], adres: str) -> str:
    """One event per meeting; ``adres`` is the absolute address of the group's page."""
    regels = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Marktplein//{(get_language() or settings.LANGUAGE_CODE).upper()}",
        "CALSCALE:GREGORIAN",
    ]
    for bijeenkomst in bijeenkomsten:
        regels += [
            "BEGIN:VEVENT",
            f"UID:groep-{groep.pk}-{bijeenkomst.nummer}@marktplein",
            f"DTSTAMP:{klok.nu().astimezone(dt.UTC).strftime(_UTC)}",
            f"DTSTART:{bijeenkomst.begin.astimezone(dt.UTC).strftime(_UTC)}",
            f"DTEND:{bijeenkomst.eind.astimezone(dt.UTC).strftime(_UTC)}",
            f"SUMMARY:{_tekst(groep.interventie.naam)}",
            f"DESCRIPTION:{_tekst(str(Voor(groep.is_voor).label))}",
            f"LOCATION:{_tekst(groep.waar)}",
            f"URL:{adres}",
            "END:VEVENT",
        ]
    regels.append("END:VCALENDAR")
    return "".join(f"{_vouw(regel)}\r\n" for regel in regels)


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
