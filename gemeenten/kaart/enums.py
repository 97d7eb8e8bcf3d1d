from django.db import models


class Reeks(models.TextChoices):
    """The two rows of categories: those of everybody's sociale kaart, and those that youth adds."""

    ALGEMEEN = "algemeen", "Sociale kaart"
    JEUGD = "jeugd", "Kinderen, jongeren en gezinnen"
