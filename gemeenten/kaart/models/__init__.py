"""What the sociale kaart tells of an organisation. Who the organisation is stays in ``gemeenten.grond``."""

from gemeenten.kaart.models.categorie import Categorie
from gemeenten.kaart.models.invoer import Bronregel, Importbron, Invoer, Invoerregel
from gemeenten.kaart.models.plek import Contact, Locatie
from gemeenten.kaart.models.samenvoeging import Samenvoeging
from gemeenten.kaart.models.voorstel import Voorstel

__all__ = [
    "Bronregel", "Categorie", "Contact", "Importbron", "Invoer", "Invoerregel", "Locatie", "Samenvoeging", "Voorstel",
]  # fmt: skip
