from vraag.models.run import Reden, Ronde, Run, RunInvoer
from vraag.models.scenario import Scenario
from vraag.models.signaal import Signaal
from vraag.models.voorstel import Groepsvoorstel, Regel, Toezegging, Uitsluiting

__all__ = [
    "Groepsvoorstel",
    "Reden",
    "Regel",
    "Ronde",
    "Run",
    "RunInvoer",
    "Scenario",
    "Signaal",
    "Toezegging",
    "Uitsluiting",
]
