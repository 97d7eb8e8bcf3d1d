"""Front door of this app's writes: what other apps call. Everything else here is private to aanbod."""

from aanbod.fouten import GeenCertificaat, GroepVol, TrainerBezet
from aanbod.services.groepen import annuleer_groep, publiceer_groep, zet_locatie
from aanbod.services.planning import Locatie, bijeenkomst_tijden, plan_groep
from aanbod.services.teamplaatsen import haal_teamplaats_weg, voeg_teamplaats_toe
from aanbod.services.zoekindex import werk_hele_zoekindex_bij, werk_zoekindex_bij

__all__ = [
    "GeenCertificaat",
    "GroepVol",
    "Locatie",
    "TrainerBezet",
    "annuleer_groep",
    "bijeenkomst_tijden",
    "haal_teamplaats_weg",
    "plan_groep",
    "publiceer_groep",
    "voeg_teamplaats_toe",
    "werk_hele_zoekindex_bij",
    "werk_zoekindex_bij",
    "zet_locatie",
]
