"""What happened to an entry, in words; what stood in it is never told."""

from typing import Any

from django.db.models import Q

from gemeenten.grond.models import Organisatie
from gemeenten.kaart.models import Contact, Locatie, Samenvoeging, Voorstel
from marktplein.audit.models import Logregel

REGELS = 20
# (what is said, icon); without an icon it is one of history.
WOORDEN = {
    "organisatie.toegevoegd": ("Toegevoegd", "plus"),
    "organisatie.gewijzigd": ("Gewijzigd", "bewerken"),
    "organisatie.bevestigd": ("Nagekeken: nog juist", ""),
    "organisatie.nagevraagd": ("Gevraagd of het nog juist is", ""),
    "locatie.toegevoegd": ("Locatie toegevoegd", "plus"),
    "locatie.gewijzigd": ("Locatie gewijzigd", "bewerken"),
    "locatie.weggehaald": ("Locatie weggehaald", ""),
    "contact.toegevoegd": ("Contact toegevoegd", "plus"),
    "contact.gewijzigd": ("Contact gewijzigd", "bewerken"),
    "contact.weggehaald": ("Contact weggehaald", ""),
    "kaartvoorstel.gedaan": ("Wijziging voorgesteld", ""),
    "kaartvoorstel.aangenomen": ("Voorgestelde wijziging overgenomen", ""),
    "kaartvoorstel.geweigerd": ("Voorgestelde wijziging niet overgenomen", ""),
    "samenvoeging.gedaan": ("Samengevoegd met een andere", ""),
    "samenvoeging.ongedaan": ("Samenvoegen ongedaan gemaakt", ""),
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
