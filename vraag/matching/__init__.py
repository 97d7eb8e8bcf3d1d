"""The pooling kernel: requests of several teams in, viable groups with reasons out.

Pure and deterministic: no Django, no clock, no randomness, nothing of the rest of the product. The rest of the product
imports this door and nothing behind it. Behind it lie three drawers:

`probleem`  what is asked, what an answer is and when it is legal: shapes, reading and writing, the region in integers
            (`indeling`, `model`), the plan that stages work on (`plan`, `vertaling`), the check (`controle`)
`zoeken`    a good plan and a bound on every plan: join (`lopend`), price and bound (`rugzak`, `middelen`, `hoofd`,
            `grens`), build (`gulzig`, `duik`), improve (`verbeteren`, `buurt`, `scherp`), polish (`polijsten`)
`uitleg`    why a group, why not a child, and what would help (`redenen`, `hulp`, `wachtenden`, `agenda`, `waarom`)

and three ways in: `opdracht` (a file), `regio` (an instance), `werkgang` (one region).
`zoeken` and `uitleg` stand side by side on `probleem` and do not know each other; import-linter holds the order.

Legend of the one-letter indices. They run over the sorted order of the instance, and mean the same in every module:

    s  request (signaal)                  q  children of a request that go into one group
    v  intervention                       n  children of a request, all of them
    r  room (ruimte)                      w  week; as a value: weight of a child
    t  trainer                            d  daypart
    g  running group; with trainers:      m  moment: a daypart with a start week
       municipality                       H  horizon: groups start in weeks 0 .. H-1
    a, b  first and last age of a window  c  cell (moment, room) by its number within one intervention
    x  another request, or a row of the   k  row of a knapsack; with trainers: how many a group needs
       program                            p  program that is being built, or a price
"""

from vraag.matching.opdracht import vorm
from vraag.matching.probleem.antwoord import (
    REDEN_CODES,
    Aansluiting,
    Doel,
    Groep,
    Lid,
    NietGeplaatst,
    Oplossing,
    Reden,
    Rekening,
)
from vraag.matching.probleem.beloften import Drempel
from vraag.matching.probleem.controle import controleer
from vraag.matching.probleem.invoer import lees_instantie
from vraag.matching.probleem.typen import (
    Gemeente,
    Gewicht,
    InDeRuimte,
    Instantie,
    InstantieFout,
    Interventie,
    LopendeGroep,
    Ruimte,
    Signaal,
    Team,
    Trainer,
)
from vraag.matching.probleem.uitvoer import naar_json
from vraag.matching.probleem.vastleggen import instantie_naar_json, invoer_hash, keur
from vraag.matching.regio import OngeldigAntwoord, Voortgang, inspanning_voor, los_op
from vraag.matching.zoeken.inspanning import Inspanning

__all__ = [
    "REDEN_CODES",
    "Aansluiting",
    "Doel",
    "Drempel",
    "Gemeente",
    "Gewicht",
    "Groep",
    "InDeRuimte",
    "Inspanning",
    "Instantie",
    "InstantieFout",
    "Interventie",
    "Lid",
    "LopendeGroep",
    "NietGeplaatst",
    "OngeldigAntwoord",
    "Oplossing",
    "Reden",
    "Rekening",
    "Ruimte",
    "Signaal",
    "Team",
    "Trainer",
    "Voortgang",
    "controleer",
    "inspanning_voor",
    "instantie_naar_json",
    "invoer_hash",
    "keur",
    "lees_instantie",
    "los_op",
    "naar_json",
    "vorm",
]
