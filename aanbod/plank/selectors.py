"""Reads of the shelf."""

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Count, Exists, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from aanbod.models import Certificaat, Groep, Interventie, Thema, Trainer
from aanbod.models.interventie import ROUTING_COMPLEET
from aanbod.workflow import GROEP_AANMELDBAAR, GroepStaat, InterventieStaat
from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Organisatie
from gemeenten.grond.selectors import heeft_rol, organisatie_ids_van, organisaties_op_de_kaart
from marktplein.accounts.models import Bezoeker
from marktplein.basis import klok


def gepubliceerd() -> QuerySet[Interventie]:
    return Interventie.objects.filter(staat=InterventieStaat.GEPUBLICEERD).order_by("naam", "pk")


def zichtbaar(user: Bezoeker) -> QuerySet[Interventie]:
    """Offers whose page this user may open: what is published, and what they may change."""
    return Interventie.objects.filter(
        Q(staat=InterventieStaat.GEPUBLICEERD) | Q(pk__in=te_wijzigen(user).values("pk"))
    ).order_by("naam", "pk")


def te_wijzigen(user: Bezoeker) -> QuerySet[Interventie]:
    """Offers this user may change: all for the application admin, the own organisation's for a provider."""
    alles = Interventie.objects.select_related("organisatie").order_by("naam", "pk")
    if heeft_rol(user, Rol.BEHEER):
        return alles
    if heeft_rol(user, Rol.AANBIEDER):
        return alles.filter(organisatie__in=organisatie_ids_van(user))
    return alles.none()


def eigen_trainers(user: Bezoeker) -> QuerySet[Trainer]:
    """The active trainers of the own organisation, by name; of nobody for who is no provider."""
    van = organisatie_ids_van(user) if heeft_rol(user, Rol.AANBIEDER) else ()
    return Trainer.objects.filter(organisatie__in=van, actief=True).select_related("user").order_by("naam", "pk")


def organisaties_voor_aanbod(user: Bezoeker) -> QuerySet[Organisatie]:
    """Organisations for which this user may add an offer, with those of permissions.kan_interventie_maken."""
    alle = organisaties_op_de_kaart().order_by("naam", "pk")
    if heeft_rol(user, Rol.BEHEER):
        return alle
    return alle.filter(pk__in=organisatie_ids_van(user)) if heeft_rol(user, Rol.AANBIEDER) else alle.none()


def soort_aanbieder(organisatie: Organisatie) -> str:
    """What kind of provider its newest offer says it is (an AanbiederType); "" when it has none yet."""
    soort = Interventie.objects.filter(organisatie=organisatie).order_by("-pk").values_list("aanbieder_type", flat=True)
    return soort.first() or ""


def themas_met_aanbod() -> QuerySet[Thema]:
    """Themes under which something is published, in the editors' order."""
    # One look per theme; for an EXISTS PostgreSQL reads all offers of all themes at once.
    een = gepubliceerd().order_by().filter(themas=OuterRef("pk")).values("pk")[:1]
    return Thema.objects.annotate(een=Subquery(een)).filter(een__isnull=False).order_by("volgorde", "naam")


def met_eerstvolgende(interventies: QuerySet[Interventie]) -> QuerySet[Interventie]:
    """Adds ``eerstvolgende``: the day of the next published group that one can join, or None."""
    komend = Groep.objects.filter(
        interventie=OuterRef("pk"), staat=GroepStaat.OPEN, start_op__gte=klok.vandaag()
    ).order_by("start_op", "pk")
    return interventies.annotate(eerstvolgende=Subquery(komend.values("start_op")[:1]))


def die_zo_heten(ding: Interventie, *, hoogstens: int = 3) -> list[Interventie]:
    """Other offers whose name is much like this one's: told to who adds it, never forbidden."""
    lijkt = Interventie.objects.exclude(pk=ding.pk).filter(naam__trigram_similar=ding.naam)
    return list(lijkt.annotate(gelijk=TrigramSimilarity("naam", ding.naam)).order_by("-gelijk", "pk")[:hoogstens])


