"""What the shelf shows on the page of an organisation."""

from django.urls import reverse
from django.utils.translation import gettext

from aanbod.models import Interventie
from aanbod.plank.selectors import gepubliceerd, met_eerstvolgende
from gemeenten.grond.models import Organisatie
from gemeenten.kaart.delen import Organisatiedeel, Verwijzing
from marktplein.basis.woorden import dag_kort

HOOGSTENS = 30


def aanbod_van(organisatie: Organisatie) -> Organisatiedeel | None:
    """Its published offers, each with the day on which the next group begins."""
    aanbod = met_eerstvolgende(gepubliceerd().filter(organisatie=organisatie))[:HOOGSTENS]
    rijen = [Verwijzing(ding.naam, reverse("aanbod:interventie", args=[ding.slug]), _vanaf(ding)) for ding in aanbod]
    return Organisatiedeel(gettext("Wat deze organisatie aanbiedt"), rijen) if rijen else None


def _vanaf(ding: Interventie) -> str:
    dag = ding.eerstvolgende  # type: ignore[attr-defined]
    return gettext("Vanaf %(dag)s") % {"dag": dag_kort(dag)} if dag else ""
