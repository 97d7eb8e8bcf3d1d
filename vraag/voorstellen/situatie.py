"""How a proposal stands, read for ``beslissing`` in one go. The caller holds the region's change lock."""

from collections import defaultdict
from collections.abc import Collection

from aanbod.models import TeamPlaats
from aanbod.workflow import GroepStaat
from vraag.models import Groepsvoorstel, Regel
from vraag.voorstellen.beslissing import Deel, Situatie, Team, Trainer, Zegt, gaat_door_zonder
from vraag.voorstellen.met_de_hand import is_met_de_hand, vraagt_trainer
from vraag.voorstellen.trainers import vervangers_voor
from vraag.workflow import Antwoord, VoorstelSoort, VoorstelStaat


def situatie_van(
    voorstel: Groepsvoorstel, *, termijn_voorbij: bool = False, ingetrokken: Collection[int] = ()
) -> Situatie:
    """``ingetrokken`` holds the signalen that their team takes back."""
    toezeggingen = list(voorstel.toezeggingen.order_by("pk"))
    delen: dict[int, list[Deel]] = defaultdict(list)
    for regel in voorstel.regels.select_related("signaal").order_by("pk"):
        delen[regel.signaal.team_id].append(Deel(regel.signaal_id, regel.aantal))
    teveel = _teveel(voorstel)
    nee = any(t.trainer_id and t.antwoord == Antwoord.NEE for t in toezeggingen)
    return Situatie(
        staat=voorstel.staat,
        minimum=0 if vraagt_trainer(voorstel, toezeggingen) else minimum_van(voorstel),
        maximum=_maximum(voorstel),
        teams=tuple(
            Team(t.team_id, Zegt(t.antwoord), tuple(delen[t.team_id]), teveel.get(t.team_id, 0))
            for t in toezeggingen
            if t.team_id is not None
        ),
        trainers=tuple(Trainer(t.trainer_id, Zegt(t.antwoord)) for t in toezeggingen if t.trainer_id is not None),
        vervangers=tuple(vervangers_voor(voorstel)) if nee else (),
        ingetrokken=frozenset(ingetrokken),
        termijn_voorbij=termijn_voorbij,
        met_de_hand=is_met_de_hand(voorstel),
        groep_afgelast=voorstel.groep is not None and voorstel.groep.staat == GroepStaat.GEANNULEERD,
    )


def minimum_van(voorstel: Groepsvoorstel) -> int:
    """A new group needs its smallest number; in a running one every child is welcome."""
    return voorstel.interventie.groep_min if voorstel.soort == VoorstelSoort.NIEUW else 1


def gaan_door_zonder(voorstel: Groepsvoorstel) -> dict[int, bool]:
    """Per team of a prefetched proposal, whether it goes on without it when all the others say yes. No query."""
    delen: dict[int, list[Deel]] = defaultdict(list)
    for regel in voorstel.regels.all():
        delen[regel.signaal.team_id].append(Deel(regel.signaal_id, regel.aantal))
    s = Situatie(
        staat=VoorstelStaat.VOORGESTELD,
        minimum=minimum_van(voorstel),
        maximum=sum(deel.kinderen for van_team in delen.values() for deel in van_team),
        teams=tuple(Team(nummer, Zegt.JA, tuple(van_team)) for nummer, van_team in delen.items()),
    )
    return {team.nummer: gaat_door_zonder(s, team.nummer) for team in s.teams}


def _maximum(voorstel: Groepsvoorstel) -> int:
    """For a new group what training and room can hold, for a running one the places that are free."""
    if voorstel.soort == VoorstelSoort.AANSLUITEN and voorstel.groep is not None:
        return voorstel.groep.vrij_in_zaal
    interventie = voorstel.interventie
    if voorstel.ruimte is None:
        return interventie.groep_max
    return interventie.hoogstens_in(voorstel.voor, voorstel.ruimte.capaciteit)


def _teveel(voorstel: Groepsvoorstel) -> dict[int, int]:
    """Per team of a planned proposal: children in all planned proposals of the group for whom it has no place."""
    if voorstel.staat != VoorstelStaat.GEPLAND:
        return {}
    som: dict[int, int] = defaultdict(int)
    gepland = Regel.objects.filter(voorstel__groep=voorstel.groep_id, voorstel__staat=VoorstelStaat.GEPLAND)
    for team, aantal in gepland.values_list("signaal__team", "aantal"):
        som[team] += aantal
    plaatsen = dict(TeamPlaats.objects.filter(groep=voorstel.groep_id).values_list("team", "aantal"))
    return {team: n - plaatsen.get(team, 0) for team, n in som.items() if n > plaatsen.get(team, 0)}
