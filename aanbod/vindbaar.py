"""What is found here: offers and groups by quick search, and those, themes and pages by everybody."""

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Q
from django.urls import reverse

from aanbod.enums import Doelgroep
from aanbod.groepen.selectors import OPENBAAR, aankomend, punt_van, zichtbaar_voor
from aanbod.models import Groep, Interventie, Thema
from aanbod.permissions import kan_plank_zien
from aanbod.plank.selectors import gepubliceerd, zichtbaar
from marktplein.accounts.models import Bezoeker
from marktplein.basis.vindbaar import Bron, Sleutel, Treffer, Vindbaar, Vindsoort, met_woorden
from marktplein.basis.woorden import dag


def zoek_aanbod(user: Bezoeker, woorden: Sequence[str], hoogstens: int) -> list[Treffer]:
    rijen = met_woorden(zichtbaar(user), woorden, "naam").select_related("organisatie").order_by("naam", "pk")
    return [
        Treffer(i.naam, reverse("aanbod:interventie", args=[i.slug]), str(i.organisatie or ""))
        for i in rijen.distinct()[:hoogstens]
    ]


def zoek_groepen(user: Bezoeker, woorden: Sequence[str], hoogstens: int) -> list[Treffer]:
    """The newest first: who looks for a group mostly means the one of now."""
    velden = ("interventie__naam", "gemeente__naam", "locatie_naam", "slug")
    rijen = met_woorden(zichtbaar_voor(user), woorden, *velden).order_by("-start_op", "-pk")
    return [
        Treffer(
            f"{g.interventie}, {g.gemeente}",
            reverse("aanbod:groep", args=[g.slug]),
            f"vanaf {dag(g.start_op)}" if g.start_op else g.get_staat_display(),
        )
        for g in rijen[:hoogstens]
    ]


VINDBAAR = (
    Vindsoort("Trainingen en ander aanbod", "aanbod", kan_plank_zien, zoek_aanbod),
    Vindsoort("Groepen", "groep", lambda _: True, zoek_groepen),
)


def aanbod(nummers: Sequence[int]) -> Iterator[Vindbaar]:
    """What lies on the shelf."""
    rijen = gepubliceerd().filter(pk__in=nummers).prefetch_related("themas__zoekwoorden", "voorbeeldzinnen")
    for ding in rijen.order_by("pk"):
        themas = list(ding.themas.all())
        yield van_aanbod(ding, themas, [zin.zin for zin in ding.voorbeeldzinnen.all()])


def van_aanbod(ding: Interventie, themas: Iterable[Thema], zinnen: Sequence[str] = ()) -> Vindbaar:
    """An offer with these themes; of an unsaved one too, to write both at once."""
    namen = ", ".join(thema.naam for thema in themas)
    return Vindbaar(
        nummer=ding.pk,
        naam=ding.naam,
        adres=ding.slug,
        regel=ding.omschrijving,
        tekst=f"{ding.omschrijving} {namen}. {ding.get_vorm_display()}, {ding.aanbieder}.",
        woorden=[woord for thema in themas for woord in _woorden(thema)],
        zinnen=zinnen,
        themas=[thema.pk for thema in themas],
        doelgroep=ding.doelgroep,
        leeftijd=(ding.leeftijd_min, ding.leeftijd_max),
        zwangerschap=ding.zwangerschap,
        collegas=ding.doelgroep == [Doelgroep.PROFESSIONALS],
    )


def _woorden(thema: Thema) -> list[str]:
    return [thema.naam, *(zoekwoord.woord for zoekwoord in thema.zoekwoorden.all())]


