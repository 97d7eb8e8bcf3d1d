from django.db import models


class Invoerstap(models.TextChoices):
    """What is being done with a list."""

    KIJKEN = "kijken", "Nakijken"
    INVOEREN = "invoeren", "Invoeren"


class Regelsoort(models.TextChoices):
    """What a row of a list would do."""

    NIEUW = "nieuw", "Nieuw"
    GEWIJZIGD = "gewijzigd", "Gewijzigd"
    TWIJFEL = "twijfel", "Twijfel"
    FOUT = "fout", "Klopt niet"
    GELIJK = "gelijk", "Ongewijzigd"


class Reden(models.TextChoices):
    """Why a proposed change is not taken over: who proposed it reads this."""

    KLOPT_NIET = "klopt_niet", "De organisatie zegt dat dit niet klopt"
    STAAT_ER = "staat_er", "Het staat er al, in andere woorden"
    NIET_HIER = "niet_hier", "Dit hoort op een andere plek"
    OVERLEG = "overleg", "We willen dit eerst met je bespreken"


class Reeks(models.TextChoices):
    """The two rows of categories: those of everybody's sociale kaart, and those that youth adds."""

    ALGEMEEN = "algemeen", "Sociale kaart"
    JEUGD = "jeugd", "Kinderen, jongeren en gezinnen"
