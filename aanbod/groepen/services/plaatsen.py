"""Places in a group: the only code that changes ``Groep.bezet``, always under a lock on the group's row.

Order of locks everywhere in aanbod: the group first, then its registrations and places of teams. Whoever holds the
group's row decides alone who gets a place, so two people can never get the last one.
"""

from aanbod.fouten import GroepVol
from aanbod.models import Groep
from aanbod.workflow import GROEP_AANMELDBAAR, GROEP_OVERGANGEN, GroepStaat
from marktplein.audit.overgang import verplaats
from marktplein.basis.workflow import mag_overgang


def vergrendel(groep_id: int) -> Groep:
    """The group, locked until the end of the transaction; the rows around it are read without a lock."""
    return Groep.objects.select_for_update(of=("self",)).select_related("interventie", "gemeente").get(pk=groep_id)


def neem(groep: Groep, aantal: int) -> None:
    """Take places in a locked group; the last one makes it VOL. Raises GroepVol and then changes nothing.

    Everybody has to fit in its room as well: an offer to which more people come along may have outgrown it.
    """
    if groep.vrij_in_zaal < aantal:
        raise GroepVol(groep.vrij_in_zaal)
    groep.bezet += aantal
    _bewaar(groep)


def laat_los(groep: Groep, aantal: int) -> None:
    """Give places of a locked group back without offering them: wachtlijst.geef_vrij does that too."""
    groep.bezet -= aantal
    _bewaar(groep)


def _bewaar(groep: Groep) -> None:
    if groep.staat in GROEP_AANMELDBAAR:
        doel = GroepStaat.OPEN if groep.vrij_in_zaal else GroepStaat.VOL
        if mag_overgang(GROEP_OVERGANGEN, groep.staat, doel):
            verplaats(
                groep,
                doel,
                GROEP_OVERGANGEN,
                noem="Deze groep",
                als=f"groep.{doel}",
                velden=("bezet",),
                bezet=groep.bezet,
            )
            return
    groep.save(update_fields=["bezet", "gewijzigd_op"])
