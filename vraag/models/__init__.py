from vraag.models.antwoordlink import Antwoordlink
from vraag.models.inzicht import Besluit, GeenBijnaMail, Reeks, Seizoen
from vraag.models.run import Reden, Ronde, Run, RunInvoer
from vraag.models.scenario import Scenario
from vraag.models.signaal import Signaal
from vraag.models.trainervraag import Traineruitkomst, Trainervraag
from vraag.models.voorstel import Groepsvoorstel, Regel, Toezegging, Uitsluiting

__all__ = [
    "Antwoordlink",
    "Besluit",
    "GeenBijnaMail",
    "Groepsvoorstel",
    "Reden",
    "Reeks",
    "Regel",
    "Ronde",
    "Run",
    "RunInvoer",
    "Scenario",
    "Seizoen",
    "Signaal",
    "Toezegging",
    "Traineruitkomst",
    "Trainervraag",
    "Uitsluiting",
]
