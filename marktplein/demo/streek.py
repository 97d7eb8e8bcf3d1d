"""Region, municipalities with their history, places, figures, teams, school holidays and organisations."""

import datetime as dt
from typing import Any

from gemeenten.grond.models import Gemeente, GemeenteCijfer, Kern, Organisatie, Regio, Schoolvakantie, Team
from gemeenten.grond.selectors import bestaande_gemeenten
from marktplein.demo.fixtures import lees, over_dagen, rijen


def laad_regio() -> str:
    """Region and municipalities; the one that was merged comes after the one it went into."""
    inhoud = lees("regio")
    regio, _ = Regio.objects.update_or_create(slug=inhoud["regio"]["slug"], defaults={"naam": inhoud["regio"]["naam"]})
    rijen_ = sorted(inhoud["gemeenten"], key=lambda rij: rij["opgegaan_in"] is not None)
    for rij in rijen_:
        gemeente = _gemeente(regio, rij)
        _kernen(gemeente, rij["kernen"])
        _cijfers(gemeente, rij["cijfers"], inhoud["bronnen"])
    return f"{len(rijen_)} gemeenten"


def _gemeente(regio: Regio, rij: dict[str, Any]) -> Gemeente:
    naar = Gemeente.objects.get(slug=rij["opgegaan_in"]) if rij["opgegaan_in"] else None
    velden = {veld: rij[veld] for veld in ("naam", "slug", "subregio", "vakantieregio", "lat", "lon")} | {
        "regio": regio,
        "tot": dt.date.fromisoformat(rij["tot"]) if rij["tot"] else None,
        "opgegaan_in": naar,
    }
    return Gemeente.objects.update_or_create(cbs_code=rij["cbs_code"], defaults=velden)[0]


def _kernen(gemeente: Gemeente, kernen: list[dict[str, Any]]) -> None:
    for kern in kernen:
        velden = {veld: kern[veld] for veld in ("lat", "lon", "postcodes")}
        Kern.objects.update_or_create(gemeente=gemeente, naam=kern["naam"], defaults=velden)


def _cijfers(gemeente: Gemeente, cijfers: list[tuple[int, str, int, int]], bronnen: list[str]) -> None:
    for jaar, soort, waarde, bron in cijfers:
        GemeenteCijfer.objects.update_or_create(
            gemeente=gemeente, jaar=jaar, soort=soort, defaults={"waarde": waarde, "bron": bronnen[bron]}
        )


def laad_teams() -> str:
    gemeenten = {gemeente.slug: gemeente for gemeente in Gemeente.objects.all()}
    for rij in rijen("teams"):
        velden = {veld: rij[veld] for veld in ("naam", "soort", "lat", "lon")}
        Team.objects.update_or_create(
            slug=rij["slug"], defaults=velden | {"gemeente": gemeenten[rij["gemeente"]], "actief": True}
        )
    return f"{len(rijen('teams'))} teams"


def laad_vakanties() -> str:
    for rij in rijen("vakanties"):
        Schoolvakantie.objects.update_or_create(
            vakantieregio=rij["vakantieregio"],
            begin=dt.date.fromisoformat(rij["begin"]),
            defaults={"naam": rij["naam"], "eind": dt.date.fromisoformat(rij["eind"])},
        )
    return f"{len(rijen('vakanties'))} schoolvakanties"


def laad_organisaties() -> str:
    bestaand = {g.slug: g for g in bestaande_gemeenten()}
    overnemen = (
        *("naam", "vestiging", "omschrijving", "doelgroep", "vrij_toegankelijk"),
        *("website", "email", "telefoon", "lat", "lon", "fictief"),
    )
    for rij in rijen("organisaties"):
        velden = {veld: rij[veld] for veld in overnemen}
        velden["laatst_gecontroleerd"] = over_dagen(-rij["gecontroleerd_dagen_geleden"])
        organisatie, _ = Organisatie.objects.update_or_create(slug=rij["slug"], defaults=velden)
        slugs = bestaand if rij["gemeenten"] == "alle" else rij["gemeenten"]
        organisatie.gemeenten.set([bestaand[slug] for slug in slugs])
    return f"{len(rijen('organisaties'))} organisaties"
