"""The pooling kernel: requests of several teams in, viable groups with reasons out.

Pure and deterministic: no Django, no clock, no randomness, nothing of the rest of the product.  The stages,
each in a module that says what it does and where its method comes from:

read (`invoer`, `samenhang`) → prune (`voorbereiding`) → join (`lopend`) → bound and build (`rugzak`,
`middelen`, `hoofd`, `grens`, `gulzig`, `duik`) → improve and sharpen (`verbeteren`, `buurt`, `scherp`) →
polish (`polijsten`) → check (`controle`) → explain (`uitleg`, `wachtenden`, `hulp`, `waarom`) → write (`uitvoer`).
"""

from vraag.matching.controle import controleer
from vraag.matching.invoer import instantie_naar_json, invoer_hash, lees_instantie
from vraag.matching.opdracht import los_parallel, vorm
from vraag.matching.plaatsen import Plaatsing, plaats_signaal
from vraag.matching.regio import (
    OngeldigAntwoord,
    deel,
    inspanning_voor,
    los_op,
    los_regio_op,
    regios,
    voeg_samen,
)
from vraag.matching.typen import (
    REDEN_CODES,
    Aansluiting,
    Doel,
    Gemeente,
    Gewicht,
    Groep,
    Inspanning,
    Instantie,
    InstantieFout,
    Interventie,
    Lid,
    LopendeGroep,
    NietGeplaatst,
    Oordeel,
    Oplossing,
    Reden,
    Ruimte,
    Signaal,
    Team,
    Trainer,
)
from vraag.matching.uitvoer import naar_json, van_json

__all__ = [
    "REDEN_CODES",
    "Aansluiting",
    "Doel",
    "Gemeente",
    "Gewicht",
    "Groep",
    "Inspanning",
    "Instantie",
    "InstantieFout",
    "Interventie",
    "Lid",
    "LopendeGroep",
    "NietGeplaatst",
    "OngeldigAntwoord",
    "Oordeel",
    "Oplossing",
    "Plaatsing",
    "Reden",
    "Ruimte",
    "Signaal",
    "Team",
    "Trainer",
    "controleer",
    "deel",
    "inspanning_voor",
    "instantie_naar_json",
    "invoer_hash",
    "lees_instantie",
    "los_op",
    "los_parallel",
    "los_regio_op",
    "naar_json",
    "plaats_signaal",
    "regios",
    "van_json",
    "voeg_samen",
    "vorm",
]
