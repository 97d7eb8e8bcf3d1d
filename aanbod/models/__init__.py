from aanbod.models.aanbieder import AanbiederAanvraag, RedactieVraag
from aanbod.models.aanmelding import Aanmelding, TeamPlaats
from aanbod.models.attendering import Attendering
from aanbod.models.bericht import Groepsbericht
from aanbod.models.document import Document, Voorbeeldzin, Zinvector, Zoekstand
from aanbod.models.groep import Bijeenkomst, Groep, Inzet, Vervallen
from aanbod.models.interventie import Interventie, Thema, Zoekterm, Zoekwoord
from aanbod.models.teamwacht import TeamWacht
from aanbod.models.tekort import Tekort
from aanbod.models.trainer import Certificaat, Trainer
from aanbod.models.voornaam import Voornaam
from aanbod.models.wegwijs import Folderbestand, Themastuk, Toegang, Uitlegpagina, Zorgpad, Zorgpadplek

__all__ = [
    "AanbiederAanvraag",
    "Aanmelding",
    "Attendering",
    "Bijeenkomst",
    "Certificaat",
    "Document",
    "Folderbestand",
    "Groep",
    "Groepsbericht",
    "Interventie",
    "Inzet",
    "RedactieVraag",
    "TeamPlaats",
    "TeamWacht",
    "Tekort",
    "Thema",
    "Themastuk",
    "Toegang",
    "Trainer",
    "Uitlegpagina",
    "Vervallen",
    "Voorbeeldzin",
    "Voornaam",
    "Zinvector",
    "Zoekstand",
    "Zoekterm",
    "Zoekwoord",
    "Zorgpad",
    "Zorgpadplek",
]
