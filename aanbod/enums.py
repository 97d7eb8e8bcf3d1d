from django.db import models
from django.utils.translation import gettext_lazy as _


class Preventievorm(models.TextChoices):
    UNIVERSEEL = "universeel", _("Voor iedereen")
    SELECTIEF = "selectief", _("Voor wie wat meer steun nodig heeft")
    PROBLEEMGERICHT = "probleemgericht", _("Voor wie al hulp krijgt")


class Doelgroep(models.TextChoices):
    OUDERS = "ouders", _("Ouders")
    JEUGDIGEN = "jeugdigen", _("Kinderen en jongeren")
    PROFESSIONALS = "professionals", _("Professionals")


class Vorm(models.TextChoices):
    GROEP = "groep", _("Groep")
    INDIVIDUEEL = "individueel", _("Eén op één")
    ONLINE = "online", _("Online")
    BIJEENKOMST = "grote bijeenkomst", _("Grote bijeenkomst")
    INLOOP = "inloop", _("Inloop")
    HUISBEZOEK = "huisbezoek", _("Bij u thuis (bezoek)")
    KLASSIKAAL = "klassikaal", _("In de klas")
    THUIS = "thuis", _("Bij u thuis")
    SCHOOLTRAJECT = "schooltraject", _("Op school")
    REGELING = "regeling", _("Regeling")


class Aanmeldwijze(models.TextChoices):
    """How one takes part: of each there is a sentence for families, with whom it is about as a name of its own."""

    BIJ = "bij", "Aanmelden bij een organisatie of iemand die verwijst"
    VRIJ = "vrij", "Aanmelden hoeft niet, men komt gewoon"
    MARKTPLEIN = "marktplein", "Zelf aanmelden op het marktplein"
    AANGEVRAAGD = "aangevraagd", "Een school of organisatie vraagt het aan"
    UITNODIGING = "uitnodiging", "Men krijgt vanzelf een uitnodiging"


# With these nobody has to be named.
ZONDER_ADRES = (Aanmeldwijze.VRIJ, Aanmeldwijze.MARKTPLEIN)


class AanbiederType(models.TextChoices):
    JGZ = "JGZ", "Jeugdgezondheidszorg (JGZ)"
    JGT = "JGT", "Jeugd- en Gezinsteam (JGT)"
    MOEDERORGANISATIE = "moederorganisatie", "Jeugdhulporganisatie"
    VRIJGEVESTIGD = "vrijgevestigd", "Vrijgevestigd"
    VOORVELD = "voorveld", "Organisatie in de wijk"


# Who is no part of the region's own services: what they put on the shelf is looked at first.
VAN_BUITEN = (AanbiederType.MOEDERORGANISATIE, AanbiederType.VRIJGEVESTIGD, AanbiederType.VOORVELD)


class AfwijsReden(models.TextChoices):
    """Why an organisation is not taken up. A choice: the mail says it in a sentence that is the same for all."""

    DUBBEL = "dubbel", "Deze organisatie doet al mee"
    GEEN_JEUGD = "geen_jeugd", "Het aanbod is niet voor kinderen, jongeren of hun ouders"
    BUITEN_REGIO = "buiten_regio", "Het aanbod is niet voor mensen uit deze regio"
    NIET_BEKEND = "niet_bekend", "We kunnen niet nagaan wie jullie zijn"


class Bevestigritme(models.IntegerChoices):
    """How often an owner says that an offer is still right."""

    KWARTAAL = 3, "Elke 3 maanden"
    HALFJAAR = 6, "Elke 6 maanden"
    JAAR = 12, "Elk jaar"


class Bereik(models.TextChoices):
    GEMEENTE = "gemeente", "Alleen in de eigen gemeente"
    REGIO = "regio", "In de hele regio"


class AnnuleerReden(models.TextChoices):
    """Why the desk takes somebody off the list. A choice, for the history may hold no story about a person."""

    GEVRAAGD = "gevraagd", "De ouder of deelnemer vroeg erom"
    DUBBEL = "dubbel", "Deze persoon staat er dubbel in"
    PAST_NIET = "past_niet", "De groep past niet bij deze deelnemer"
    ONBEREIKBAAR = "onbereikbaar", "We krijgen geen contact"
    ANDERS = "anders", "Een andere reden"


class WisReden(models.TextChoices):
    """Why the data of one registration go before their day."""

    GEVRAAGD = "gevraagd", "De ouder of deelnemer vroeg erom (AVG)"
    VERGISSING = "vergissing", "De gegevens horen hier niet: verkeerde persoon, of per ongeluk ingevuld"
    NIET_NODIG = "niet_nodig", "We hebben ze niet meer nodig"


class Stuksoort(models.TextChoices):
    """What an editor can put with a theme."""

    LINK = "link", "Link naar betrouwbare informatie"
    FOLDER = "folder", "Folder"
    CIJFER = "cijfer", "Cijfer"
    ELDERS = "elders", "Initiatief dat elders staat"
