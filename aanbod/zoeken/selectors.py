"""One search over everything that can be found, by a question in everyday words.

Words (``woordrang``) and meaning (``betekenis``) each have their say about every document, and so have the age, the
place and who asks; ``fusie`` makes one order of it. Offers, organisations and pages compete in one list; of the themes
the nearest one stands third, as a way to look further; groups come with their offer.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, F, Func, Q, QuerySet, Value
from django.urls import reverse
from numpy.typing import NDArray

from aanbod.enums import Doelgroep
from aanbod.models import Document, Interventie
from aanbod.models.interventie import grens_onbevestigd
from aanbod.plank.selectors import gepubliceerd
from aanbod.zoeken import woordrang
from aanbod.zoeken.betekenis import GELEGENHEDEN, Betekenis, Nabijheid, geef_betekenis, meet
from aanbod.zoeken.fusie import Kenmerken, alleen_woorden, laat_zakken, versmelt
from aanbod.zoeken.plaats import GenoemdePlek, plek_in
from aanbod.zoeken.taal import woorden as w
from aanbod.zoeken.taal.vraag import Begrepen, Deel, begrijp
from aanbod.zoeken.voldoet import voldoet
from aanbod.zoeken.zoektermen import Gewogen, zoektermen
from gemeenten.grond.permissions import is_medewerker
from marktplein.accounts.models import Bezoeker
from marktplein.basis.vindbaar import bronnen
from marktplein.taal.inbedder import geef_inbedder
from marktplein.taal.talen import taal_van

# So many at most are looked at closely, and so many answered; nothing so far below the best one.
VAN_NABIJ, HOOGSTENS, HOOGSTENS_AANBOD = 400, 60, 200
# With words alone: nothing below this part of it.
MARGE, VEEL_SLECHTER = 4.0, 0.2
PLEK_VAN_THEMA = 2
NEDERLANDS = "nl"
# Organisations that serve so few gemeenten are of that place.
VAN_EEN_PLAATS, VAN_EEN_STREEK = 3, 6


@dataclass(frozen=True)
class Gevonden:
    """One answer. ``waarom`` says in a few words why it is here."""

    soort: str
    nummer: int
    naam: str
    url: str
    regel: str
    score: float
    waarom: str = ""
    collegas: bool = False

    @property
    def soort_naam(self) -> str:
        return bronnen()[self.soort].naam


@dataclass(frozen=True)
class Uitkomst:
    """What was understood of a question, and what answers it, best first."""

    begrepen: Begrepen
    plek: GenoemdePlek | None
    gevonden: list[Gevonden] = field(default_factory=list)
    op_betekenis: bool = False


@dataclass(frozen=True)
class _Gewogen:
    """The documents that came into question with their points, and what these come from."""

    punten: dict[int, float]
    rijen: "dict[int, Rij]"
    groepen: list[Gewogen]
    betekenis: Betekenis
    nabij: Nabijheid | None
    begrepen: Begrepen
    plek: GenoemdePlek | None


def zoek(
    vraag: str,
    *,
    user: Bezoeker | None = None,
    soorten: Collection[str] = (),
    hoogstens: int = HOOGSTENS,
    zonder: Collection[Deel] = (),
) -> Uitkomst:
    """Everything that answers a question, best first; an empty question gives nothing.

    ``soorten``: only these kinds. What is only for who works with children is left out for a visitor, unless the
    question says that a colleague asks; without a ``user`` (a command of the house) it is there. ``zonder``: what was
    understood but is not to count.
    """
    binnen = _binnen(soorten)
    begrepen, plek = _versta(vraag, zonder)
    if user is not None and not begrepen.collega and not is_medewerker(user):
        binnen = binnen.filter(collegas=False)
    gewogen = _weeg(vraag, begrepen, plek, binnen)
    return Uitkomst(
        begrepen=begrepen,
        plek=gewogen.plek,
        gevonden=_met_waarom(_in_lijst(_op_volgorde_van_punten(gewogen), gewogen)[:hoogstens], gewogen),
        op_betekenis=gewogen.nabij is not None,
    )


def _versta(vraag: str, zonder: Collection[Deel]) -> tuple[Begrepen, GenoemdePlek | None]:
    return begrijp(vraag).zonder(zonder), None if Deel.PLEK in zonder else plek_in(vraag)


def zoek_interventies(
    vraag: str, *, binnen: QuerySet[Interventie] | None = None, zonder: Collection[Deel] = ()
) -> QuerySet[Interventie]:
    """Published offers (or those of ``binnen``) that answer a question, best first; filters can still be added.

    An empty question gives all, by name. At most HOOGSTENS answers, and none that is far worse than the best one:
    the ranking is computed here, once, however often the result is counted and cut into pages.
    """
    interventies = gepubliceerd() if binnen is None else binnen
    begrepen, plaats = _versta(vraag, zonder)
    if not begrepen.woorden:
        return interventies
    documenten = Document.objects.filter(soort="aanbod", nummer__in=interventies.order_by().values("pk"))
    gewogen = _weeg(vraag, begrepen, plaats, documenten)
    if not gewogen.punten:
        return interventies.filter(_leeftijd(begrepen)) if begrepen.leeftijd else interventies.none()
    nummers = [document.nummer for document in _op_volgorde_van_punten(gewogen)[:HOOGSTENS_AANBOD]]
    plek = Func(Value(nummers, ArrayField(BigIntegerField())), F("pk"), function="array_position")
    return interventies.filter(pk__in=nummers).order_by(plek)


def _leeftijd(begrepen: Begrepen) -> Q:
    past = Q()
    for van, tot in begrepen.leeftijden:
        past |= Q(leeftijd_min__lte=tot, leeftijd_max__gte=van)
    return past


def _binnen(soorten: Collection[str]) -> QuerySet[Document]:
    documenten = Document.objects.exclude(soort__in=GELEGENHEDEN)
    return documenten.filter(soort__in=soorten) if soorten else documenten


# --- weighing -------------------------------------------------------------------------------------------------


def _weeg(vraag: str, begrepen: Begrepen, plek: GenoemdePlek | None, binnen: QuerySet[Document]) -> _Gewogen:
    """Points of the documents of ``binnen`` that come nearest, by words and by meaning."""
    with woordrang.liever_de_index():
        groepen = zoektermen(begrepen.woorden)
        woorden = woordrang.op_woorden(binnen, groepen, _voorkeur(begrepen))
    betekenis = geef_betekenis()
    nabij = _nabij(vraag, betekenis) if zegt_iets(begrepen) else None
    pks = _dichtstbij(nabij, betekenis, woorden)
    rijen = _rijen(binnen, pks)
    kenmerken = _kenmerken(rijen, woorden, begrepen, plek)
    if nabij is None:
        punten = alleen_woorden(kenmerken)
    else:
        deel = _deel(nabij, betekenis, [rij.pk for rij in rijen])
        punten = versmelt(deel, kenmerken, nederlands=taal_van(vraag) in (NEDERLANDS, None))
    punten = laat_zakken(punten, _onbevestigd(rijen), op_betekenis=nabij is not None)
    paren = {rij.pk: float(p) for rij, p in zip(rijen, punten, strict=True)}
    return _Gewogen(paren, {rij.pk: rij for rij in rijen}, groepen, betekenis, nabij, begrepen, plek)


def zegt_iets(begrepen: Begrepen) -> bool:
    """Whether there is a word that tells what is asked: of function words alone a vector says nothing."""
    return any(not w.is_stopwoord(woord) and not woord.isdigit() for woord in begrepen.woorden)


def _voorkeur(begrepen: Begrepen) -> Q:
    """What to look at first where many match."""
    wie = Q() if begrepen.collega else Q(collegas=False)
    return wie & _leeftijd(begrepen) if begrepen.leeftijden else wie


def _nabij(vraag: str, betekenis: Betekenis) -> Nabijheid | None:
    inbedder = geef_inbedder()
    if inbedder is None or not betekenis.vectoren.any():
        return None
    return meet(betekenis, inbedder.vraag([vraag])[0])


def _dichtstbij(nabij: Nabijheid | None, betekenis: Betekenis, woorden: dict[int, float]) -> list[int]:
    """The documents to look at closely: those with words in common, and those that mean most nearly the same."""
    if nabij is None:
        return list(woorden)
    som = nabij.inhoud + 0.5 * nabij.zin + 0.5 * nabij.thema
    beste = np.argpartition(-som, VAN_NABIJ)[:VAN_NABIJ] if len(som) > VAN_NABIJ else np.arange(len(som))
    return sorted({*(int(pk) for pk in betekenis.ruw.pks[beste]), *woorden})


class Rij(NamedTuple):
    """What is read of a document to rank it and to show it."""

    pk: int
    soort: str
    nummer: int
    naam: str
    adres: str
    regel: str
    leeftijd_min: int
    leeftijd_max: int
    doelgroep: list[str]
    collegas: bool
    gemeenten: list[int]
    themas: list[int]


def _rijen(binnen: QuerySet[Document], pks: Sequence[int]) -> list[Rij]:
    return [Rij(*rij) for rij in binnen.filter(pk__in=pks).order_by("pk").values_list(*Rij._fields)]


def _onbevestigd(rijen: Sequence[Rij]) -> NDArray[np.bool_]:
    """Which of these are offers that nobody confirmed for long; one query."""
    nummers = [rij.nummer for rij in rijen if rij.soort == "aanbod"]
    oud = set(
        Interventie.objects.filter(pk__in=nummers, bevestigd_tot__lt=grens_onbevestigd()).values_list("pk", flat=True)
    )
    return np.array([rij.soort == "aanbod" and rij.nummer in oud for rij in rijen], np.bool_)


def _kenmerken(
    rijen: Sequence[Rij], woorden: dict[int, float], begrepen: Begrepen, plek: GenoemdePlek | None
) -> Kenmerken:
    hier = {gemeente.pk for gemeente in plek.gemeenten} if plek else set()
    goed = voldoet([rij.nummer for rij in rijen if rij.soort == "aanbod"], begrepen.voorwaarden)
    kolommen = np.array(
        [
            (
                woorden.get(rij.pk, 0.0),
                _past_leeftijd(rij.leeftijd_min, rij.leeftijd_max, begrepen),
                _past_plaats(rij.gemeenten, hier),
                _past_vrager(rij.doelgroep, rij.collegas, begrepen),
                bool(rij.themas),
                rij.soort == "pagina",
                rij.soort == "thema",
                -float(goed is not None and rij.soort == "aanbod" and rij.nummer not in goed),
            )
            for rij in rijen
        ],
        np.float32,
    ).reshape(-1, 8)
    woord, leeftijd, plaats, vrager, met_thema, pagina, thema, voorwaarden = kolommen.T
    return Kenmerken(woord, leeftijd, plaats, vrager, met_thema, pagina, thema.astype(bool), voorwaarden)


def _past_leeftijd(van: int, tot: int, begrepen: Begrepen) -> float:
    if not begrepen.leeftijden or any(van <= t and tot >= v for v, t in begrepen.leeftijden):
        return 0
    return -1


def _past_plaats(gemeenten: Sequence[int], hier: Collection[int]) -> float:
    """What is of the place that was named goes first, the more so the fewer places it is of."""
    if not hier or not gemeenten:
        return 0
    if not set(gemeenten) & set(hier):
        return -1
    return 1 if len(gemeenten) <= VAN_EEN_PLAATS else 0.5 if len(gemeenten) <= VAN_EEN_STREEK else 0


def _past_vrager(doelgroep: Sequence[str], collegas: bool, begrepen: Begrepen) -> float:
    if begrepen.collega:
        return float(Doelgroep.PROFESSIONALS in doelgroep)
    return -1.0 if collegas else 0


def _deel(nabij: Nabijheid, betekenis: Betekenis, pks: Sequence[int]) -> Nabijheid:
    """The same for these documents only; one that this process has not read yet is of no meaning."""
    plek = np.array([betekenis.plek.get(pk, -1) for pk in pks], np.int64)

    def kies(waarden: np.ndarray) -> np.ndarray:
        return np.where(plek >= 0, np.append(waarden, 0)[plek], 0)

    return Nabijheid(
        kies(nabij.inhoud), kies(nabij.zin), kies(nabij.thema), kies(nabij.themawoord), kies(nabij.dichtste_zin)
    )


# --- the list -------------------------------------------------------------------------------------------------


def _op_volgorde_van_punten(gewogen: _Gewogen) -> list[Rij]:
    """Those with the most points, best first; equals by name."""
    if not gewogen.punten:
        return []
    naast_thema = [p for pk, p in gewogen.punten.items() if gewogen.rijen[pk].soort != "thema"]
    beste = max(naast_thema or gewogen.punten.values())
    grens = beste - MARGE if gewogen.nabij is not None else beste * VEEL_SLECHTER
    rijen = [gewogen.rijen[pk] for pk, punten in gewogen.punten.items() if punten >= grens and punten]
    return sorted(rijen, key=lambda rij: (-gewogen.punten[rij.pk], rij.naam, rij.pk))


def _in_lijst(documenten: Sequence[Rij], gewogen: _Gewogen) -> list[tuple[Rij, float]]:
    """With one theme, the nearest, third; an organisation named as an offer above it stands on the page of that."""
    themas = [d for d in documenten if d.soort == "thema"]
    namen: set[str] = set()
    lijst: list[Rij] = []
    for document in documenten:
        if document.soort != "thema" and document.naam not in namen:
            namen.add(document.naam)
            lijst.append(document)
    if themas:
        zo_heet_het = w.woorden(themas[0].naam) == list(gewogen.begrepen.woorden)
        lijst.insert(0 if zo_heet_het else PLEK_VAN_THEMA, themas[0])
    return [(document, gewogen.punten[document.pk]) for document in lijst]


def _met_waarom(lijst: Sequence[tuple[Rij, float]], gewogen: _Gewogen) -> list[Gevonden]:
    termen = sorted({term for groep in gewogen.groepen for term in groep if term.isalnum()})
    geraakt = woordrang.geraakt([document.pk for document, _ in lijst], termen)
    return [
        Gevonden(
            soort=document.soort,
            nummer=document.nummer,
            naam=document.naam,
            url=_url(document),
            regel=document.regel,
            score=round(score, 3),
            waarom=_waarom(document, geraakt.get(document.pk, []), gewogen),
            collegas=document.collegas,
        )
        for document, score in lijst
    ]


def _url(document: Rij) -> str:
    route = bronnen()[document.soort].route
    return reverse(route, args=[document.adres]) if route else reverse(document.adres)


def _waarom(document: Rij, termen: Sequence[str], gewogen: _Gewogen) -> str:
    """The words in common, and the everyday sentence that comes nearest."""
    delen = []
    if eigen := [woord for woord in dict.fromkeys(gewogen.begrepen.woorden) if {woord, w.grondvorm(woord)} & {*termen}]:
        delen.append(f"woorden: {', '.join(eigen[:4])}")
    rij = gewogen.betekenis.plek.get(document.pk)
    if gewogen.nabij is not None and rij is not None:
        zin = int(gewogen.nabij.dichtste_zin[rij])
        if zin >= 0 and gewogen.nabij.zin[rij] > 1:
            delen.append(f"lijkt op: ‘{gewogen.betekenis.geleerd.teksten[zin]}’")
        elif gewogen.nabij.inhoud[rij] > 1:
            delen.append("de betekenis ligt dichtbij")
        elif gewogen.nabij.thema[rij] > 1:
            delen.append("het thema past")
    return "; ".join(delen)
