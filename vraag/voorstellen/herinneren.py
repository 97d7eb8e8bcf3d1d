"""Who did not answer is reminded before the deadline; the coach of a team of which nobody answers is told. Once each.

Beat calls this every hour: what it writes goes along in the next mail of the day. Days are working days by the
calendar of the municipality of the team; the keys of the messages make it safe to repeat.
"""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import prefetch_related_objects

from gemeenten.grond.kalenders import kalenders
from gemeenten.grond.selectors import Teampost, post_van_teams
from marktplein.basis import klok
from marktplein.basis.een_voor_een import in_porties
from marktplein.basis.werkdagen import LANDELIJK, Kalender, is_werkdag, plus_werkdagen, werkdagen_tussen
from marktplein.mail.bericht import Mailbericht, zet_alle_klaar
from vraag.instellingen import COACH_WERKDAGEN, HERINNER_WERKDAGEN
from vraag.models import Groepsvoorstel, Toezegging
from vraag.voorstellen.berichten import NiemandAntwoordde, TermijnNadert, traineradressen
from vraag.voorstellen.wanneer import zet_vanaf
from vraag.workflow import Antwoord, VoorstelStaat

PER_KEER = 200


def herinner() -> int:
    """Write what is due today; answers how many messages."""
    lopend = Groepsvoorstel.objects.filter(
        staat=VoorstelStaat.VOORGESTELD,
        te_melden=False,
        reageren_voor__gte=klok.nu(),
        toezeggingen__antwoord=Antwoord.OPEN,
    )
    return in_porties(lopend.order_by("pk").distinct().values_list("pk", flat=True), _herinner, per_keer=PER_KEER)


@transaction.atomic
def _herinner(nummers: Sequence[int]) -> int:
    """No lock: who answers at this moment finds no line in the mail, which tells how things are when it leaves."""
    kanten = ("interventie", "ruimte__gemeente", "groep__gemeente")
    voorstellen = list(Groepsvoorstel.objects.filter(pk__in=nummers).select_related(*kanten).order_by("pk"))
    prefetch_related_objects(
        voorstellen, "regels__signaal__team", "toezeggingen__team__gemeente", "toezeggingen__trainer__user"
    )
    stil = [
        (v, t) for v in voorstellen for t in v.toezeggingen.all() if t.antwoord == Antwoord.OPEN and not t.te_vragen
    ]
    per_gemeente = kalenders({t.team.gemeente for _, t in stil if t.team})
    van_team = post_van_teams(t.team_id for _, t in stil if t.team_id)
    zet_vanaf(voorstellen)
    berichten: list[Mailbericht] = []
    for v, t in stil:
        kalender = per_gemeente[t.team.gemeente_id] if t.team else LANDELIJK
        if is_werkdag(klok.vandaag(), kalender):
            berichten += _voor(v, t, kalender, van_team)
    return zet_alle_klaar(berichten)


def _voor(v: Groepsvoorstel, t: Toezegging, kalender: Kalender, van_team: Mapping[int, Teampost]) -> list[Mailbericht]:
    vandaag = klok.vandaag()
    gevraagd = klok.lokaal(t.gevraagd_op or v.aangemaakt_op).date()
    if gevraagd >= vandaag:
        return []
    uit: list[Mailbericht] = []
    post = van_team.get(t.team_id, Teampost()) if t.team_id else Teampost(tuple(traineradressen([t])))
    eigen = frozenset({t.team_id} if t.team_id else ())
    nog = werkdagen_tussen(vandaag, klok.lokaal(v.reageren_voor).date(), kalender)
    if nog <= HERINNER_WERKDAGEN:
        keer = "nadert" if nog > 0 else "vandaag"
        uit.append(TermijnNadert(v, post.mail, bel=post.bel, teams=eigen, keer=keer))
    if t.team and not t.overlegt_sinds and plus_werkdagen(gevraagd, COACH_WERKDAGEN, kalender) <= vandaag:
        uit.append(NiemandAntwoordde(v, post.bel, teams=eigen, team=t.team))
    return uit
