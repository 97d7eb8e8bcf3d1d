"""What the start page shows of demand, proposals and calculations."""

import datetime as dt
from collections import Counter

from django.db.models import Case, CharField, F, Max, OuterRef, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse

from aanbod.groepen.selectors import zichtbaar_voor
from aanbod.models import Groep, Thema
from aanbod.werkplek import groepsregels
from aanbod.workflow import GROEP_LOPEND
from gemeenten.grond.enums import Rol
from gemeenten.grond.permissions import PROFESSIONALS
from marktplein.accounts.models import User
from marktplein.basis import klok
from marktplein.basis.blok import (
    OPHALEN,
    REGELS,
    Bloklijst,
    Blokregel,
    Cijfer,
    Rolblok,
    Startdeel,
    Startpagina,
    Themavraag,
    Wachtend,
)
from marktplein.basis.mensen import mensen
from marktplein.basis.werkdagen import LANDELIJK, plus_werkdagen
from marktplein.basis.woorden import dag_kort, moment, opsomming, tel
from vraag.instellingen import ANTWOORD_WERKDAGEN
from vraag.models import Groepsvoorstel, Reden, Run, Signaal
from vraag.permissions import (
    GEMEENTELEZERS,
    eigen_team_ids,
    gelezen_gemeente_ids,
    heeft_login,
    kan_scenario_maken,
)
from vraag.reeksen.oproepen import regel_bij
from vraag.reeksen.selectors import oproepen_voor
from vraag.reeksen.services import te_beslissen
from vraag.signalen.selectors import aantallen_per_staat, eigen_signalen
from vraag.uitleg.leemte import wat_mist
from vraag.uitleg.redenen import leg_uit
from vraag.uitleg.trainervraag import ZONDER_TRAINER, te_beantwoorden
from vraag.voorstellen.antwoordrijen import rijen_van, te_bellen, wachtende
from vraag.voorstellen.selectors import stille_voorstellen
from vraag.wat_als.begin import trainers_erbij
from vraag.workflow import RunStaat, SignaalStaat, VoorstelStaat

# With so many rows to call about, the other trainers stand among the proposals.
BELRIJEN = 20
# Of those so many trainers stand open.
BELLEN_OPEN = 3
BINNENKORT = dt.timedelta(weeks=6)


def zonder_plek(user: User) -> QuerySet[Signaal]:
    """Open demand of the own teams that the last pooling could not place, the longest waiting first."""
    return (
        Signaal.objects.filter(team_id__in=eigen_team_ids(user), staat=SignaalStaat.OPEN, reden__isnull=False)
        .select_related("reden", "interventie", "thema", "team")
        .order_by("geplaatst_op", "pk")
    )


def groepen_van_mijn_teams(user: User) -> QuerySet[Groep]:
    """Groups with children of the own teams that begin within BINNENKORT."""
    vandaag = klok.vandaag()
    return (
        Groep.objects.filter(
            teamplaatsen__team__in=eigen_team_ids(user),
            staat__in=GROEP_LOPEND,
            start_op__gte=vandaag,
            start_op__lte=vandaag + BINNENKORT,
        )
        .select_related("interventie", "gemeente")
        .distinct()
        .order_by("start_op", "pk")
    )


def vraag_per_thema(user: User) -> list[Themavraag]:
    """Open demand of the own municipality per theme, most children first.

    A signaal that names only an interventie counts for the first theme of that interventie.
    """
    eerste_thema = Thema.objects.filter(interventies=OuterRef("interventie")).order_by("volgorde", "naam")
    rijen = (
        Signaal.objects.filter(team__gemeente__in=gelezen_gemeente_ids(user), staat=SignaalStaat.OPEN)
        .annotate(
            over=Coalesce("thema__naam", Subquery(eerste_thema.values("naam")[:1]), Value("Anders")),
        )
        .order_by()
        .values("over")
        .annotate(
            som=Sum("aantal"),
            leemte=Sum("reden__aantal", default=0),
        )
        .order_by("-som", "over")
    )
    return [Themavraag(r["over"], r["som"], r["leemte"]) for r in rijen]


def leemten(user: User) -> list[tuple[str, int | None, str, str, int]]:
    """(offer or theme, number of the offer, for whom, code of the reason, count) of what the municipality asks and
    could not be placed."""
    rijen = (
        Signaal.objects.filter(
            team__gemeente__in=gelezen_gemeente_ids(user), staat=SignaalStaat.OPEN, reden__isnull=False
        )
        .annotate(
            waarvoor_=Case(
                When(interventie__isnull=False, then=F("interventie__naam")),
                default=F("thema__naam"),
                output_field=CharField(),
            )
        )
        .order_by()
        .values("waarvoor_", "interventie_id", "voor", "reden__code")
        .annotate(som=Sum("reden__aantal"))
        .order_by("-som", "waarvoor_", "voor", "reden__code")
    )
    return [(r["waarvoor_"], r["interventie_id"], r["voor"], r["reden__code"], r["som"]) for r in rijen]


