"""The proposals that run now as an answer of the kernel, and the small problem that is left when one request comes.

Nothing of that answer is taken apart, so only the demand for the same training matters: proposals for other trainings
stand as groups that hold their room and trainers. That makes looking ahead a matter of tenths of a second.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from vraag import matching
from vraag.models import Groepsvoorstel
from vraag.poolen import ids
from vraag.poolen.momentopname import Momentopname
from vraag.poolen.rust import Rust
from vraag.workflow import Antwoord, VoorstelSoort

# A stand-in: what others miss is not shown here, and need not be worked out again.
AL_UITGELEGD = matching.Reden("TOO_FEW_CHILDREN")


def lopend_plan(
    voorstellen: Iterable[Groepsvoorstel], opname: Momentopname, rust: Mapping[int, Rust] | None = None
) -> matching.Oplossing:
    """Running proposals (of ``zonder_ja``) as an answer to ``opname``. What is no longer legal the kernel drops.

    ``rust`` says by proposal what may happen to it.
    """
    groepen: list[matching.Groep] = []
    aansluitingen: list[matching.Aansluiting] = []
    for v in voorstellen:
        if v.soort == VoorstelSoort.AANSLUITEN:
            aansluitingen += [
                matching.Aansluiting(ids.groep(v.groep_id or 0), ids.signaal(r.signaal_id), r.aantal)
                for r in v.regels.all()
            ]
        else:
            groepen.append(_als_groep(v, opname.week0, (rust or {}).get(v.pk, Rust())))
    leeg = matching.Doel(0, 0, 0, 0)
    return matching.Oplossing(opname.instantie.naam, tuple(groepen), tuple(aansluitingen), (), leeg)


def _als_groep(v: Groepsvoorstel, week0: dt.date, rust: Rust) -> matching.Groep:
    return matching.Groep(
        id=ids.voorstel(v.pk),
        interventie=ids.interventie(v.interventie_id, v.voor),
        ruimte=ids.ruimte(v.ruimte_id or 0),
        dagdeel=v.dagdeel,
        # A group that was to start in the week before week 0 now starts in week 0 (and see gewenst._in_eigen_week).
        startweek=max(0, (v.start_week - week0).days // 7),
        trainers=tuple(
            ids.trainer(t.trainer_id) for t in v.toezeggingen.all() if t.trainer_id and t.antwoord != Antwoord.NEE
        ),
        leden=tuple(matching.Lid(ids.signaal(r.signaal_id), r.aantal) for r in v.regels.all()),
        vast=rust.vast,
        # Who may come from week 0 on, may not be able to in the week before.
        vol=rust.vol or v.start_week < week0,
    )


def alleen_deze_training(
    inst: matching.Instantie, plan: matching.Oplossing, naam: str
) -> tuple[matching.Instantie, matching.Oplossing]:
    """The problem and the answer with only the demand for what request ``naam`` asks; other proposals are in the way.

    Every other request counts as explained already, so that only this one is explained again.
    """
    training = next(s.interventie for s in inst.signalen if s.id == naam)
    signalen = tuple(s for s in inst.signalen if s.interventie == training)
    namen = {s.id for s in signalen}
    lopend = [g for g in inst.lopende_groepen if g.interventie == training]
    bezet = _Bezetting(inst)
    for groep in plan.groepen:
        bezet.zet_neer(groep, toon=groep.interventie != training)
    klein = matching.keur(replace(inst, signalen=signalen, lopende_groepen=(*lopend, *bezet.groepen)))
    return klein, replace(
        plan,
        groepen=tuple(g for g in plan.groepen if g.interventie == training),
        aansluitingen=tuple(a for a in plan.aansluitingen if a.signaal in namen),
        niet_geplaatst=tuple(matching.NietGeplaatst(s.id, s.kinderen, AL_UITGELEGD) for s in signalen if s.id != naam),
    )


class _Bezetting:
    """Proposed groups as running ones, as far as they still fit beside each other."""

    def __init__(self, inst: matching.Instantie) -> None:
        self.interventies = {i.id: i for i in inst.interventies}
        self.ruimtes = {r.id for r in inst.ruimtes}
        self.limiet = {t.id: t.max_per_week for t in inst.trainers}
        self.bezet: set[tuple[str, int, int]] = set()
        self.druk: Counter[tuple[str, int]] = Counter()
        self.groepen: list[matching.LopendeGroep] = []

    def zet_neer(self, g: matching.Groep, *, toon: bool) -> None:
        """Take room and trainers for ``g``, or nothing when one of them is gone or taken; ``toon`` lists it too."""
        i = self.interventies.get(g.interventie)
        if i is None or g.ruimte not in self.ruimtes or not set(g.trainers) <= set(self.limiet):
            return
        weken = range(g.startweek, g.startweek + i.weken)
        plekken = {(wie, g.dagdeel, week) for wie in (g.ruimte, *g.trainers) for week in weken}
        druk = [(t, week) for t in g.trainers for week in weken]
        if plekken & self.bezet or any(self.druk[t, week] >= self.limiet[t] for t, week in druk):
            return
        self.bezet |= plekken
        self.druk.update(druk)
        if toon:
            self.groepen.append(_als_lopend(g, i))


def _als_lopend(g: matching.Groep, i: matching.Interventie) -> matching.LopendeGroep:
    """A proposed group as one that is full: nobody can join it."""
    return matching.LopendeGroep(
        id=g.id,
        interventie=g.interventie,
        ruimte=g.ruimte,
        dagdeel=g.dagdeel,
        startweek=g.startweek,
        trainers=g.trainers,
        kinderen=i.max_grootte,
        leeftijd_min=i.leeftijd_min,
        leeftijd_max=i.leeftijd_max,
    )
