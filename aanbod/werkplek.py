"""What the start page shows of offers and groups: to trainers, providers and the front desk."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse

from aanbod.groepen.selectors import zichtbaar_voor
from aanbod.models import AanbiederAanvraag, Bijeenkomst, Certificaat, Groep, Interventie, TeamWacht
from aanbod.models.interventie import ROUTING_COMPLEET
from aanbod.workflow import GROEP_LOPEND, AanvraagStaat, GroepStaat, InterventieStaat, TeamWachtStaat
from gemeenten.grond.enums import Rol
from gemeenten.grond.permissions import PROFESSIONALS
from gemeenten.grond.selectors import organisatie_ids_van, team_ids_van
from marktplein.accounts.models import User
from marktplein.basis import klok
from marktplein.basis.blok import OPHALEN, REGELS, Bloklijst, Blokregel, Cijfer, Rolblok, Startpagina, Wachtend
from marktplein.basis.mensen import mensen
from marktplein.basis.woorden import dag, moment, tel, tijd

CERTIFICAAT_VERLOOPT = dt.timedelta(days=60)


def komende_bijeenkomsten(user: User) -> QuerySet[Bijeenkomst]:
    """Meetings this trainer gives from now on, the first one first."""
    return (
        Bijeenkomst.objects.filter(inzetten__trainer__user=user, eind__gte=klok.nu(), groep__staat__in=GROEP_LOPEND)
        .select_related("groep__interventie", "groep__gemeente")
        .order_by("begin", "pk")
    )


def certificaten_die_verlopen(user: User) -> QuerySet[Certificaat]:
    """Own certificates that end within CERTIFICAAT_VERLOOPT or have ended in the same time before."""
    vandaag = klok.vandaag()
    return (
        Certificaat.objects.filter(
            trainer__user=user,
            geldig_tot__gte=vandaag - CERTIFICAAT_VERLOOPT,
            geldig_tot__lte=vandaag + CERTIFICAAT_VERLOOPT,
        )
        .select_related("interventie")
        .order_by("geldig_tot", "pk")
    )


def eigen_aanbod(user: User) -> QuerySet[Interventie]:
    return Interventie.objects.filter(organisatie__in=organisatie_ids_van(user)).order_by("naam")


def aanbod_dat_aandacht_vraagt(user: User) -> QuerySet[Interventie]:
    """Own offers without full routing, and published ones that are to be confirmed."""
    te_oud = Q(staat=InterventieStaat.GEPUBLICEERD, bevestigd_tot__lte=klok.vandaag())
    return eigen_aanbod(user).exclude(staat=InterventieStaat.INGETROKKEN).filter(~ROUTING_COMPLEET | te_oud)


def aanbodcijfers(user: User) -> dict[str, int]:
    """``gepubliceerd``, ``concept`` and ``groepen`` (running or coming) of the own organisation."""
    cijfers = (
        eigen_aanbod(user)
        .order_by()
        .aggregate(
            gepubliceerd=Count("pk", filter=Q(staat=InterventieStaat.GEPUBLICEERD), distinct=True),
            concept=Count("pk", filter=Q(staat=InterventieStaat.CONCEPT), distinct=True),
            groepen=Count("groepen", filter=Q(groepen__staat__in=GROEP_LOPEND), distinct=True),
        )
    )
    return dict(cijfers)


def groepen_met_plaats(user: User) -> QuerySet[Groep]:
    """Published groups with a free place, the soonest first."""
    return (
        zichtbaar_voor(user)
        .filter(staat=GroepStaat.OPEN, bezet__lt=F("capaciteit"), start_op__gte=klok.vandaag())
        .order_by("start_op", "pk")
    )


def aangeboden_plekken(user: User) -> QuerySet[TeamWacht]:
    """What full groups hold for the teams of this user until they answer, the first to end first."""
    return (
        TeamWacht.objects.filter(
            team__in=team_ids_van(user, *PROFESSIONALS), staat=TeamWachtStaat.AANGEBODEN, beslis_voor__gt=klok.nu()
        )
        .select_related("groep__interventie", "team")
        .order_by("beslis_voor", "pk")
    )


def groepsregels(groepen: Iterable[Any]) -> list[Blokregel]:
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


def _plek_vrij(pagina: Startpagina, user: User) -> None:
    pagina.wachtend += [
        Wachtend(
            f"{wacht.groep.interventie}: plek voor {mensen(wacht.aangeboden, wacht.groep.is_voor)} van {wacht.team}",
            f"{reverse('aanbod:groep', args=[wacht.groep.slug])}#kop-wachtlijst",
            "Bekijk en antwoord",
            klok.lokaal(wacht.beslis_voor).date(),
            f"Er kwam plek vrij in de volle groep. We houden dit vast tot {moment(wacht.beslis_voor)}.",
        )
        for wacht in aangeboden_plekken(user)[:OPHALEN]
        if wacht.beslis_voor
    ]


def _trainer(pagina: Startpagina, user: User) -> None:
    pagina.lijsten.append(
        Bloklijst(
            "Je volgende bijeenkomsten",
            [
                Blokregel(
                    str(b.groep.interventie),
                    reverse("aanbod:groep", args=[b.groep.slug]),
                    f"{tijd(b.begin, b.eind)}, {b.groep.locatie_naam or b.groep.gemeente}",
                    f"Bijeenkomst {b.nummer}",
                    "blauw",
                )
                for b in komende_bijeenkomsten(user)[:REGELS]
            ],
            "Er staan geen bijeenkomsten voor je gepland.",
            reverse("aanbod:mijn_week"),
            "Mijn week",
        )
    )
    pagina.wachtend += [
        Wachtend(
            f"Je certificaat voor {c.interventie} verloopt",
            reverse("aanbod:interventie", args=[c.interventie.slug]),
            "Bekijk de training",
            c.geldig_tot,
            "Zonder geldig certificaat word je niet meer gevraagd. Meld een nieuw certificaat bij je organisatie.",
        )
        for c in certificaten_die_verlopen(user)[:REGELS]
    ]


def _kcc(pagina: Startpagina, user: User) -> None:
    pagina.zoeken = True
    pagina.lijsten.append(
        Bloklijst(
            "Groepen met plek",
            groepsregels(groepen_met_plaats(user)[:REGELS]),
            "Er zijn nu geen groepen met een vrije plek.",
            reverse("aanbod:groepen"),
            "Alle groepen",
        )
    )


def _aanbieder(pagina: Startpagina, user: User) -> None:
    cijfers, adres = aanbodcijfers(user), reverse("aanbod:beheer")
    pagina.wachtend += [
        Wachtend(ding.naam, reverse("aanbod:interventie_redactie", args=[ding.slug]), "Beantwoord de redactie")
        for ding in eigen_aanbod(user).filter(staat=InterventieStaat.VRAAG)[:REGELS]
    ]
    pagina.wachtend += [
        Wachtend(
            interventie.naam,
            reverse("aanbod:interventie_wijzigen", args=[interventie.slug]),
            "Vul aan" if _mist_routing(interventie) else "Bevestig of wijzig",
            None,
            "Waar men zich aanmeldt of wie betaalt ontbreekt. Zo kan het niet op de plank."
            if _mist_routing(interventie)
            else "Klopt dit nog? Bevestig het, anders zakt het bij zoeken.",
        )
        for interventie in aanbod_dat_aandacht_vraagt(user)[:REGELS]
    ]
    pagina.cijfers += [
        Cijfer(cijfers["gepubliceerd"], "op de plank", adres),
        Cijfer(cijfers["concept"], "nog concept", adres),
        Cijfer(cijfers["groepen"], "lopende groepen", een="lopende groep"),
    ]


def _redactie(pagina: Startpagina, user: User) -> None:
    """What waits for the editors; not what waits for an answer to them."""
    adres = reverse("aanbod:redactie")
    organisaties = AanbiederAanvraag.objects.filter(staat=AanvraagStaat.VOORGELEGD).count()
    aanbod = Interventie.objects.filter(staat=InterventieStaat.VOORGELEGD).count()
    if organisaties:
        wat = tel(organisaties, "organisatie wil meedoen", "organisaties willen meedoen")
        pagina.wachtend.append(Wachtend(wat, adres, "Bekijk en besluit"))
    if aanbod:
        wat = tel(aanbod, "nieuw aanbod van buiten", "keer nieuw aanbod van buiten")
        pagina.wachtend.append(Wachtend(wat, adres, "Bekijk en keur goed"))


def _mist_routing(interventie: Any) -> bool:
    return not interventie.routing_compleet


WERKPLEK = (
    Rolblok(15, PROFESSIONALS, _plek_vrij),
    Rolblok(30, (Rol.TRAINER,), _trainer),
    Rolblok(70, (Rol.KCC,), _kcc),
    Rolblok(80, (Rol.AANBIEDER,), _aanbieder),
    Rolblok(85, (Rol.BEHEER,), _redactie),
)
