"""What the sociale kaart tells of an organisation. Who the organisation is stays in ``gemeenten.grond``."""

from gemeenten.kaart.models.categorie import Categorie
from gemeenten.kaart.models.plek import Contact, Locatie

__all__ = ["Categorie", "Contact", "Locatie"]
