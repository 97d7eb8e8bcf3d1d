"""Human Services Data Specification (Open Referral, 3.0): what of an organisation goes out, and what comes in.

Out is a page of ``/organizations`` with what hangs on each; in is such a page, a list, or one organisation.
"""

import json
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

import tablib
from django.conf import settings

from gemeenten.grond.models import Organisatie
from gemeenten.kaart.models import Contact, Locatie
from marktplein.basis.fouten import DomeinFout

DAGEN = {"ma": "MO", "di": "TU", "wo": "WE", "do": "TH", "vr": "FR", "za": "SA", "zo": "SU"}
_TERUG = {engels: dag for dag, engels in DAGEN.items()}


def nummer(soort: str, pk: int) -> str:
    """The same number every time, of this installation."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{settings.SITE_URL}/{soort}/{pk}"))


def organisatie_uit(organisatie: Organisatie) -> dict[str, Any]:
    """With its locations, contacts and categories read."""
    contacten = list(organisatie.contacten.all())
    return {
        "id": nummer("organisatie", organisatie.pk),
        "name": organisatie.naam,
        "description": organisatie.omschrijving,
        "email": organisatie.email or None,
        "website": organisatie.website or None,
        "phones": _telefoons(organisatie.telefoon),
        "contacts": [_contact(contact) for contact in contacten if contact.locatie_id is None],
        "locations": [
            _locatie(plek, [c for c in contacten if c.locatie_id == plek.pk]) for plek in organisatie.locaties.all()
        ],
        "services": [
            {
                "id": nummer("dienst", organisatie.pk),
                "name": organisatie.naam,
                "description": organisatie.omschrijving,
                "status": "active",
                "fees_description": organisatie.kosten or None,
                "eligibility_description": organisatie.doelgroep or None,
                "assured_date": _dag(organisatie),
                "service_areas": [{"name": gemeente.naam} for gemeente in organisatie.gemeenten.all()],
                "attributes": [{"taxonomy_term": {"name": str(soort)}} for soort in organisatie.categorieen.all()],
            }
        ],
    }


def _dag(organisatie: Organisatie) -> str | None:
    op = organisatie.laatst_gecontroleerd
    return op.isoformat() if op else None


def _telefoons(*nummers: str) -> list[dict[str, str]]:
    return [{"number": nr, "type": "voice"} for nr in nummers if nr]


def _contact(contact: Contact) -> dict[str, Any]:
    return {
        "id": nummer("contact", contact.pk),
        "name": contact.naam,
        "email": contact.email or None,
        "phones": _telefoons(contact.telefoon),
        "schedules": _schema(contact.openingstijden),
    }


def _locatie(plek: Locatie, contacten: Sequence[Contact]) -> dict[str, Any]:
    adres = {
        "address_1": f"{plek.straat} {plek.huisnummer}", "city": plek.plaats, "postal_code": plek.postcode,
        "region": plek.gemeente.naam, "state_province": "Zuid-Holland", "country": "NL", "address_type": "physical",
    }  # fmt: skip
    return {
        "id": nummer("locatie", plek.pk),
        "location_type": "physical",
        "name": plek.naam or None,
        "latitude": plek.lat,
        "longitude": plek.lon,
        "addresses": [adres],
        "accessibility": [{"description": plek.toegankelijkheid}] if plek.toegankelijkheid else [],
        "contacts": [_contact(contact) for contact in contacten],
        "schedules": _schema(plek.openingstijden),
    }


def _schema(openingstijden: Sequence[str]) -> list[dict[str, str]]:
    """A row for the days that have the same hours."""
    per_blok: dict[str, list[str]] = {}
    for deel in openingstijden:
        dag, _, blok = deel.partition(" ")
        per_blok.setdefault(blok, []).append(DAGEN[dag])
    return [
        {"freq": "WEEKLY", "byday": ",".join(dagen), "opens_at": blok.split("-")[0], "closes_at": blok.split("-")[1]}
        for blok, dagen in per_blok.items()
    ]


def als_tabel(inhoud: bytes, velden: Sequence[str]) -> Any:
    """Organisations as rows with our fields; of more locations the first. Raises DomeinFout when it is no HSDS."""
    alles = json.loads(inhoud)
    if isinstance(alles, Mapping):
        alles = alles.get("contents", alles.get("organizations", [alles]))
    if not isinstance(alles, list) or not all(isinstance(ding, Mapping) and ding.get("name") for ding in alles):
        raise DomeinFout("Hier staan geen organisaties in zoals HSDS ze beschrijft.", veld="bestand")
    tabel = tablib.Dataset(headers=list(velden))
    for ding in alles:
        rij = _rij(ding)
        tabel.append([rij.get(veld, "") for veld in velden])
    return tabel


def _rij(ding: Mapping[str, Any]) -> dict[str, str]:
    dienst = _eerste(ding, "services")
    plek = _eerste(ding, "locations")
    adres = _eerste(plek, "addresses")
    straat, _, huisnummer = str(adres.get("address_1") or "").rpartition(" ")
    termen = [_eerste_van(term.get("taxonomy_term")).get("name") for term in dienst.get("attributes") or ()]
    gebieden = [gebied.get("name") for gebied in dienst.get("service_areas") or ()]
    return {
        "naam": str(ding["name"]),
        "nummer": str(ding.get("id") or ""),
        "omschrijving": str(ding.get("description") or dienst.get("description") or ""),
        "doelgroep": str(dienst.get("eligibility_description") or ""),
        "kosten": str(dienst.get("fees_description") or ""),
        "telefoon": str(_eerste(ding, "phones").get("number") or ""),
        "email": str(ding.get("email") or ""),
        "website": str(ding.get("website") or ""),
        "categorieen": "; ".join(filter(None, termen)),
        "gemeenten": "; ".join(filter(None, gebieden)),
        "straat": straat,
        "huisnummer": huisnummer,
        "postcode": str(adres.get("postal_code") or ""),
        "plaats": str(adres.get("city") or ""),
        "openingstijden": "\n".join(
            f"{_TERUG[dag]} {rooster['opens_at'][:5]}-{rooster['closes_at'][:5]}"
            for rooster in plek.get("schedules") or ()
            for dag in str(rooster.get("byday") or "").split(",")
            if dag in _TERUG and rooster.get("opens_at") and rooster.get("closes_at")
        ),
    }


def _eerste(ding: Mapping[str, Any], naam: str) -> Mapping[str, Any]:
    rijen = ding.get(naam)
    return _eerste_van(rijen[0] if isinstance(rijen, list) and rijen else None)


def _eerste_van(waarde: Any) -> Mapping[str, Any]:
    return waarde if isinstance(waarde, Mapping) else {}
