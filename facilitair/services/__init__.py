"""Front door of this app's writes: what other apps call. Everything else here is private to facilitair."""

from facilitair.fouten import RuimteBezet
from facilitair.services.reserveren import geef_ruimte_vrij, reserveer_groep
from facilitair.services.taken_van_groep import laat_taken_vervallen, maak_taken, meld_te_weinig_deelnemers

__all__ = [
    "RuimteBezet",
    "geef_ruimte_vrij",
    "laat_taken_vervallen",
    "maak_taken",
    "meld_te_weinig_deelnemers",
    "reserveer_groep",
]