def groepen(nummers: Sequence[int]) -> Iterator[Vindbaar]:
    """Groups that one can still join: an occasion of their offer, told apart by place and date."""
    rijen = aankomend(Groep.objects.filter(OPENBAAR, pk__in=nummers)).select_related("interventie", "gemeente")
    for groep in rijen.order_by("pk"):
        yield Vindbaar(
            nummer=groep.pk,
            naam=f"{groep.interventie.naam} in {groep.gemeente.naam}",
            adres=groep.slug,
            regel=f"Vanaf {dag(groep.start_op)}, {groep.locatie_naam or groep.gemeente.naam}.",
            tekst=f"{groep.gemeente.naam} {groep.locatie_naam}",
            doelgroep=groep.interventie.doelgroep,
            leeftijd=(groep.leeftijd_min, groep.leeftijd_max),
            zwangerschap=groep.interventie.zwangerschap,
            collegas=groep.interventie.doelgroep == [Doelgroep.PROFESSIONALS],
            gemeenten=[groep.gemeente_id],
            punt=punt_van(groep),
            dagen=(groep.start_op, groep.eind_op),
            bij=("aanbod", groep.interventie_id),
        )


def themas(nummers: Sequence[int]) -> Iterator[Vindbaar]:
    """Themes under which something is published."""
    er_is = Q(interventies__in=gepubliceerd().order_by().values("pk"))
    for thema in (
        Thema.objects.filter(er_is, pk__in=nummers)
        .distinct()
        .order_by("pk")
        .prefetch_related("zoekwoorden", "voorbeeldzinnen")
    ):
        yield Vindbaar(
            nummer=thema.pk,
            naam=thema.naam,
            adres=thema.slug,
            regel=thema.uitleg,
            tekst=thema.uitleg,
            woorden=_woorden(thema)[1:],
            zinnen=[zin.zin for zin in thema.voorbeeldzinnen.all()],
            themas=[thema.pk],
        )


# What explains how things go here: address, name, and what one comes for. Privacy has its words of law.
PAGINAS = (
    (
        "aanbod:hulp", "Direct hulp", "Telefoonnummers voor als er nu hulp nodig is.",
        "Meteen met iemand praten of chatten bij gevaar, geweld, gedachten aan zelfdoding of een noodgeval.",
    ),
    (
        "aanbod:groepen", "Groepen met data", "Alle groepen die nog beginnen, met plaats en datum.",
        "Wanneer en waar start er een groep of training bij mij in de buurt?",
    ),
    (
        "aanbod:privacy", "Uw gegevens", "Wat er met uw gegevens gebeurt als u zich aanmeldt, en hoe lang.",
        "Privacy, AVG, persoonsgegevens bewaren en wissen.",
    ),
)  # fmt: skip


def paginas(nummers: Sequence[int]) -> Iterator[Vindbaar]:
    """Pages that explain; their address is the name of the page."""
    for nummer, (adres, naam, regel, tekst) in enumerate(PAGINAS):
        if nummer in nummers:
            yield Vindbaar(nummer=nummer, naam=naam, adres=adres, regel=regel, tekst=f"{regel} {tekst}")


def _bij_aanbod(nummers: Sequence[int]) -> list[Sleutel]:
    return [("groep", pk) for pk in Groep.objects.filter(interventie__in=nummers).values_list("pk", flat=True)]


def _bij_thema(nummers: Sequence[int]) -> list[Sleutel]:
    rijen = Interventie.objects.filter(themas__in=nummers).distinct().order_by("pk")
    return [("aanbod", pk) for pk in rijen.values_list("pk", flat=True)]


BRONNEN = (
    Bron(
        "aanbod", "Aanbod", "aanbod:interventie", aanbod,
        lambda: gepubliceerd().order_by("pk").values_list("pk", flat=True), _bij_aanbod,
    ),
    Bron(
        "groep", "Groep", "aanbod:groep", groepen,
        lambda: Groep.objects.order_by("pk").values_list("pk", flat=True),
    ),
    Bron(
        "thema", "Thema", "aanbod:thema", themas,
        lambda: Thema.objects.order_by("pk").values_list("pk", flat=True), _bij_thema,
    ),
    Bron("pagina", "Pagina", "", paginas, lambda: range(len(PAGINAS))),
)  # fmt: skip
