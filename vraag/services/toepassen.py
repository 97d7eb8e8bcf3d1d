"""Turn the kernel's answer into proposals: keep what stays the same, replace what nobody had answered, add the rest."""

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from marktplein.basis import klok
from vraag import matching
from vraag import notifications_voorstel as berichten
from vraag.instellingen import ANTWOORD_WERKDAGEN, einde_termijn
from vraag.models import Groepsvoorstel, Reden, Regel, Run, Signaal, Toezegging, Uitsluiting
from vraag.selectors.momentopname import Momentopname, vaste_kinderen
from vraag.services.staat import werk_staten_bij
from vraag.workflow import (
    SIGNAAL_LOPEND,
    VOORSTEL_LOPEND,
    Antwoord,
    VoorstelSoort,
    VoorstelStaat,
)


@dataclass(frozen=True, slots=True)
class Gewenst:
    """A proposal the answer asks for. ``leden`` is (signaal pk, children), sorted."""

    soort: VoorstelSoort
    interventie: int
    ruimte: int | None
    groep: int | None
    dagdeel: int
    start_week: dt.date
    trainers: tuple[int, ...]
    leden: tuple[tuple[int, int], ...]
    waarom: dict[str, Any] = field(default_factory=dict, compare=False)

    @property
    def kenmerk(self) -> str:
        """Identity of the plan: the same plan in a later run keeps its proposal, its deadline and its answers."""
        delen = (
            self.soort,
            self.interventie,
            self.ruimte,
            self.groep,
            self.dagdeel,
            self.start_week,
            self.trainers,
            self.leden,
        )
        return hashlib.sha256(repr(tuple(str(d) for d in delen)).encode()).hexdigest()


def pas_toe(run: Run, opname: Momentopname, oplossing: matching.Oplossing) -> dict[str, int]:
    """Write the answer; the caller holds the region's change lock and a transaction.

    A plan with a signaal that was changed, withdrawn or promised since the snapshot, or with a room, trainer or
    combination that was claimed or declined since, is left out and counted as ``achterhaald``; the caller asks for a
    new run. Answers counts: nieuw, gebleven, ingehaald, achterhaald, zonder_plek (children).
    """
    signalen = {s.pk: s for s in Signaal.objects.select_for_update().filter(pk__in=opname.versies).order_by("pk")}
    vast = vaste_kinderen(signalen.values())
    actueel = {
        pk
        for pk, s in signalen.items()
        if s.versie == opname.versies[pk] and s.staat in SIGNAAL_LOPEND and vast.get(pk, 0) == opname.vast.get(pk, 0)
    }
    alle = gewenste_voorstellen(opname, oplossing)
    intussen = _Intussen(run.regio_id)
    gewenst = {g.kenmerk: g for g in alle if all(pk in actueel for pk, _ in g.leden) and intussen.mag(g)}
    lopend = {v.kenmerk: v for v in _zonder_ja(run)}
    ingehaald = [v for kenmerk, v in lopend.items() if kenmerk not in gewenst]
    nieuw = [g for kenmerk, g in gewenst.items() if kenmerk not in lopend]
    _haal_in(ingehaald)
    voorstellen = _maak_voorstellen(run, nieuw, signalen, opname)
    zonder = _schrijf_redenen(run, opname, oplossing, actueel)
    werk_staten_bij(signalen.values())
    berichten.nieuwe_voorstellen(voorstellen)
    return {
        "nieuw": len(nieuw),
        "gebleven": len(gewenst) - len(nieuw),
        "ingehaald": len(ingehaald),
        "achterhaald": len(alle) - len(gewenst),
        "zonder_plek": zonder,
    }


def gewenste_voorstellen(opname: Momentopname, oplossing: matching.Oplossing) -> list[Gewenst]:
    """The answer in our own keys: one per new group, and one per team and running group it can join."""
    gewenst = [
        Gewenst(
            VoorstelSoort.NIEUW,
            int(g.interventie[1:]),
            int(g.ruimte[1:]),
            None,
            g.dagdeel,
            opname.week0 + dt.timedelta(weeks=g.startweek),
            tuple(sorted(int(t[1:]) for t in g.trainers)),
            tuple(sorted((int(lid.signaal[1:]), lid.kinderen) for lid in g.leden)),
            dict(g.waarom),
        )
        for g in oplossing.groepen
    ]
    team_van = {s["id"]: s["team"] for s in opname.instantie["signals"]}
    groepen = {g["id"]: g for g in opname.instantie["existing_groups"]}
    per_groep_en_team: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for a in oplossing.aansluitingen:
        per_groep_en_team[a.groep, team_van[a.signaal]].append((int(a.signaal[1:]), a.kinderen))
    for (groep_id, _), leden in sorted(per_groep_en_team.items()):
        g = groepen[groep_id]
        week = opname.week0 + dt.timedelta(weeks=g["start_week"])
        gewenst.append(
            Gewenst(
                VoorstelSoort.AANSLUITEN,
                int(g["intervention"][1:]),
                None,
                int(groep_id[1:]),
                g["daypart"],
                week,
                (),
                tuple(sorted(leden)),
            )
        )
    return gewenst


def _zonder_ja(run: Run) -> Iterable[Groepsvoorstel]:
    """Running proposals of the region that nobody said yes to: a better plan may replace them."""
    met_ja = Toezegging.objects.filter(antwoord=Antwoord.JA).values("voorstel")
    return (
        Groepsvoorstel.objects.select_for_update()
        .filter(regio=run.regio_id, staat__in=VOORSTEL_LOPEND)
        .exclude(pk__in=met_ja)
        .order_by("pk")
    )


