"""Groups as a file or a subscription for somebody's own calendar (RFC 5545)."""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import get_language
from icalendar import Calendar, Event

from aanbod.models import Bijeenkomst, Groep, Vervallen
from aanbod.workflow import GroepStaat
from marktplein.basis.mensen import Voor
from marktplein.basis.tekst import op_een_regel

# How often a calendar that subscribed asks again.
VERS = dt.timedelta(minutes=15)
# A group, its meetings, and the absolute address of its page.
MetKeren = tuple[Groep, Iterable[Bijeenkomst], str]


def als_ics(groep: Groep, bijeenkomsten: Iterable[Bijeenkomst], adres: str) -> str:
    """One group; ``adres`` is the absolute address of its page."""
    return agenda_van([(groep, bijeenkomsten, adres)])


def agenda_van(groepen: Iterable[MetKeren], naam: str = "") -> str:
    """One event per meeting of these groups; with a ``naam`` it is a calendar to subscribe to.

    A meeting keeps its UID whatever changes, with a higher SEQUENCE; one that does not take place is CANCELLED, so that
    a calendar which holds it takes it out. As long as nothing changes the text is the same, to the letter.
    """
    agenda = Calendar()
    agenda.add("prodid", f"-//Marktplein//{(get_language() or settings.LANGUAGE_CODE).upper()}")
    agenda.add("version", "2.0")
    agenda.add("calscale", "GREGORIAN")
    agenda.add("method", "PUBLISH")
    if naam:
        agenda.add("x-wr-calname", op_een_regel(naam))
        agenda.add("refresh-interval", VERS, parameters={"VALUE": "DURATION"})
        agenda.add("x-published-ttl", "PT15M")
    for groep, bijeenkomsten, adres in groepen:
        afgelast = groep.staat == GroepStaat.GEANNULEERD
        for keer in bijeenkomsten:
            hoe = (keer.wijzigingen + afgelast, "CANCELLED" if afgelast else "CONFIRMED")
            agenda.add_component(_gebeurtenis(groep, keer, adres, keer.elders or groep.waar, hoe))
        for weg in groep.vervallen.all():
            agenda.add_component(_gebeurtenis(groep, weg, adres, groep.waar, (weg.wijzigingen, "CANCELLED")))
    return str(agenda.to_ical(), "utf-8")


def _gebeurtenis(groep: Groep, keer: Bijeenkomst | Vervallen, adres: str, waar: str, hoe: tuple[int, str]) -> Event:
    """``hoe`` is how often it changed, and its status. Every text is one line: names are typed by people."""
    gebeurtenis = Event()
    gebeurtenis.add("uid", f"groep-{groep.pk}-{keer.nummer}@marktplein")
    gebeurtenis.add("sequence", hoe[0])
    gebeurtenis.add("dtstamp", groep.gewijzigd_op.astimezone(dt.UTC))
    gebeurtenis.add("dtstart", keer.begin.astimezone(dt.UTC))
    gebeurtenis.add("dtend", keer.eind.astimezone(dt.UTC))
    gebeurtenis.add("status", hoe[1])
    gebeurtenis.add("summary", op_een_regel(groep.interventie.naam))
    gebeurtenis.add("description", op_een_regel(str(Voor(groep.is_voor).label)))
    gebeurtenis.add("location", op_een_regel(waar))
    gebeurtenis.add("url", adres)
    return gebeurtenis
