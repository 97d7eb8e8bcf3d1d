"""What the sociale kaart tells of an organisation. Who the organisation is stays in ``gemeenten.grond``."""

from gemeenten.kaart.models.categorie import Categorie
from gemeenten.kaart.models.plek import Contact, Locatie
from gemeenten.kaart.models.samenvoeging import Samenvoeging
from gemeenten.kaart.models.voorstel import Voorstel

__all__ = ["Categorie", "Contact", "Locatie", "Samenvoeging", "Voorstel"]