def _haal_in(voorstellen: list[Groepsvoorstel]) -> None:
    Groepsvoorstel.objects.filter(pk__in=[v.pk for v in voorstellen]).update(
        staat=VoorstelStaat.INGEHAALD, reden_einde="Een nieuwe berekening vond een beter plan.", gewijzigd_op=klok.nu()
    )


def _maak_voorstellen(
    run: Run, gewenst: list[Gewenst], signalen: dict[int, Signaal], opname: Momentopname
) -> list[Groepsvoorstel]:
    afstand = _Afstanden(opname)
    reageren_voor = einde_termijn(ANTWOORD_WERKDAGEN)
    voorstellen = Groepsvoorstel.objects.bulk_create([_voorstel(run, g, signalen, reageren_voor) for g in gewenst])
    regels: list[Regel] = []
    toezeggingen: list[Toezegging] = []
    for voorstel, g in zip(voorstellen, gewenst, strict=True):
        plek = f"Z{g.ruimte}" if g.ruimte else f"G{g.groep}"
        regels += [
            Regel(voorstel=voorstel, signaal_id=pk, aantal=n, afstand_m=afstand.van(signalen[pk].team_id, plek))
            for pk, n in g.leden
        ]
        teams = sorted({signalen[pk].team_id for pk, _ in g.leden})
        toezeggingen += [Toezegging(voorstel=voorstel, team_id=t) for t in teams]
        toezeggingen += [Toezegging(voorstel=voorstel, trainer_id=t) for t in g.trainers]
    Regel.objects.bulk_create(regels)
    Toezegging.objects.bulk_create(toezeggingen)
    return voorstellen


def _voorstel(run: Run, g: Gewenst, signalen: dict[int, Signaal], reageren_voor: dt.datetime) -> Groepsvoorstel:
    leden = [signalen[pk] for pk, _ in g.leden]
    return Groepsvoorstel(
        regio_id=run.regio_id,
        run=run,
        soort=g.soort,
        interventie_id=g.interventie,
        ruimte_id=g.ruimte,
        groep_id=g.groep,
        dagdeel=g.dagdeel,
        start_week=g.start_week,
        leeftijd_min=min(s.leeftijd_min for s in leden),
        leeftijd_max=max(s.leeftijd_max for s in leden),
        reageren_voor=reageren_voor,
        waarom=g.waarom,
        kenmerk=g.kenmerk,
    )


class _Intussen:
    """What people did while the kernel computed: combinations they declined, rooms and trainers they said yes to."""

    def __init__(self, regio_id: int) -> None:
        afgewezen = Uitsluiting.objects.filter(tot__gte=klok.vandaag(), voorstel__regio=regio_id)
        velden = ("signaal", "trainer", "ruimte", "groep", "dagdeel")
        self.afgewezen: set[tuple[int | None, ...]] = set(afgewezen.values_list(*velden))
        met_ja = Toezegging.objects.filter(antwoord=Antwoord.JA).values("voorstel")
        vast = Groepsvoorstel.objects.filter(
            regio=regio_id, staat__in=VOORSTEL_LOPEND, soort=VoorstelSoort.NIEUW, pk__in=met_ja
        )
        self.ruimtes = set(vast.values_list("ruimte", "dagdeel"))
        gevraagd = Toezegging.objects.filter(voorstel__in=vast, trainer__isnull=False).exclude(antwoord=Antwoord.NEE)
        self.trainers = set(gevraagd.values_list("trainer", "voorstel__dagdeel"))

    def mag(self, g: Gewenst) -> bool:
        plek = (g.ruimte, g.groep, g.dagdeel)
        return (
            (g.ruimte is None or (g.ruimte, g.dagdeel) not in self.ruimtes)
            and not any((t, g.dagdeel) in self.trainers or (None, t, *plek) in self.afgewezen for t in g.trainers)
            and not any((pk, None, *plek) in self.afgewezen for pk, _ in g.leden)
        )


class _Afstanden:
    """Metres from a team to a room, by kernel id, from the snapshot."""

    def __init__(self, opname: Momentopname) -> None:
        self.teams = {int(t["id"][1:]): (t["lat"], t["lon"]) for t in opname.instantie["teams"]}
        self.plekken = {r["id"]: (r["lat"], r["lon"]) for r in opname.instantie["rooms"]}

    def van(self, team: int, plek: str) -> int:
        from marktplein.basis.geo import afstand_m

        return afstand_m(*self.teams[team], *self.plekken[plek])


def _schrijf_redenen(run: Run, opname: Momentopname, oplossing: matching.Oplossing, actueel: set[int]) -> int:
    """Replace the reasons of the region; answers how many children have no place."""
    Reden.objects.filter(signaal__regio=run.regio_id).delete()
    redenen = [
        Reden(
            signaal_id=int(n.signaal[1:]),
            run=run,
            aantal=n.kinderen,
            code=n.reden.code,
            detail=dict(n.reden.detail),
            helpt=[dict(h) for h in n.reden.helpt],
        )
        for n in oplossing.niet_geplaatst
        if int(n.signaal[1:]) in actueel
    ]
    redenen += [
        Reden(signaal_id=pk, run=run, aantal=rest, code=code)
        for pk, (code, rest) in opname.buiten.items()
        if pk in actueel
    ]
    Reden.objects.bulk_create(redenen)
    return sum(r.aantal for r in redenen)