def opvolger_van(slug: str) -> tuple[Interventie, Interventie | None] | None:
    """An offer that was withdrawn, and what is on the shelf in its place (or in that of what came after it)."""
    weg = Interventie.objects.filter(slug=slug, staat=InterventieStaat.INGETROKKEN).first()
    if weg is None:
        return None
    na, gezien = weg.opvolger, {weg.pk}
    while na is not None and na.staat != InterventieStaat.GEPUBLICEERD and na.pk not in gezien:
        gezien.add(na.pk)
        na = na.opvolger
    return weg, na if na is not None and na.staat == InterventieStaat.GEPUBLICEERD else None


def verwant(interventie: Interventie, *, hoogstens: int = 4) -> list[Interventie]:
    """Other published offers that share most themes with this one and overlap in age."""
    themas = [thema.pk for thema in interventie.themas.all()]
    anderen = (
        gepubliceerd()
        .exclude(pk=interventie.pk)
        .filter(
            themas__in=themas,
            leeftijd_min__lte=interventie.leeftijd_max,
            leeftijd_max__gte=interventie.leeftijd_min,
            doelgroep__overlap=interventie.doelgroep,
        )
        .annotate(gedeeld=Count("themas", distinct=True))
        .order_by("-gedeeld", "naam", "pk")
    )
    return list(anderen[:hoogstens])


# What a row of the shelf shows.
OP_DE_PLANK = (
    "slug", "naam", "staat", "vorm", "leeftijd_min", "leeftijd_max", "zwangerschap", "doelgroep", "aanmeldwijze",
    "aanmelden_bij", "wie_betaalt", "eigen_bijdrage_cent", "aannames", "bijeenkomsten", "groep_max", "trainers_nodig",
)  # fmt: skip


def plank(interventies: QuerySet[Interventie]) -> QuerySet[Interventie]:
    """For professionals: how many trainers may give it, how many groups run or come, and where."""
    vandaag = klok.vandaag()
    bevoegd = (
        Certificaat.objects.filter(
            Q(geldig_tot__isnull=True) | Q(geldig_tot__gte=vandaag), interventie=OuterRef("pk"), trainer__actief=True
        )
        .order_by()
        .values("interventie")
        .annotate(aantal=Count("pk"))
        .values("aantal")
    )
    lopend = (
        Groep.objects.filter(staat__in=(*GROEP_AANMELDBAAR, GroepStaat.BEZIG))
        .select_related("gemeente")
        .only("interventie", "start_op", "gemeente__naam")
        .order_by("start_op", "pk")
    )
    return (
        interventies.annotate(trainers=Coalesce(Subquery(bevoegd, output_field=IntegerField()), 0))
        .only(*OP_DE_PLANK)
        .prefetch_related(None)
        .prefetch_related(Prefetch("groepen", queryset=lopend, to_attr="lopende_groepen"))
    )


def met_lopende_groep(interventies: QuerySet[Interventie]) -> QuerySet[Interventie]:
    """Those of which a group runs or takes registrations."""
    lopend = Groep.objects.filter(interventie=OuterRef("pk"), staat__in=(*GROEP_AANMELDBAAR, GroepStaat.BEZIG))
    return interventies.filter(Exists(lopend.order_by()))


def tellingen_plank() -> tuple[int, int]:
    """How much is on the shelf, and of how much a group runs or comes."""
    return gepubliceerd().count(), met_lopende_groep(gepubliceerd()).count()


def zonder_volledige_routing(user: Bezoeker) -> int:
    """How many offers this user looks after still miss where to register or who pays."""
    return te_wijzigen(user).exclude(ROUTING_COMPLEET).count()


def contact_van(ding: Interventie) -> Organisatie | None:
    """Whom to call: the organisation behind the offer, when it has a way to be reached."""
    organisatie = ding.organisatie
    return organisatie if organisatie and (organisatie.telefoon or organisatie.email or organisatie.website) else None


def heeft_groepen(interventie: Interventie) -> bool:
    """Whether a group of it is prepared, open or running."""
    lopend = Groep.objects.filter(
        interventie=interventie, staat__in=(GroepStaat.VOORBEREIDING, *GROEP_AANMELDBAAR, GroepStaat.BEZIG)
    )
    return bool(Interventie.objects.filter(Exists(lopend.order_by()), pk=interventie.pk).exists())
