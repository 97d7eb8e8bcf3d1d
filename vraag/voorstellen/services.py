"""The answers of teams and trainers to a proposal, and what follows from them.

Whatever happens to a running proposal ends up in ``beslis``: it looks at all answers and either waits, goes on with
fewer teams, asks another trainer, plans the group, or dissolves. Every caller holds the region's change lock.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from aanbod.models import Trainer
from marktplein.audit.services import leg_vast
from marktplein.basis import klok
from marktplein.basis.een_voor_een import een_voor_een
from marktplein.basis.fouten import DomeinFout, OvergangFout
from marktplein.basis.privacy import valideer_zonder_persoonsgegevens
from marktplein.basis.toegang import eis
from vraag.instellingen import VERVANGER_WERKDAGEN, einde_termijn
from vraag.models import Groepsvoorstel, Signaal, Toezegging
from vraag.permissions import mag_als_trainer_antwoorden, mag_voor_team_antwoorden
from vraag.signalen.staat import werk_staten_bij
from vraag.slot import wijzigingsslot
from vraag.voorstellen import berichten
from vraag.voorstellen.ontbinden import ontbind, sluit_uit
from vraag.voorstellen.plannen import plan_voorstel
from vraag.voorstellen.stand import standen
from vraag.voorstellen.trainers import vervanger_voor
from vraag.workflow import VOORSTEL_LOPEND, Antwoord, VoorstelSoort, VoorstelStaat

MAG_NIET = "Alleen het team of de trainer om wie het gaat, kan hier antwoorden."


class AndersBeantwoord(DomeinFout):
    """Somebody else answered ``nu`` since the page was made."""

    def __init__(self, nu: Antwoord) -> None:
        super().__init__(
            f"Intussen antwoordde iemand anders al ‘{nu.label.lower()}’. Blijf je bij je antwoord? "
            "Verstuur het dan nog een keer."
        )
        self.nu = nu


@transaction.atomic
def antwoord(
    toezegging: Toezegging, *, keus: Antwoord | str, reden: str = "", gezien: str = "", door: Any
) -> Groepsvoorstel:
    """Say yes or no for a team or as a trainer. The same answer twice changes nothing.

    ``gezien`` is the answer that stood on the page, where known. Raises NietToegestaan, AndersBeantwoord when another
    answer stands by now, OvergangFout when the proposal no longer waits for answers, DomeinFout (field ``reden``) for
    a no without a reason or with personal data in it.
    """
    voorstel = _vergrendel(toezegging.voorstel_id)
    vers = voorstel.toezeggingen.filter(pk=toezegging.pk).first()
    if vers is None:
        raise OvergangFout("Een collega zei intussen nee. Het voorstel gaat verder zonder jullie.")
    eis(_mag_antwoorden(vers, door), MAG_NIET)
    if vers.antwoord == keus:
        return voorstel
    _eis_antwoordbaar(voorstel)
    if gezien not in ("", vers.antwoord):
        raise AndersBeantwoord(Antwoord(vers.antwoord))
    _eis_reden(keus, reden)
    vers.antwoord, vers.reden, vers.door, vers.op = Antwoord(keus), reden.strip(), door, klok.nu()
    vers.save()
    wie = {"team": vers.team_id} if vers.team_id else {"trainer": vers.trainer_id}
    leg_vast(f"voorstel.{keus}", voorstel, door=door, **wie)
    if vers.team_id:
        eigen = Signaal.objects.select_for_update().filter(regels__voorstel=voorstel, team=vers.team_id)
        werk_staten_bij(eigen.order_by("pk"))
    beslis(voorstel, door=door)
    return voorstel


def _vergrendel(voorstel_id: int) -> Groepsvoorstel:
    regio_id = Groepsvoorstel.objects.values_list("regio_id", flat=True).get(pk=voorstel_id)
    wijzigingsslot(regio_id)
    return (
        Groepsvoorstel.objects.select_for_update(of=("self",))
        .select_related("interventie", "regio", "ruimte__gemeente", "groep")
        .get(pk=voorstel_id)
    )


def _mag_antwoorden(toezegging: Toezegging, door: Any) -> bool:
    if toezegging.team is not None:
        return mag_voor_team_antwoorden(door, toezegging.team)
    return toezegging.trainer is not None and mag_als_trainer_antwoorden(door, toezegging.trainer)


def _eis_antwoordbaar(voorstel: Groepsvoorstel) -> None:
    if voorstel.staat != VoorstelStaat.VOORGESTELD:
        raise OvergangFout(f"Dit voorstel is ‘{voorstel.get_staat_display().lower()}’. Antwoorden kan niet meer.")
    if voorstel.reageren_voor < klok.nu():
        raise OvergangFout("De tijd om te antwoorden is voorbij. Het marktplein zoekt een nieuwe groep.")


def _eis_reden(keus: Antwoord | str, reden: str) -> None:
    if keus not in (Antwoord.JA, Antwoord.NEE):
        raise DomeinFout("Kies ja of nee.", veld="keus")
    if keus == Antwoord.NEE and not reden.strip():
        raise DomeinFout("Schrijf kort op waarom het niet past. Dan zoekt het marktplein iets beters.", veld="reden")
    if len(reden) > 300:
        raise DomeinFout("Houd de reden onder de 300 tekens.", veld="reden")
    from django.core.exceptions import ValidationError

    try:
        valideer_zonder_persoonsgegevens(reden)
    except ValidationError as fout:
        raise DomeinFout(fout.messages[0], veld="reden") from fout


def beslis(voorstel: Groepsvoorstel, *, door: Any = None, termijn_voorbij: bool = False) -> None:
    """Look at all answers and do what follows. Safe to repeat; ended proposals are left alone."""
    if voorstel.staat not in VOORSTEL_LOPEND:
        return
    afvallers = [Antwoord.NEE, Antwoord.OPEN] if termijn_voorbij else [Antwoord.NEE]
    if not _zonder_afvallende_teams(voorstel, afvallers):
        _ontbind_te_klein(voorstel, termijn_voorbij)
        return
    if not _met_genoeg_trainers(voorstel, termijn_voorbij):
        return
    if voorstel.toezeggingen.exclude(antwoord=Antwoord.JA).exists():
        return
    plan_voorstel(voorstel, door=door)


def _zonder_afvallende_teams(voorstel: Groepsvoorstel, afvallers: Sequence[Antwoord]) -> bool:
    """Let go of teams that said no (or nothing, after the deadline); False when too few children stay."""
    weg = list(voorstel.toezeggingen.filter(team__isnull=False, antwoord__in=afvallers))
    if not weg:
        return True
    teams = {t.team_id for t in weg if t.team_id is not None}
    regels = list(voorstel.regels.select_related("signaal"))
    blijft = [r for r in regels if r.signaal.team_id not in teams]
    sluit_uit(voorstel, signalen=[r.signaal_id for r in regels if r.signaal.team_id in teams])
    minimum = voorstel.interventie.groep_min if voorstel.soort == VoorstelSoort.NIEUW else 1
    if sum(r.aantal for r in blijft) < minimum:
        return False
    los = [r for r in regels if r.signaal.team_id in teams]
    voorstel.regels.filter(pk__in=[r.pk for r in los]).delete()
    voorstel.toezeggingen.filter(pk__in=[t.pk for t in weg]).delete()
    voorstel.leeftijd_min = min(r.signaal.leeftijd_min for r in blijft)
    voorstel.leeftijd_max = max(r.signaal.leeftijd_max for r in blijft)
    voorstel.versie += 1
    voorstel.save()
    leg_vast(
        "voorstel.kleiner", voorstel, herkomst="taak", teams_weg=len(teams), kinderen=sum(r.aantal for r in blijft)
    )
    werk_staten_bij([r.signaal for r in los])
    te_laat = {t.team_id for t in weg if t.team_id is not None and t.antwoord == Antwoord.OPEN}
    berichten.voorstel_kleiner(
        voorstel, standen({team: [r.signaal_id for r in los if r.signaal.team_id == team] for team in sorted(te_laat)})
    )
    return True


def _ontbind_te_klein(voorstel: Groepsvoorstel, termijn_voorbij: bool) -> None:
    if termijn_voorbij:
        ontbind(
            voorstel, VoorstelStaat.VERVALLEN, "Niet iedereen antwoordde op tijd en er bleven te weinig kinderen over."
        )
    else:
        ontbind(voorstel, VoorstelStaat.AFGEWEZEN, "Een team zei nee en er bleven te weinig kinderen over.")


def _met_genoeg_trainers(voorstel: Groepsvoorstel, termijn_voorbij: bool) -> bool:
    """Replace trainers who said no by somebody who can; dissolve when nobody is left. False when it ended."""
    nee = list(voorstel.toezeggingen.filter(trainer__isnull=False, antwoord=Antwoord.NEE).select_related("trainer"))
    stil = voorstel.toezeggingen.filter(trainer__isnull=False, antwoord=Antwoord.OPEN)
    if termijn_voorbij and stil.exists():
        sluit_uit(voorstel, trainers=_trainer_ids(stil))
        ontbind(voorstel, VoorstelStaat.VERVALLEN, "Een trainer antwoordde niet op tijd.")
        return False
    sluit_uit(voorstel, trainers=_trainer_ids(nee))
    for toezegging in nee:
        ander = vervanger_voor(voorstel)
        if ander is None:
            ontbind(voorstel, VoorstelStaat.AFGEWEZEN, "Een trainer kan niet en er is nu geen andere trainer vrij.")
            return False
        _vervang(voorstel, toezegging, ander)
    return True


def _trainer_ids(toezeggingen: Iterable[Toezegging]) -> list[int]:
    return [t.trainer_id for t in toezeggingen if t.trainer_id is not None]


def _vervang(voorstel: Groepsvoorstel, toezegging: Toezegging, ander: Trainer) -> None:
    nieuw = Toezegging.objects.create(voorstel=voorstel, trainer=ander)
    leg_vast("voorstel.trainer_vervangen", voorstel, herkomst="taak", van=toezegging.trainer_id, naar=ander.pk)
    toezegging.delete()
    voorstel.reageren_voor = max(voorstel.reageren_voor, einde_termijn(VERVANGER_WERKDAGEN))
    voorstel.save(update_fields=["reageren_voor", "gewijzigd_op"])
    berichten.trainer_gevraagd(voorstel, nieuw)


def bewaak_antwoordtermijnen() -> int:
    """Settle every proposal whose deadline has passed, each in a transaction of its own; answers how many."""
    te_laat = Groepsvoorstel.objects.filter(staat__in=VOORSTEL_LOPEND, reageren_voor__lt=klok.nu())
    return een_voor_een(te_laat.order_by("reageren_voor", "pk").values_list("pk", flat=True), _sluit_termijn)


@transaction.atomic
def _sluit_termijn(pk: int) -> bool:
    voorstel = _vergrendel(pk)
    if voorstel.staat not in VOORSTEL_LOPEND or voorstel.reageren_voor >= klok.nu():
        return False
    beslis(voorstel, termijn_voorbij=True)
    return True
