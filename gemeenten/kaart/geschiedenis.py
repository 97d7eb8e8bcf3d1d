"""What happened to an entry, in words; what stood in it is never told."""

from typing import Any

from django.db.models import Q

from gemeenten.grond.models import Organisatie
from gemeenten.kaart.models import Contact, Locatie, Samenvoeging, Voorstel
from marktplein.audit.models import Logregel

REGELS = 20
WOORDEN = {
    "organisatie.toegevoegd": ("Toegevoegd", "plus"),
    "organisatie.gewijzigd": ("Gewijzigd", "bewerken"),
    "organisatie.bevestigd": ("Nog juist", "vinkje"),
    "organisatie.ingelezen": ("Ingelezen uit een lijst", "bewerken"),
    "locatie.toegevoegd": ("Locatie toegevoegd", "plus"),
    "locatie.gewijzigd": ("Locatie gewijzigd", "bewerken"),
    "locatie.weggehaald": ("Locatie weggehaald", "kruis"),
    "contact.toegevoegd": ("Contact toegevoegd", "plus"),
    "contact.gewijzigd": ("Contact gewijzigd", "bewerken"),
    "contact.weggehaald": ("Contact weggehaald", "kruis"),
    "kaartvoorstel.gedaan": ("Wijziging voorgesteld", "plus"),
    "kaartvoorstel.aangenomen": ("Voorgestelde wijziging overgenomen", "vinkje"),
    "kaartvoorstel.geweigerd": ("Voorgestelde wijziging niet overgenomen", "kruis"),
    "samenvoeging.gedaan": ("Samengevoegd met een andere", "plus"),
    "samenvoeging.ongedaan": ("Samenvoegen ongedaan gemaakt", "terug"),
}
VELDNAMEN = {
    "vrij_toegankelijk": "zonder verwijzing", "controle_maanden": "nakijken na", "kwaliteit_nvt": "hoeft hier niet",
    "uren_toelichting": "over de tijden", "categorieen": "categorieën", "email": "e-mailadres",
}  # fmt: skip


def geschiedenis_van(organisatie: Organisatie) -> list[dict[str, Any]]:
    """Of itself, of where it is, and of what was proposed; the newest first."""
    van_anderen = [model._meta.label for model in (Locatie, Contact, Voorstel, Samenvoeging)]
    regels = Logregel.objects.filter(
        Q(soort=Organisatie._meta.label, object_id=str(organisatie.pk))
        | Q(soort__in=van_anderen, gegevens__organisatie=organisatie.pk)
    ).select_related("door")
    return [
        {
            "wat": WOORDEN.get(regel.gebeurtenis, (regel.gebeurtenis, ""))[0],
            "icoon": WOORDEN.get(regel.gebeurtenis, ("", ""))[1],
            "wanneer": regel.op,
            "wie": str(regel.door) if regel.door else "",
            "toelichting": ", ".join(
                VELDNAMEN.get(veld, veld.replace("_", " ")) for veld in regel.gegevens.get("velden", [])
            ),
        }
        for regel in regels.order_by("-op", "-pk")[:REGELS]
    ]
