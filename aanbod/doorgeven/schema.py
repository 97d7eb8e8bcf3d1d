"""Offers and groups in the words of schema.org, as search engines read them (JSON-LD).

Only of what a visitor without account can read. Moments carry their zone; a day of which the hours are not known yet
is a day.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from aanbod.enums import Vorm
from aanbod.models import Bijeenkomst, Groep, Interventie
from aanbod.workflow import GroepStaat
from marktplein.basis import klok

Data = dict[str, Any]
SCHEMA = "https://schema.org"
# An offer in one of these forms is a course; the rest (a home visit, a scheme) is a service.
ALS_CURSUS = (Vorm.GROEP, Vorm.BIJEENKOMST, Vorm.KLASSIKAAL, Vorm.ONLINE)
BESCHIKBAAR = {GroepStaat.OPEN: "InStock", GroepStaat.VOL: "SoldOut"}


def adres_van(ding: Interventie | Groep) -> str:
    """The absolute address of its (Dutch) page: one name for one thing, in every language."""
    naam = "aanbod:groep" if isinstance(ding, Groep) else "aanbod:interventie"
    with override(settings.LANGUAGE_CODE):
        return f"{settings.SITE_URL}{reverse(naam, args=[ding.slug])}"


def aanbod(ding: Interventie, groepen: Iterable[Groep] = ()) -> Data:
    """A Course with its coming groups, or a Service."""
    cursus = ding.vorm in ALS_CURSUS
    feiten: Data = {
        "@context": SCHEMA,
        "@type": "Course" if cursus else "Service",
        "@id": adres_van(ding),
        "url": adres_van(ding),
        "name": ding.naam,
        "description": ding.omschrijving,
        "provider": aanbieder(ding),
        "audience": _publiek(ding.leeftijd_min, ding.leeftijd_max),
        **_prijs(ding, adres_van(ding)),
    }
    if not cursus:
        return feiten
    feiten |= {"inLanguage": "nl", "about": [{"@type": "Thing", "name": thema.naam} for thema in ding.themas.all()]}
    if keren := [_keer(groep) for groep in groepen]:
        feiten["hasCourseInstance"] = keren
    return feiten


def groep(ding: Groep, bijeenkomsten: Sequence[Bijeenkomst]) -> Data:
    """An Event with a sub-event for each meeting; one that is called off says so."""
    keren = list(bijeenkomsten)
    return {
        "@context": SCHEMA,
        "@type": "EducationEvent",
        "@id": adres_van(ding),
        "url": adres_van(ding),
        "name": ding.interventie.naam,
        "description": ding.interventie.omschrijving,
        "inLanguage": "nl",
        **_wanneer(ding, keren),
        "eventStatus": _stand(ding),
        **_waar(ding),
        "organizer": aanbieder(ding.interventie),
        "audience": _publiek(ding.leeftijd_min, ding.leeftijd_max),
        **_prijs(ding.interventie, adres_van(ding), BESCHIKBAAR.get(GroepStaat(ding.staat))),
        "subEvent": [_bijeenkomst(ding, keer) for keer in keren],
    }


def aanbieder(ding: Interventie) -> Data:
    """Who gives it: the organisation where it is known, else the name that is told."""
    van = ding.organisatie
    if van is None:
        return {"@type": "Organization", "name": ding.aanbieder}
    return {"@type": "Organization", "name": van.naam, **({"url": van.website} if van.website else {})}


def site() -> Data:
    """The marketplace itself, on its home page."""
    return {
        "@context": SCHEMA,
        "@type": "WebSite",
        "name": settings.NAAM,
        "url": f"{settings.SITE_URL}/",
        "inLanguage": [code for code, _ in settings.LANGUAGES],
    }


def _publiek(van: int, tot: int) -> Data:
    return {"@type": "PeopleAudience", "suggestedMinAge": van, "suggestedMaxAge": tot}


def _prijs(ding: Interventie, adres: str, beschikbaar: str | None = None) -> Data:
    """What is not known is not free."""
    cent = ding.eigen_bijdrage_cent
    if cent is None:
        return {}
    offerte: Data = {
        "@type": "Offer",
        "price": f"{cent // 100}.{cent % 100:02d}",
        "priceCurrency": "EUR",
        "category": "Free" if cent == 0 else "Paid",
        "url": adres,
    }
    if beschikbaar:
        offerte["availability"] = f"{SCHEMA}/{beschikbaar}"
    return {"isAccessibleForFree": cent == 0, "offers": offerte}


def _keer(groep: Groep) -> Data:
    """A group as one run of its course: the days, for its hours stand on its own page."""
    return {
        "@type": "CourseInstance",
        "@id": adres_van(groep),
        "url": adres_van(groep),
        "name": groep.interventie.naam,
        "courseMode": "Online" if groep.interventie.vorm == Vorm.ONLINE else "Onsite",
        "startDate": groep.start_op.isoformat(),
        "eventStatus": _stand(groep),
        **_waar(groep),
    }


def _wanneer(groep: Groep, keren: Sequence[Bijeenkomst]) -> Data:
    if not keren:
        return {"startDate": groep.start_op.isoformat(), "endDate": groep.eind_op.isoformat()}
    return {
        "startDate": klok.lokaal(keren[0].begin).isoformat(),
        "endDate": klok.lokaal(keren[-1].eind).isoformat(),
    }


def _stand(groep: Groep) -> str:
    weg = groep.staat == GroepStaat.GEANNULEERD
    return f"{SCHEMA}/{'EventCancelled' if weg else 'EventScheduled'}"


def _waar(groep: Groep) -> Data:
    if groep.interventie.vorm == Vorm.ONLINE:
        plek: Data = {"@type": "VirtualLocation", "url": adres_van(groep)}
        return {"eventAttendanceMode": f"{SCHEMA}/OnlineEventAttendanceMode", "location": plek}
    plek = _plek(groep, groep.locatie_naam, groep.locatie_adres)
    if groep.lat is not None and groep.lon is not None:
        plek["geo"] = {"@type": "GeoCoordinates", "latitude": groep.lat, "longitude": groep.lon}
    return {"eventAttendanceMode": f"{SCHEMA}/OfflineEventAttendanceMode", "location": plek}


def _plek(groep: Groep, naam: str, straat: str) -> Data:
    adres = {"@type": "PostalAddress", "addressLocality": groep.gemeente.naam, "addressCountry": "NL"}
    if straat:
        adres["streetAddress"] = straat
    return {"@type": "Place", "name": naam or groep.gemeente.naam, "address": adres}


def _bijeenkomst(groep: Groep, keer: Bijeenkomst) -> Data:
    """A meeting of its own is an event with all that an event must have."""
    plek = _waar(groep)
    if keer.locatie_naam:
        plek["location"] = _plek(groep, keer.locatie_naam, keer.locatie_adres)
    return {
        "@type": "EducationEvent",
        "name": groep.interventie.naam,
        "startDate": klok.lokaal(keer.begin).isoformat(),
        "endDate": klok.lokaal(keer.eind).isoformat(),
        "eventStatus": _stand(groep),
        **plek,
    }
