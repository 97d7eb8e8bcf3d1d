"""Turn the kernel's answer into proposals: keep what stays the same, replace what nobody had answered, add the rest."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from marktplein.audit.overgang import verplaats_alle
from marktplein.audit.services import leg_vast
from marktplein.basis import klok
from marktplein.basis.geo import afstand_m
from vraag import matching
from vraag.models import Groepsvoorstel, Reden, Regel, Run, Signaal, Toezegging, Uitsluiting
from vraag.models.voorstel import ligt_vast
from vraag.poolen import ids
from vraag.poolen.gewenst import Gewenst, gewenste_voorstellen, plan_van, zonder_ja
from vraag.poolen.momentopname import Momentopname, vaste_kinderen
from vraag.poolen.termijnen import Termijnen
from vraag.signalen.staat import werk_staten_bij
from vraag.workflow import SIGNAAL_LOPEND, VOORSTEL_LOPEND, VOORSTEL_OVERGANGEN, Antwoord, VoorstelSoort, VoorstelStaat

RIJEN_PER_KEER = 2000


def pas_toe(run: Run, opname: Momentopname, oplossing: matching.Oplossing) -> dict[str, int]:
    """Write the answer; the caller holds the region's change lock and a transaction, and has the news told afterwards.

    A plan with a signaal that was changed, withdrawn or promised since the snapshot, or with a room, trainer or
    combination that was claimed or declined since, is left out and counted as ``achterhaald``; the caller asks for a
    new run. Answers counts: nieuw, gebleven, of these gegroeid, ingehaald, achterhaald, zonder_plek (children).
    But for the few proposals that grow, the number of queries does not depend on the number of proposals or signalen:
    everybody who wants to answer waits for this.
    """
    signalen = {s.pk: s for s in Signaal.objects.select_for_update().filter(pk__in=opname.versies).order_by("pk")}
    actueel = _actueel(signalen, opname)
    nu = [(plan_van(v), v) for v in zonder_ja(run.regio_id, vergrendel=True)]
    lopend = dict(nu)
    alle = gewenste_voorstellen(opname, oplossing, lopend)
    intussen = _Intussen(run.regio_id)
    gewenst = {g: None for g in alle if all(pk in actueel for pk, _ in g.leden) and intussen.mag(g)}
    gegroeid = _gegroeid(gewenst, lopend)
    blijft = {v.pk for plan, v in lopend.items() if plan in gewenst} | {v.pk for v in gegroeid.values()}
    ingehaald = [(plan, v) for plan, v in nu if v.pk not in blijft]
    nieuw = [g for g in gewenst if g not in lopend and g not in gegroeid]
    _haal_in(run, [v for _, v in ingehaald])
    _ververs_kenmerk({plan: v for plan, v in lopend.items() if plan in gewenst} | gegroeid)
    afstand = _Afstanden(opname)
    for g, v in gegroeid.items():
        _laat_groeien(run, g, v, signalen, afstand)
    termijnen = Termijnen(ingehaald, {pk: s.team_id for pk, s in signalen.items()})
    _maak_voorstellen(run, nieuw, signalen, termijnen, afstand)
    zonder = _schrijf_redenen(run, opname, oplossing, actueel)
    werk_staten_bij(signalen.values())
    return {
        "nieuw": len(nieuw),
        "gebleven": len(gewenst) - len(nieuw),
        "gegroeid": len(gegroeid),
        "ingehaald": len(ingehaald),
        "achterhaald": len(alle) - len(gewenst),
        "zonder_plek": zonder,
    }


def _gegroeid(
    gewenst: Mapping[Gewenst, None], lopend: Mapping[Gewenst, Groepsvoorstel]
) -> dict[Gewenst, Groepsvoorstel]:
    """The plans that are a running proposal with more children in it, by plan; each proposal once."""
    over: dict[tuple[Any, ...], list[Gewenst]] = defaultdict(list)
    for plan in lopend:
        if plan not in gewenst:
            over[plan.waar].append(plan)
    uit: dict[Gewenst, Groepsvoorstel] = {}
    for g in gewenst:
        kleiner = None if g in lopend else next((plan for plan in over[g.waar] if g.groeit_uit(plan)), None)
        if kleiner is not None:
            over[g.waar].remove(kleiner)
            uit[g] = lopend[kleiner]
    return uit


def _laat_groeien(run: Run, g: Gewenst, v: Groepsvoorstel, signalen: dict[int, Signaal], afstand: "_Afstanden") -> None:
    """Add children to a proposal that runs. Its day and its other teams stay; whoever is asked for more, hears it."""
    regels = {r.signaal_id: r for r in v.regels.all()}
    plek = ids.plek(g.ruimte, g.groep)
    teams: set[int] = set()
    for pk, n in g.leden:
        regel = regels.get(pk)
        if regel is None:
            meters = afstand.van(signalen[pk].team_id, plek)
            Regel.objects.create(voorstel=v, signaal_id=pk, aantal=n, afstand_m=meters)
        elif regel.aantal != n:
            Regel.objects.filter(pk=regel.pk).update(aantal=n)
        else:
            continue
        teams.add(signalen[pk].team_id)
    bekend = {t.team_id for t in v.toezeggingen.all()}
    Toezegging.objects.bulk_create(Toezegging(voorstel=v, team_id=t, te_vragen=True) for t in sorted(teams - bekend))
    Toezegging.objects.filter(voorstel=v, team__in=teams & bekend).update(te_vragen=True)
    leden = [signalen[pk] for pk, _ in g.leden]
    v.leeftijd_min, v.leeftijd_max = min(s.leeftijd_min for s in leden), max(s.leeftijd_max for s in leden)
    v.waarom = g.waarom
    v.save(update_fields=["leeftijd_min", "leeftijd_max", "waarom", "versie", "gewijzigd_op"])
    leg_vast("voorstel.gegroeid", v, herkomst="taak", run=run.pk, kinderen=sum(n for _, n in g.leden))


def _actueel(signalen: dict[int, Signaal], opname: Momentopname) -> set[int]:
    """The signalen that still are what the kernel saw."""
    vast = vaste_kinderen(signalen.values())
    return {
        pk
        for pk, s in signalen.items()
        if s.versie == opname.versies[pk] and s.staat in SIGNAAL_LOPEND and vast.get(pk, 0) == opname.vast.get(pk, 0)
    }


def _haal_in(run: Run, voorstellen: list[Groepsvoorstel]) -> None:
    """End proposals; whoever was asked for one has to hear it. Who was not told of it yet, has nothing to hear."""
    verteld = [v.pk for v in voorstellen if not v.te_melden]
    Toezegging.objects.filter(voorstel__in=verteld, te_vragen=False).update(einde_te_melden=True)
    verplaats_alle(
        [(v, {"run": run.pk}) for v in voorstellen],
        VoorstelStaat.INGEHAALD,
        VOORSTEL_OVERGANGEN,
        noem="Dit voorstel",
        als=f"voorstel.{VoorstelStaat.INGEHAALD}",
        herkomst="taak",
        reden_einde="Een nieuwe berekening vond een beter plan.",
        te_melden=False,
    )


def _ververs_kenmerk(gebleven: dict[Gewenst, Groepsvoorstel]) -> None:
    """A proposal that lost a team or changed trainers gets the mark of what it is now; mostly there is none."""
    anders = []
    for plan, v in gebleven.items():
        if v.kenmerk != (kenmerk := plan.kenmerk):
            v.kenmerk = kenmerk
            anders.append(v)
    Groepsvoorstel.objects.bulk_update(anders, ["kenmerk"], batch_size=RIJEN_PER_KEER)


def _maak_voorstellen(
    run: Run, gewenst: list[Gewenst], signalen: dict[int, Signaal], termijnen: Termijnen, afstand: "_Afstanden"
) -> None:
    voorstellen = Groepsvoorstel.objects.bulk_create(
        [_voorstel(run, g, signalen, termijnen.voor(g)) for g in gewenst], batch_size=RIJEN_PER_KEER
    )
    regels: list[Regel] = []
    toezeggingen: list[Toezegging] = []
    for voorstel, g in zip(voorstellen, gewenst, strict=True):
        plek = ids.plek(g.ruimte, g.groep)
        regels += [
            Regel(voorstel=voorstel, signaal_id=pk, aantal=n, afstand_m=afstand.van(signalen[pk].team_id, plek))
            for pk, n in g.leden
        ]
        teams = sorted({signalen[pk].team_id for pk, _ in g.leden})
        toezeggingen += [Toezegging(voorstel=voorstel, team_id=t) for t in teams]
        toezeggingen += [Toezegging(voorstel=voorstel, trainer_id=t) for t in g.trainers]
    Regel.objects.bulk_create(regels, batch_size=RIJEN_PER_KEER)
    Toezegging.objects.bulk_create(toezeggingen, batch_size=RIJEN_PER_KEER)


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
        voor=leden[0].voor,
        leeftijd_min=min(s.leeftijd_min for s in leden),
        leeftijd_max=max(s.leeftijd_max for s in leden),
        reageren_voor=reageren_voor,
        waarom=g.waarom,
        kenmerk=g.kenmerk,
        te_melden=True,
    )


class _Intussen:
    """What people did while the kernel computed: combinations they declined, rooms and trainers they said yes to."""

    def __init__(self, regio_id: int) -> None:
        afgewezen = Uitsluiting.objects.filter(tot__gte=klok.vandaag(), voorstel__regio=regio_id)
        velden = ("signaal", "trainer", "ruimte", "groep", "dagdeel")
        self.afgewezen: set[tuple[int | None, ...]] = set(afgewezen.values_list(*velden))
        vast = Groepsvoorstel.objects.filter(
            ligt_vast(), regio=regio_id, staat__in=VOORSTEL_LOPEND, soort=VoorstelSoort.NIEUW
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
    """Metres from a team to a room or running group (by kernel id), from the snapshot."""

    def __init__(self, opname: Momentopname) -> None:
        self.teams = {ids.pk_van(t.id): (t.lat, t.lon) for t in opname.instantie.teams}
        self.plekken = {r.id: (r.lat, r.lon) for r in opname.instantie.ruimtes}

    def van(self, team: int, plek: str) -> int:
        return afstand_m(*self.teams[team], *self.plekken[plek])


def _schrijf_redenen(run: Run, opname: Momentopname, oplossing: matching.Oplossing, actueel: set[int]) -> int:
    """Replace the reasons of the region; answers how many children have no place."""
    Reden.objects.filter(signaal__regio=run.regio_id).delete()
    redenen = [
        Reden(
            signaal_id=ids.pk_van(n.signaal),
            run=run,
            aantal=n.kinderen,
            code=n.reden.code,
            detail=dict(n.reden.detail),
            helpt=[dict(h) for h in n.reden.helpt],
        )
        for n in oplossing.niet_geplaatst
        if ids.pk_van(n.signaal) in actueel
    ]
    redenen += [
        Reden(signaal_id=pk, run=run, aantal=rest, code=code)
        for pk, (code, rest) in opname.buiten.items()
        if pk in actueel
    ]
    Reden.objects.bulk_create(redenen, batch_size=RIJEN_PER_KEER)
    return sum(r.aantal for r in redenen)
