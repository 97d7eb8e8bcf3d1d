"""What one says yes to, in words: trainers, costs, who registers, and what happens when a team drops out."""

from dataclasses import dataclass

from aanbod.enums import Preventievorm
from aanbod.models import Interventie
from marktplein.basis.kleine_aantallen import Getal
from marktplein.basis.woorden import bedrag, opsomming
from vraag.models import Groepsvoorstel
from vraag.voorstellen.met_de_hand import vraagt_trainer
from vraag.voorstellen.situatie import gaan_door_zonder
from vraag.workflow import Antwoord

ONBEKEND = "onbekend"
TEAMS_MELDEN_AAN = "Alleen teams melden aan. Wie in dit voorstel zit, heeft een plek zodra de groep staat."
GEZINNEN_MELDEN_AAN = (
    "Wie in dit voorstel zit, heeft een plek zodra de groep staat. "
    "Voor plekken die over zijn melden gezinnen zich zelf aan."
)


@dataclass(frozen=True, slots=True)
class Feiten:
    """Of a proposal with its lines and answers at hand; ``trainers`` is empty for a place in a running group."""

    kosten: str
    aanmelden: str
    trainers: str
    uitval: str


def feiten_van(voorstel: Groepsvoorstel) -> Feiten:
    """Without a query: wants ``groep`` and ``regels__signaal``, and of ``toezeggingen`` ``team`` and ``trainer``."""
    vorm = (voorstel.groep or voorstel.interventie).preventievorm
    openbaar = vorm == Preventievorm.UNIVERSEEL
    return Feiten(
        kosten=kosten(voorstel.interventie),
        aanmelden=GEZINNEN_MELDEN_AAN if openbaar else TEAMS_MELDEN_AAN,
        trainers=opsomming(_trainers(voorstel)),
        uitval=uitval(voorstel),
    )


def deelnemers_in(voorstel: Groepsvoorstel) -> Getal:
    """For how many it is; of a trainer who is asked for a group made by hand, how many there may be in that group.

    Wants ``groep``, ``regels`` and ``toezeggingen`` at hand.
    """
    if voorstel.groep is not None and vraagt_trainer(voorstel, voorstel.toezeggingen.all()):
        return f"hoogstens {voorstel.groep.capaciteit}"
    return sum(regel.aantal for regel in voorstel.regels.all())


def kosten(interventie: Interventie) -> str:
    """What a participant pays for the whole series: "€ 25", "€ 0"; what nobody filled in is never free."""
    cent = interventie.eigen_bijdrage_cent
    return ONBEKEND if cent is None else bedrag(cent)


def kosten_kort(interventie: Interventie) -> str:
    """In a row of facts."""
    wat = kosten(interventie)
    return "kosten onbekend" if wat == ONBEKEND else wat


def plek_kort(v: Groepsvoorstel) -> str:
    """Where it would be: the room, or the place of the group that one joins."""
    return str(v.ruimte) if v.ruimte else v.groep.locatie_naam if v.groep else ""


def _trainers(voorstel: Groepsvoorstel) -> list[str]:
    """With what they said, where they did."""
    namen = []
    for t in voorstel.toezeggingen.all():
        if t.trainer is not None:
            namen.append(f"{t.trainer} (zei ja)" if t.antwoord == Antwoord.JA else str(t.trainer))
    return namen


def in_de_zaal(voorstel: Groepsvoorstel, deelnemers: int) -> str:
    """What the room holds beside what ``deelnemers`` need; empty when nobody knows the room."""
    plekken = voorstel.ruimte.capaciteit if voorstel.ruimte else None
    if voorstel.groep:
        plekken = voorstel.groep.zaal_plekken
    if plekken is None:
        return ""
    return voorstel.interventie.zaalvulling(voorstel.voor).naast(deelnemers, plekken)


def uitval(voorstel: Groepsvoorstel) -> str:
    """What becomes of it when one team says no and all the others say yes, as ``beslissing`` decides it."""
    door = gaan_door_zonder(voorstel)
    if not door:
        return ""
    if len(door) == 1:
        return "Er doet één team mee. Zegt dat team nee, dan gaat dit voorstel niet door."
    if all(door.values()):
        return "Valt één team af, dan gaat de groep door: er blijven genoeg deelnemers over."
    if not any(door.values()):
        return "Valt één team af, dan gaat dit voorstel niet door: er blijven te weinig deelnemers over."
    onmisbaar = [str(t.team) for t in voorstel.toezeggingen.all() if t.team_id and not door.get(t.team_id, True)]
    namen = opsomming(onmisbaar, "of")
    return f"Valt {namen} af, dan gaat dit voorstel niet door. Valt een ander team af, dan gaat de groep wel door."
