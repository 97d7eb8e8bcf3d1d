"""What waits for an answer as rows with the facts: one for each team or trainer that somebody answers for."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from gemeenten.grond.enums import Rol
from gemeenten.grond.selectors import heeft_rol
from marktplein.accounts.models import Bezoeker
from marktplein.basis import klok
from marktplein.basis.kleine_aantallen import Getal
from marktplein.werk import uitstel
from marktplein.werk.models import Uitgesteld
from vraag.models import Groepsvoorstel, Toezegging
from vraag.permissions import eigen_team_ids, heeft_login
from vraag.voorstellen import selectors as lees
from vraag.voorstellen.antwoordlink import krijgt_link
from vraag.voorstellen.feiten import kosten_kort, plek_kort
from vraag.voorstellen.handelingen import ANTWOORDEN
from vraag.voorstellen.selectors import Voorsteldeel
from vraag.voorstellen.wanneer import moment_kort, vanaf_kort, verschuiving, zet_vanaf
from vraag.workflow import Antwoord, VoorstelStaat

HANDELINGEN = tuple(ANTWOORDEN.values())
# What a row shows of an answer that is asked for.
IN_RIJ = (
    "antwoord", "bevestigen", "terugbellen_op", "team__naam", "trainer__naam", "trainer__telefoon", "trainer__email",
    "trainer__organisatie__telefoon", "trainer__user__is_active",
    "voorstel__dagdeel", "voorstel__start_week", "voorstel__staat", "voorstel__voor",
    "voorstel__reageren_voor", "voorstel__verteld_data", "voorstel__eerder_data", "voorstel__eerder_plek",
    "voorstel__interventie__naam",
    "voorstel__interventie__bijeenkomsten", "voorstel__interventie__duur_minuten",
    "voorstel__interventie__eigen_bijdrage_cent", "voorstel__interventie__toestemming_beide_ouders",
    "voorstel__ruimte__naam", "voorstel__ruimte__gemeente__regio", "voorstel__ruimte__gemeente__vakantieregio",
    "voorstel__groep__locatie_naam", "voorstel__groep__start_op", "voorstel__groep__capaciteit", "voorstel__run",
)  # fmt: skip


@dataclass
class Antwoordrij:
    """One answer that somebody may give. ``eigen`` counts the children of the team, ``km`` is how far they go.

    ``wie`` is the team or trainer, where the reader answers for more than one.
    """

    toezegging: Toezegging
    wie: str
    namens: bool
    eigen: int
    samen: Getal
    afstand_m: int
    ja: int
    gevraagd: int
    uitstel: Uitgesteld | None = None
    mag_terug: bool = False
    # What the row asks after a no, and why it was refused.
    vraagt_reden: bool = False
    reden: str = ""
    fout: str = ""

    @property
    def voorstel(self) -> Groepsvoorstel:
        return self.toezegging.voorstel

    @cached_property
    def voluit(self) -> str:
        """What tells one button from the same of another row."""
        return f"{self.voorstel.interventie}, {self.wie}" if self.wie else str(self.voorstel.interventie)

    @property
    def vraagt_toestemming(self) -> bool:
        """Whether a yes comes with a tick, which the page of the proposal asks."""
        return self.toezegging.team_id is not None and self.voorstel.interventie.toestemming_beide_ouders

    @property
    def woorden(self) -> str:
        """What waits to be done."""
        return uitstel.handelingen()[self.uitstel.soort].woorden if self.uitstel else ""

    @property
    def open(self) -> bool:
        return self.toezegging.antwoord == Antwoord.OPEN and self.voorstel.staat == VoorstelStaat.VOORGESTELD

    @property
    def moment(self) -> str:
        """ "ma 15.30 – 16.45, 8 keer"."""
        return moment_kort(self.voorstel)

    @property
    def vanaf(self) -> str:
        return vanaf_kort(self.voorstel)

    @property
    def was(self) -> str:
        """What changed in the dates, and whether a yes is asked again."""
        anders = verschuiving(self.voorstel)
        if anders is None:
            return ""
        return f"{anders.kort}: geldt de ja nog?" if self.toezegging.bevestigen else anders.kort

    @property
    def plek(self) -> str:
        return plek_kort(self.voorstel)

    @property
    def kosten(self) -> str:
        return kosten_kort(self.voorstel.interventie)


def mijn_toezeggingen(user: Bezoeker) -> QuerySet[Toezegging]:
    """Every answer that this user may give or has given, with all that a row shows."""
    return Toezegging.objects.filter(lees.van_mij(user)).select_related(
        "team", "trainer__user", "trainer__organisatie", "voorstel__interventie", "voorstel__ruimte__gemeente",
        "voorstel__groep__gemeente",
    )  # fmt: skip


def wachtende(user: Bezoeker) -> QuerySet[Toezegging]:
    """Those that are open, nearest deadline first, with what a row shows and no more."""
    open_ = mijn_toezeggingen(user).filter(antwoord=Antwoord.OPEN, voorstel__staat=VoorstelStaat.VOORGESTELD)
    open_ = open_.select_related(None).select_related(
        "team", "trainer__user", "trainer__organisatie", "voorstel__interventie", "voorstel__ruimte__gemeente",
        "voorstel__groep",
    )  # fmt: skip
    return open_.only(*IN_RIJ).order_by("voorstel__reageren_voor", "voorstel_id", "pk")


def lopend_op(user: Bezoeker, toezeggingen: Iterable[Toezegging]) -> uitstel.Overzicht:
    """What waits ten seconds to be done with these, and what this user asked for and was refused."""
    return uitstel.overzicht(user, HANDELINGEN, {t.pk for t in toezeggingen})


def rijen_van(
    user: Bezoeker, toezeggingen: Sequence[Toezegging], lopend: uitstel.Overzicht | None = None
) -> list[Antwoordrij]:
    """The rows of these; a constant number of queries, whatever their number. ``lopend`` when it was read already."""
    if not toezeggingen:
        return []
    voorstellen: dict[int, Groepsvoorstel] = {}
    for t in toezeggingen:
        # A proposal that asks several trainers is read and worked out once.
        t.voorstel = voorstellen.setdefault(t.voorstel_id, t.voorstel)
    delen = _lees_bij([*voorstellen.values()])
    zet_vanaf(voorstellen.values())
    wacht = (lopend or lopend_op(user, toezeggingen)).per_ding
    meer_teams = len(eigen_team_ids(user)) > 1
    return [_rij(user, t, delen[t.voorstel_id], wacht.get(t.pk), meer_teams=meer_teams) for t in toezeggingen]


def _lees_bij(voorstellen: Sequence[Groepsvoorstel]) -> dict[int, list[Voorsteldeel]]:
    """The answers; and per proposal its lines, without an object for each: a page has hundreds of them."""
    anderen = Toezegging.objects.select_related("trainer__user").order_by()
    anderen = anderen.only("voorstel", "antwoord", "team", "trainer", "trainer__user__is_active")
    prefetch_related_objects(voorstellen, Prefetch("toezeggingen", anderen))
    return lees.delen_van(voorstellen)


def _rij(
    user: Bezoeker, t: Toezegging, delen: Sequence[Voorsteldeel], wacht: Uitgesteld | None, *, meer_teams: bool
) -> Antwoordrij:
    v = t.voorstel
    eigen = [deel for deel in delen if deel.team_id == t.team_id]
    namens = t.trainer is not None and not heeft_login(t.trainer)
    noem = namens or (t.team_id is not None and meer_teams)
    antwoorden = [ander.antwoord for ander in v.toezeggingen.all()]
    return Antwoordrij(
        toezegging=t,
        wie=str(t.team or t.trainer) if noem else "",
        namens=namens,
        eigen=sum(deel.aantal for deel in eigen),
        samen=lees.samen(user, v, delen),
        afstand_m=max((deel.afstand_m for deel in eigen), default=0),
        ja=antwoorden.count(Antwoord.JA),
        gevraagd=len(antwoorden),
        uitstel=wacht,
        mag_terug=wacht is not None and wacht.door_id == user.pk,
    )


@dataclass(frozen=True, slots=True)
class Belgroep:
    """A trainer without a login, the number to call, and what there is to ask."""

    trainer: int
    naam: str
    nummer: str
    rijen: list[Antwoordrij]
    # Got a mail with a link to answer: perhaps that answer comes before the call.
    gemaild: bool = False


def te_bellen(user: Bezoeker, hoogstens: int | None = None) -> tuple[list[Belgroep], int]:
    """For facilitair: whom to call, first who was not put off to a later day, then by deadline; and how many others
    there are. Trainers are told with all that they are asked, so long as fewer than ``hoogstens`` rows stand there.
    """
    if not heeft_rol(user, Rol.FACILITAIR):
        return [], 0
    per: dict[int, list[Toezegging]] = defaultdict(list)
    for t in wachtende(user):
        if t.trainer_id is not None and t.trainer and not heeft_login(t.trainer):
            per[t.trainer_id].append(t)
    gekozen: list[Toezegging] = []
    trainers = sorted(per.values(), key=lambda van_een: all(map(_later, van_een)))
    getoond = 0
    for van_een in trainers:
        if hoogstens is not None and len(gekozen) >= hoogstens:
            break
        gekozen += van_een
        getoond += 1
    return per_trainer(rijen_van(user, gekozen)), len(trainers) - getoond


def per_trainer(rijen: Sequence[Antwoordrij]) -> list[Belgroep]:
    """Rows that are asked in the name of a trainer."""
    per: dict[int, list[Antwoordrij]] = defaultdict(list)
    for rij in rijen:
        per[rij.toezegging.trainer_id or 0].append(rij)
    groepen = [
        Belgroep(pk, str(een.toezegging.trainer), _nummer(een.toezegging), [een, *meer], _gemaild(een.toezegging))
        for pk, (een, *meer) in per.items()
    ]
    return sorted(groepen, key=lambda g: all(_later(rij.toezegging) for rij in g.rijen))


def _nummer(t: Toezegging) -> str:
    return t.trainer.te_bellen_op if t.trainer else ""


def _gemaild(t: Toezegging) -> bool:
    return t.trainer is not None and krijgt_link(t.trainer)


def _later(t: Toezegging) -> bool:
    return t.terugbellen_op is not None and t.terugbellen_op > klok.vandaag()