def wachtende_voorstellen_van_gemeente(user: User) -> int:
    """How many proposals wait for answers and ask a team of the own municipality: those of the list with that state."""
    return (
        Groepsvoorstel.objects.filter(
            staat=VoorstelStaat.VOORGESTELD, toezeggingen__team__gemeente__in=gelezen_gemeente_ids(user)
        )
        .distinct()
        .count()
    )


def groepen_in_gemeente(user: User) -> QuerySet[Groep]:
    """Running and coming groups on the ground of the own municipality."""
    return (
        zichtbaar_voor(user)
        .filter(gemeente__in=gelezen_gemeente_ids(user), staat__in=GROEP_LOPEND, start_op__gte=klok.vandaag())
        .order_by("start_op", "pk")
    )


def laatste_runs() -> list[Run]:
    """The newest pooling of each region."""
    nieuwste = Run.objects.order_by().values("regio").annotate(pk_=Max("pk")).values("pk_")
    return list(Run.objects.filter(pk__in=nieuwste).select_related("regio").order_by("regio__naam"))


def is_mislukt(run: Run) -> bool:
    return run.staat in (RunStaat.MISLUKT, RunStaat.AFGEBROKEN)


def _voorstellen(pagina: Startpagina, user: User) -> None:
    pagina.alles = (reverse("vraag:voorstellen"), "Bekijk alle voorstellen")
    zelf = [t for t in wachtende(user)[:OPHALEN] if t.trainer is None or heeft_login(t.trainer)]
    pagina.wachtend += [
        Wachtend(
            str(rij.voorstel.interventie),
            reverse("vraag:voorstel", args=[rij.voorstel.pk]),
            "Bekijk en antwoord",
            klok.lokaal(rij.voorstel.reageren_voor).date(),
            sjabloon="vraag/includes/_antwoordrij.html",
            rij=rij,
        )
        for rij in rijen_van(user, zelf)
    ]


def _te_bellen(pagina: Startpagina, user: User) -> None:
    groepen, nog = te_bellen(user, BELRIJEN)
    if not groepen:
        return
    meer = tel(nog, "andere trainer", "andere trainers")
    pagina.delen.append(
        Startdeel(
            "Te bellen: trainers zonder account",
            "vraag/includes/_te_bellen.html",
            groepen,
            (reverse("vraag:voorstellen"), f"Bekijk ook de voorstellen van {meer}") if nog else None,
            BELLEN_OPEN,
        )
    )


def _professional(pagina: Startpagina, user: User) -> None:
    per_staat = aantallen_per_staat(eigen_signalen(user))
    meer_teams = len(eigen_team_ids(user)) > 1
    adres = reverse("vraag:signalen")
    pagina.actie = (reverse("vraag:signaal_nieuw"), "Plaats een vraag")
    pagina.cijfers += [
        Cijfer(per_staat.get(staat, 0), woord, f"{adres}?staat={staat}")
        for staat, woord in (
            (SignaalStaat.OPEN, "open vragen"),
            (SignaalStaat.VOORGESTELD, "in een voorstel"),
            (SignaalStaat.GEPLAATST, "geplaatst"),
        )
    ]
    pagina.lijsten += [
        Bloklijst(
            "Nog zonder voorstel",
            [_zonder_plek(s, s.reden, meer_teams=meer_teams) for s in zonder_plek(user)[:REGELS]],
            "Al je vragen zitten in een voorstel of een groep.",
            adres,
            "Al mijn vragen",
        ),
        Bloklijst(
            "Je groepen die binnenkort beginnen",
            groepsregels(groepen_van_mijn_teams(user)[:REGELS]),
            "De komende zes weken begint er geen groep met mensen van jouw team.",
            reverse("aanbod:mijn_week"),
            "Week van je team",
        ),
    ]
    if oproepen := oproepen_voor(user):
        regels = [regel_bij(o, meer_teams=len({o.team.pk for o in oproepen}) > 1) for o in oproepen[:REGELS]]
        pagina.lijsten.append(Bloklijst("Vaste reeksen die binnenkort beginnen", regels, ""))


def _zonder_plek(signaal: Signaal, reden: Reden, *, meer_teams: bool) -> Blokregel:
    """Who works for more than one team reads which of them asks."""
    uitleg = leg_uit(reden)
    wat = f"{mensen(signaal.aantal, signaal.voor)}: {signaal.waarvoor}"
    if meer_teams:
        wat = f"{wat} · {signaal.team}"
    return Blokregel(wat, reverse("vraag:signaal", args=[signaal.pk]), uitleg.zin, uitleg.kort, "geel")


def _trainervragen(pagina: Startpagina, user: User) -> None:
    """What teams of the own municipality ask: a trainer, within a week of working days."""
    for vraag in te_beantwoorden(user)[:OPHALEN]:
        pagina.wachtend.append(
            Wachtend(
                f"{vraag.team} vraagt om een trainer voor {vraag.interventie}",
                reverse("vraag:trainervraag", args=[vraag.pk]),
                "Bekijk en antwoord",
                plus_werkdagen(vraag.gevraagd_op, ANTWOORD_WERKDAGEN, LANDELIJK),
            )
        )


