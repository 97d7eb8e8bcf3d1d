"""The proposals that run now as an answer of the kernel: what the next run goes out from."""

import datetime as dt
from collections.abc import Iterable, Mapping

from vraag import matching
from vraag.models import Groepsvoorstel
from vraag.poolen import ids
from vraag.poolen.momentopname import Momentopname
from vraag.poolen.rust import Rust
from vraag.workflow import Antwoord, VoorstelSoort


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
