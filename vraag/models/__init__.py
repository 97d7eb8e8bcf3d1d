from vraag.models.run import Reden, Run
from vraag.models.signaal import Signaal
from vraag.models.voorstel import Groepsvoorstel, Regel, Toezegging, Uitsluiting

__all__ = ["Groepsvoorstel", "Reden", "Regel", "Run", "Signaal", "Toezegging", "Uitsluiting"]
