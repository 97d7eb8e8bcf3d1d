"""The plan's own example, to be played by hand or by the browser tests: who, what, how many.

Five children of one team and four of another ask for the same training and become one group of nine. The demo leaves
the field free for it: no open demand for this training, trainers with a login, rooms on Wednesday afternoon.
"""

from dataclasses import dataclass

WACHTWOORD = "marktplein-demo"
REGIO = "holland-rijnland"
BEHEER = "beheer@demo.example"
FACILITAIR = "facilitair@demo.example"

WEERBAARHEID = "weerbaarheidstraining-op-maat-jgt"
DAGDEEL = 7
DAGDEEL_CODE = "wo-middag"
MAX_KM = 10


@dataclass(frozen=True)
class Vraag:
    """What one team asks in the example."""

    login: str
    team: str
    aantal: int
    leeftijd_min: int
    leeftijd_max: int


EERSTE = Vraag("jgt.oegstgeest@demo.example", "jgt-oegstgeest", 5, 8, 11)
TWEEDE = Vraag("jgt.katwijk@demo.example", "jgt-katwijk", 4, 9, 12)
TIENDE = Vraag("jgt.leiden@demo.example", "jgt-leiden-midden", 1, 9, 10)
TEAMS = (EERSTE.team, TWEEDE.team, TIENDE.team)
# Two are needed and one has a login: whoever else is asked, facilitair calls.
TRAINERS = ("trainer.leiden@demo.example",)

# The group in which a parent without an account takes the last place (key in groepen.json).
PEUTERMANIEREN = "peutermanieren"
LAATSTE_PLEK = "peutermanieren-leiden"