def _vaste_reeksen(pagina: Startpagina, user: User) -> None:
    """One row for all: what comes back is decided about in one list, and none of it has a day."""
    if aantal := len(te_beslissen(user)):
        pagina.wachtend.append(
            Wachtend(
                "Een training komt elk jaar terug: maak er een vaste reeks van, of niet"
                if aantal == 1
                else f"{aantal} trainingen komen elk jaar terug: maak er vaste reeksen van, of niet",
                reverse("vraag:reeksen"),
                "Beslis",
            )
        )


def _gemeente(pagina: Startpagina, user: User) -> None:
    _trainervragen(pagina, user)
    _vaste_reeksen(pagina, user)
    pagina.themas = vraag_per_thema(user)
    adres = reverse("vraag:voorstellen")
    pagina.cijfers += [
        Cijfer(
            wachtende_voorstellen_van_gemeente(user),
            "voorstellen met teams uit je gemeente wachten op antwoord",
            f"{adres}?staat={VoorstelStaat.VOORGESTELD}",
            een="voorstel met teams uit je gemeente wacht op antwoord",
        ),
        Cijfer(
            groepen_in_gemeente(user).count(),
            "groepen die nog beginnen",
            reverse("aanbod:groepen"),
            een="groep die nog begint",
        ),
    ]
    gaten, stil = leemten(user), stille_voorstellen(user, OPHALEN)
    if gaten:
        per_voor: Counter[str] = Counter()
        for _, _, voor, _, aantal in gaten:
            per_voor[voor] += aantal
        zonder = opsomming(mensen(aantal, voor) for voor, aantal in per_voor.items())
        pagina.nog_open.append(f"Nog zonder voorstel: {zonder} uit je gemeente. Waarom staat bij ‘Wat er mist’.")
    if stil:
        wat = tel(len(stil) if len(stil) < OPHALEN else f"minstens {OPHALEN}", "voorstel", "voorstellen")
        pagina.nog_open.append(f"Nog niet van iedereen een antwoord: {wat}. Wie staat bij ‘Wie nog niet antwoordde’.")
    pagina.lijsten += [
        Bloklijst(
            "Wie nog niet antwoordde",
            [_stil(v, namen) for v, namen in stil[:REGELS]],
            "Iedereen uit je gemeente heeft geantwoord.",
            adres,
            "Alle voorstellen",
        ),
        Bloklijst(
            "Wat er mist",
            [
                Blokregel(waarvoor, _wat_als(user, training, code), wat_mist(code, voor), mensen(aantal, voor), "geel")
                for waarvoor, training, voor, code, aantal in gaten[:REGELS]
            ],
            "Voor alle open vragen uit je gemeente is er een voorstel.",
            reverse("vraag:signalen"),
            "Alle vragen uit je gemeente",
        ),
        Bloklijst(
            "Groepen in je gemeente",
            groepsregels(groepen_in_gemeente(user)[:REGELS]),
            "Er begint binnenkort geen groep in je gemeente.",
            reverse("aanbod:groepen"),
            "Alle groepen",
        ),
    ]


def _wat_als(user: User, training: int | None, code: str) -> str:
    """Where a gap leads to: what two trainers more would do, for who may try that out."""
    if training is None or code not in ZONDER_TRAINER or not kan_scenario_maken(user):
        return ""
    return f"{reverse('vraag:scenario_nieuw')}?{trainers_erbij(training, gelezen_gemeente_ids(user))}"


def _stil(voorstel: Groepsvoorstel, namen: list[str]) -> Blokregel:
    """Leads to the page on which they can be reminded."""
    uiterlijk = f"uiterlijk {dag_kort(klok.lokaal(voorstel.reageren_voor).date())}"
    return Blokregel(
        str(voorstel.interventie), reverse("vraag:voorstel", args=[voorstel.pk]), opsomming(namen), uiterlijk, "geel"
    )


def _beheer(pagina: Startpagina, user: User) -> None:
    runs = laatste_runs()
    pagina.wachtend += [
        Wachtend(f"De berekening van {r.regio} is mislukt", reverse("vraag:run", args=[r.pk]), "Bekijk")
        for r in runs
        if is_mislukt(r)
    ]
    pagina.lijsten.append(
        Bloklijst(
            "Laatste berekening per regio",
            [
                Blokregel(
                    str(r.regio),
                    reverse("vraag:run", args=[r.pk]),
                    moment(r.aangemaakt_op),
                    r.get_staat_display(),
                    "rood" if is_mislukt(r) else "groen",
                )
                for r in runs
            ],
            "Er is nog niets berekend.",
            reverse("vraag:runs"),
            "Alle berekeningen",
        )
    )


WERKPLEK = (
    Rolblok(10, (*PROFESSIONALS, Rol.TRAINER), _voorstellen),
    Rolblok(15, (Rol.FACILITAIR,), _te_bellen),
    Rolblok(20, PROFESSIONALS, _professional),
    Rolblok(50, GEMEENTELEZERS, _gemeente),
    Rolblok(92, (Rol.BEHEER,), _beheer),
)
