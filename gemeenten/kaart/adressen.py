"""Where the page of an organisation is: it shows offers too, and so lives above this room."""

from django.urls import reverse

from gemeenten.grond.models import Organisatie


def adres_van(organisatie: Organisatie) -> str:
    return reverse("kaart:organisatie", args=[organisatie.slug])
