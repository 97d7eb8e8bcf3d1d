"""The start page in blocks: each role adds what waits, its figures and its lists. A person with more roles gets all."""

from collections.abc import Callable, Iterable
from typing import Any

from django.urls import reverse

from gemeenten.grond.enums import Rol
from gemeenten.grond.permissions import PROFESSIONALS
from gemeenten.grond.selectors import heeft_rol
from marktplein.basis import dagdelen, klok
from marktplein.basis.blok import Blokregel, Cijfer, Lijst, Startpagina, Wachtend
from marktplein.basis.werkdagen import plus_werkdagen
from marktplein.basis.woorden import dag, kinderen, moment, tijd
from marktplein.werkplek import selectors as start
from vraag.models import Groepsvoorstel, Reden, Signaal
from vraag.permissions import GEMEENTELEZERS
from vraag.reeksen.oproepen import regel_bij
from vraag.reeksen.selectors import oproepen_voor
from vraag.signalen.selectors import aantallen_per_staat, eigen_signalen
from vraag.uitleg.redenen import leg_uit
from vraag.voorstellen.selectors import wacht_op_mij
from vraag.voorstellen.wanneer import zet_vanaf
from vraag.workflow import SignaalStaat

REGELS = 5
OPHALEN = 50
TAAK_DRINGEND_WERKDAGEN = 5
# What stands in the way, for who looks at a municipality rather than at one question.
LEEMTE = {
    "TOO_FEW_CHILDREN": "Er zijn nog te weinig kinderen voor een groep.",
    "TOO_FEW_CHILDREN_LEFT": "Er zijn te weinig kinderen over voor nog een groep.",
    "NO_SHARED_DAYPART": "Er zijn genoeg kinderen, maar niet op hetzelfde dagdeel.",
    "AGE": "De leeftijden passen niet bij deze training.",
    "NO_ROOM_WITHIN_KM": "Er is geen ruimte dichtbij die groot genoeg is.",
    "NO_ROOM_DAYPART": "De ruimtes dichtbij zijn dicht op de dagdelen die passen.",
    "ROOMS_TAKEN": "De ruimtes dichtbij zijn al bezet.",
    "NO_TRAINER": "Er zijn te weinig trainers.",
    "TRAINERS_TAKEN": "De trainers hebben dan al een groep.",
    "STARTS_LATER": "Deze vragen beginnen pas later.",
    "GEEN_GROEPSAANBOD": "Er ligt nog geen groepstraining op de plank die past.",
    "NIET_OP_DE_PLANK": "Deze training wordt nu niet aangeboden.",
}


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
    pagina.alles = (reverse("vraag:voorstellen"), "Bekijk alle voorstellen")
    wacht = list(wacht_op_mij(user)[:OPHALEN])
    zet_vanaf(wacht)
    pagina.wachtend += [
        Wachtend(
            f"{kinderen(v.kinderen)}: {v.interventie}",
            reverse("vraag:voorstel", args=[v.pk]),
            "voorstel",
            "Bekijk en antwoord",
            klok.lokaal(v.reageren_voor).date(),
            _waar_en_wanneer(v),
        )
        for v in wacht
    ]


def _waar_en_wanneer(voorstel: Groepsvoorstel) -> str:
    plek = voorstel.ruimte.gemeente if voorstel.ruimte else voorstel.groep and voorstel.groep.gemeente
    return f"{dagdelen.naam(voorstel.dagdeel).capitalize()} in {plek or 'de regio'}, vanaf {voorstel.vanaf}"


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
    if oproepen := oproepen_voor(user):
        regels = [regel_bij(o, meer_teams=len({o.team.pk for o in oproepen}) > 1) for o in oproepen[:REGELS]]
        pagina.lijsten.append(Lijst("Vaste reeksen die binnenkort beginnen", regels, ""))


def _zonder_plek(signaal: Signaal, reden: Reden) -> Blokregel:
    uitleg = leg_uit(reden)
    wat = f"{kinderen(signaal.aantal)}: {signaal.waarvoor}"
    return Blokregel(wat, reverse("vraag:signaal", args=[signaal.pk]), uitleg.zin, uitleg.kort, "geel")


def _groepen(groepen: Iterable[Any]) -> list[Blokregel]:
    return [
        Blokregel(
            str(groep.interventie),
            reverse("aanbod:groep", args=[groep.slug]),
            f"{groep.gemeente}, vanaf {dag(groep.start_op)}",
            groep.get_staat_display(),
            "groen" if groep.bezet < groep.capaciteit else "geel",
        )
        for groep in groepen
    ]


def _trainer(pagina: Startpagina, user: Any) -> None:
    pagina.lijsten.append(
        Lijst(
            "Je volgende bijeenkomsten",
            [
                Blokregel(
                    str(b.groep.interventie),
                    reverse("aanbod:groep", args=[b.groep.slug]),
                    f"{tijd(b.begin, b.eind)}, {b.groep.locatie_naam or b.groep.gemeente}",
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


def _facilitair(pagina: Startpagina, user: Any) -> None:
    adres = reverse("facilitair:taken")
    pagina.alles = (adres, "Bekijk alle taken")
    pagina.wachtend += [
        Wachtend(
            taak.titel,
            reverse("facilitair:taak", args=[taak.pk]),
            "taak",
            "Open de taak" if taak.toegewezen_aan_id else "Bekijk en pak op",
            taak.uiterlijk,
            str(taak.groep) if taak.groep else "",
        )
        for taak in start.dringende_taken(user, plus_werkdagen(klok.vandaag(), TAAK_DRINGEND_WERKDAGEN))[:OPHALEN]
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
    pagina.cijfers += [
        Cijfer(start.lopende_voorstellen_van_gemeente(user), "voorstellen met teams uit je gemeente", adres),
        Cijfer(start.groepen_in_gemeente(user).count(), "groepen die nog beginnen", reverse("aanbod:groepen")),
    ]
    pagina.lijsten += [
        Lijst(
            "Wat er mist",
            [
                Blokregel(waarvoor, "", LEEMTE.get(code, "Er is nog geen groep gevonden."), kinderen(aantal), "geel")
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
                "1 mail is niet aangekomen"
                if cijfers["post_mislukt"] == 1
                else f"{cijfers['post_mislukt']} mails zijn niet aangekomen",
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
                Blokregel(
                    str(r.regio),
                    reverse("vraag:run", args=[r.pk]),
                    moment(r.aangemaakt_op),
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
