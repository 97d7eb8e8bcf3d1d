"""The start page in blocks: each role adds what waits, its figures and its lists. A person with more roles gets all."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format

from gemeenten.enums import Rol
from gemeenten.permissions import PROFESSIONALS
from gemeenten.selectors import heeft_rol
from marktplein.basis import dagdelen, klok
from marktplein.basis.werkdagen import plus_werkdagen
from vraag.models import Groepsvoorstel, Reden, Signaal
from vraag.permissions import GEMEENTELEZERS
from vraag.redenen import leg_uit
from vraag.selectors import start
from vraag.selectors.signalen import aantallen_per_staat, eigen_signalen
from vraag.selectors.voorstellen import wacht_op_mij
from vraag.workflow import SignaalStaat

REGELS = 5
WACHTEND = 10
TAAK_DRINGEND_WERKDAGEN = 5
VER_WEG = dt.date.max


@dataclass(frozen=True, slots=True)
class Wachtend:
    """One thing that waits for this person; ``uiterlijk`` decides the order."""

    wat: str
    url: str
    icoon: str
    knop: str
    uiterlijk: dt.date | None = None
    toelichting: str = ""

    @property
    def te_laat(self) -> bool:
        return self.uiterlijk is not None and self.uiterlijk < klok.vandaag()

    @property
    def kleur(self) -> str:
        """Red is late, yellow is due within two days, cherry waits."""
        if self.te_laat:
            return "rood"
        return "geel" if self.uiterlijk and self.uiterlijk <= klok.vandaag() + dt.timedelta(days=2) else "kers"


@dataclass(frozen=True, slots=True)
class Cijfer:
    getal: int | str
    woord: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Regel:
    """One line of a list: what, where it leads, and a few words about it."""

    wat: str
    url: str = ""
    bij: str = ""
    badge: str = ""
    kleur: str = "grijs"


@dataclass(frozen=True, slots=True)
class Lijst:
    titel: str
    regels: list[Regel]
    leeg: str
    url: str = ""
    knop: str = ""


@dataclass(slots=True)
class Startpagina:
    """Everything on the page; filled by the blocks of the roles."""

    wachtend: list[Wachtend] = field(default_factory=list)
    cijfers: list[Cijfer] = field(default_factory=list)
    lijsten: list[Lijst] = field(default_factory=list)
    themas: list[start.Themavraag] | None = None
    zoeken: bool = False
    actie: tuple[str, str] | None = None

    def op_volgorde(self) -> list[Wachtend]:
        """The most urgent first; what has no date last."""
        return sorted(self.wachtend, key=lambda w: (w.uiterlijk or VER_WEG, w.wat))


def stel_samen(user: Any) -> Startpagina:
    """The start page of this user: the blocks of every role, in a fixed order."""
    pagina = Startpagina()
    if heeft_rol(user, *PROFESSIONALS, Rol.TRAINER):
        _voorstellen(pagina, user)
    for rollen, vul in BLOKKEN:
        if heeft_rol(user, *rollen):
            vul(pagina, user)
    return pagina


# --- blocks ---------------------------------------------------------------------------------------------------


def _voorstellen(pagina: Startpagina, user: Any) -> None:
    pagina.wachtend += [
        Wachtend(
            f"{v.kinderen} kinderen: {v.interventie}",
            reverse("vraag:voorstel", args=[v.pk]),
            "voorstel",
            "Bekijk en antwoord",
            klok.lokaal(v.reageren_voor).date(),
            _waar_en_wanneer(v),
        )
        for v in wacht_op_mij(user)[:WACHTEND]
    ]


def _waar_en_wanneer(voorstel: Groepsvoorstel) -> str:
    plek = voorstel.ruimte.gemeente if voorstel.ruimte else voorstel.groep and voorstel.groep.gemeente
    return f"{dagdelen.naam(voorstel.dagdeel).capitalize()} in {plek or 'de regio'}, vanaf {_dag(voorstel.start_week)}"


def _professional(pagina: Startpagina, user: Any) -> None:
    per_staat = aantallen_per_staat(eigen_signalen(user))
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
        Lijst(
            "Nog zonder groep",
            [_zonder_plek(s, s.reden) for s in start.zonder_plek(user)[:REGELS]],
            "Al je vragen zitten in een voorstel of een groep.",
            adres,
            "Al mijn vragen",
        ),
        Lijst(
            "Je groepen die binnenkort beginnen",
            _groepen(start.groepen_van_mijn_teams(user)[:REGELS]),
            "De komende zes weken begint er geen groep met kinderen van jouw team.",
            reverse("aanbod:groepen"),
            "Alle groepen",
        ),
    ]


def _zonder_plek(signaal: Signaal, reden: Reden) -> Regel:
    uitleg = leg_uit(reden)
    return Regel(str(signaal), reverse("vraag:signaal", args=[signaal.pk]), uitleg.zin, uitleg.kort, "geel")


def _groepen(groepen: Iterable[Any]) -> list[Regel]:
    return [
        Regel(
            str(groep.interventie),
            reverse("aanbod:groep", args=[groep.slug]),
            f"{groep.gemeente}, vanaf {_dag(groep.start_op)}",
            groep.get_staat_display(),
            "groen" if groep.bezet < groep.capaciteit else "geel",
        )
        for groep in groepen
    ]


def _dag(dag: dt.date) -> str:
    return date_format(dag, "l j F")


def _trainer(pagina: Startpagina, user: Any) -> None:
    pagina.lijsten.append(
        Lijst(
            "Je volgende bijeenkomsten",
            [
                Regel(
                    str(b.groep.interventie),
                    reverse("aanbod:groep", args=[b.groep.slug]),
                    f"{_moment(b.begin, b.eind)}, {b.groep.locatie_naam or b.groep.gemeente}",
                    f"Bijeenkomst {b.nummer}",
                    "blauw",
                )
                for b in start.komende_bijeenkomsten(user)[:REGELS]
            ],
            "Er staan geen bijeenkomsten voor je gepland.",
            reverse("aanbod:mijn_groepen"),
            "Mijn groepen",
        )
    )
    pagina.wachtend += [
        Wachtend(
            f"Je certificaat voor {c.interventie} verloopt",
            reverse("aanbod:interventie", args=[c.interventie.slug]),
            "certificaat",
            "Bekijk de training",
            c.geldig_tot,
            "Zonder geldig certificaat word je niet meer gevraagd. Meld een nieuw certificaat bij je organisatie.",
        )
        for c in start.certificaten_die_verlopen(user)[:REGELS]
    ]


def _moment(begin: dt.datetime, eind: dt.datetime) -> str:
    van, tot = klok.lokaal(begin), klok.lokaal(eind)
    return f"{_dag(van.date())}, {van:%H.%M} – {tot:%H.%M} uur"


def _facilitair(pagina: Startpagina, user: Any) -> None:
    adres = reverse("facilitair:taken")
    pagina.wachtend += [
        Wachtend(
            taak.titel,
            reverse("facilitair:taak", args=[taak.pk]),
            "taak",
            "Open de taak" if taak.toegewezen_aan_id else "Bekijk en pak op",
            taak.uiterlijk,
            str(taak.groep) if taak.groep else "",
        )
        for taak in start.dringende_taken(user, plus_werkdagen(klok.vandaag(), TAAK_DRINGEND_WERKDAGEN))[:WACHTEND]
    ]
    cijfers = start.taakcijfers(user)
    pagina.cijfers += [
        Cijfer(cijfers["te_laat"], "taken te laat", adres),
        Cijfer(cijfers["van_mij"], "taken van mij", adres),
        Cijfer(cijfers["vrij"], "taken vrij om op te pakken", adres),
    ]


def _gemeente(pagina: Startpagina, user: Any) -> None:
    pagina.themas = start.vraag_per_thema(user)
    adres = reverse("vraag:voorstellen")
    pagina.cijfers.append(
        Cijfer(start.lopende_voorstellen_van_gemeente(user), "voorstellen met teams uit je gemeente", adres)
    )
    pagina.lijsten += [
        Lijst(
            "Wat er mist",
            [
                Regel(waarvoor, "", leg_uit(Reden(code=code)).zin, _kinderen(aantal), "geel")
                for waarvoor, code, aantal in start.leemten(user)
            ],
            "Voor alle open vragen uit je gemeente is er een voorstel.",
            reverse("vraag:signalen"),
            "Alle vragen uit je gemeente",
        ),
        Lijst(
            "Groepen in je gemeente",
            _groepen(start.groepen_in_gemeente(user)[:REGELS]),
            "Er begint binnenkort geen groep in je gemeente.",
            reverse("aanbod:groepen"),
            "Alle groepen",
        ),
    ]


def _kinderen(aantal: int | None) -> str:
    return "minder dan 5 kinderen" if aantal is None else f"{aantal} kinderen"


def _uitnodigingen(pagina: Startpagina, user: Any) -> None:
    aantal = start.verlopen_uitnodigingen(user).count()
    if aantal:
        pagina.wachtend.append(
            Wachtend(
                "Een uitnodiging is verlopen" if aantal == 1 else f"{aantal} uitnodigingen zijn verlopen",
                reverse("gemeenten:uitnodigingen") + "?staat=verlopen",
                "bericht",
                "Stuur opnieuw of trek in",
            )
        )


def _kcc(pagina: Startpagina, user: Any) -> None:
    pagina.zoeken = True
    pagina.lijsten.append(
        Lijst(
            "Groepen met plek",
            _groepen(start.groepen_met_plaats(user)[:REGELS]),
            "Er zijn nu geen groepen met een vrije plek.",
            reverse("aanbod:groepen"),
            "Alle groepen",
        )
    )


def _aanbieder(pagina: Startpagina, user: Any) -> None:
    cijfers, adres = start.aanbodcijfers(user), reverse("aanbod:beheer")
    pagina.wachtend += [
        Wachtend(
            interventie.naam,
            reverse("aanbod:interventie_wijzigen", args=[interventie.slug]),
            "aanbod",
            "Vul aan" if _mist_routing(interventie) else "Controleer",
            None,
            "Waar men zich aanmeldt of wie betaalt ontbreekt. Zo kan het niet op de plank."
            if _mist_routing(interventie)
            else "Dit is langer dan een jaar niet gecontroleerd.",
        )
        for interventie in start.aanbod_dat_aandacht_vraagt(user)[:REGELS]
    ]
    pagina.cijfers += [
        Cijfer(cijfers["gepubliceerd"], "op de plank", adres),
        Cijfer(cijfers["concept"], "nog concept", adres),
        Cijfer(cijfers["groepen"], "lopende groepen"),
    ]


def _mist_routing(interventie: Any) -> bool:
    return not interventie.aanmelden_bij or not interventie.wie_betaalt


def _beheer(pagina: Startpagina, user: Any) -> None:
    cijfers, runs = start.beheercijfers(), start.laatste_runs()
    if cijfers["post_mislukt"]:
        pagina.wachtend.append(
            Wachtend(
                f"{cijfers['post_mislukt']} mails zijn niet aangekomen",
                reverse("health:health"),
                "bericht",
                "Bekijk de gezondheid",
                klok.vandaag(),
            )
        )
    pagina.wachtend += [
        Wachtend(f"De berekening van {r.regio} is mislukt", reverse("vraag:run", args=[r.pk]), "fout", "Bekijk")
        for r in runs
        if start.is_mislukt(r)
    ]
    pagina.cijfers += [
        Cijfer(cijfers["leden"], "mensen met een rol", reverse("gemeenten:leden")),
        Cijfer(cijfers["uitnodigingen"], "open uitnodigingen", reverse("gemeenten:uitnodigingen") + "?staat=open"),
        Cijfer(cijfers["post_wacht"], "mails wachten op verzending", reverse("health:health")),
    ]
    pagina.lijsten.append(
        Lijst(
            "Laatste berekening per regio",
            [
                Regel(
                    str(r.regio),
                    reverse("vraag:run", args=[r.pk]),
                    _moment_van(r.aangemaakt_op),
                    r.get_staat_display(),
                    "rood" if start.is_mislukt(r) else "groen",
                )
                for r in runs
            ],
            "Er is nog niets berekend.",
            reverse("vraag:runs"),
            "Alle berekeningen",
        )
    )


def _moment_van(moment: dt.datetime) -> str:
    lokaal = klok.lokaal(moment)
    return f"{_dag(lokaal.date())}, {lokaal:%H.%M} uur"


BLOKKEN: tuple[tuple[tuple[Rol, ...], Callable[[Startpagina, Any], None]], ...] = (
    (PROFESSIONALS, _professional),
    ((Rol.TRAINER,), _trainer),
    ((Rol.FACILITAIR,), _facilitair),
    (GEMEENTELEZERS, _gemeente),
    ((Rol.GEMEENTEBEHEER, Rol.BEHEER), _uitnodigingen),
    ((Rol.KCC,), _kcc),
    ((Rol.AANBIEDER,), _aanbieder),
    ((Rol.BEHEER,), _beheer),
)
