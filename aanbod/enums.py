from django.db import models


class Preventievorm(models.TextChoices):
    UNIVERSEEL = "universeel", "Voor iedereen"
    SELECTIEF = "selectief", "Voor wie wat meer steun nodig heeft"
    PROBLEEMGERICHT = "probleemgericht", "Voor wie al hulp krijgt"


class Doelgroep(models.TextChoices):
    OUDERS = "ouders", "Ouders"
    JEUGDIGEN = "jeugdigen", "Kinderen en jongeren"
    PROFESSIONALS = "professionals", "Professionals"


class Vorm(models.TextChoices):
    GROEP = "groep", "Groep"
    INDIVIDUEEL = "individueel", "Eén op één"
    ONLINE = "online", "Online"
    BIJEENKOMST = "grote bijeenkomst", "Grote bijeenkomst"
    INLOOP = "inloop", "Inloop"
    HUISBEZOEK = "huisbezoek", "Bij u thuis (bezoek)"
    KLASSIKAAL = "klassikaal", "In de klas"
    THUIS = "thuis", "Bij u thuis"
    SCHOOLTRAJECT = "schooltraject", "Op school"
    REGELING = "regeling", "Regeling"


class AanbiederType(models.TextChoices):
    JGZ = "JGZ", "Jeugdgezondheidszorg (JGZ)"
    JGT = "JGT", "Jeugd- en Gezinsteam (JGT)"
    MOEDERORGANISATIE = "moederorganisatie", "Jeugdhulporganisatie"
    VRIJGEVESTIGD = "vrijgevestigd", "Vrijgevestigd"
    VOORVELD = "voorveld", "Organisatie in de wijk"


class Bereik(models.TextChoices):
    GEMEENTE = "gemeente", "Alleen in de eigen gemeente"
    REGIO = "regio", "In de hele regio"
