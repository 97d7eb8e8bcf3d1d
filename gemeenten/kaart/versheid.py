"""How fresh an entry of the sociale kaart is: checked, due to be checked, or unconfirmed for so long that we say so."""

import calendar
import datetime as dt

from django.db import models
from django.db.models import Case, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from gemeenten.grond.models import Organisatie
from marktplein.basis import klok

# So long after its day an entry that nobody confirmed still counts as fresh: who looks after it was asked that day.
RESPIJT = dt.timedelta(days=30)


class Versheid(models.TextChoices):
    VERS = "vers", _("Nagekeken")
    NA_TE_KIJKEN = "na_te_kijken", _("Na te kijken")
    ONBEVESTIGD = "onbevestigd", _("Lang niet nagekeken")


def versheid(organisatie: Organisatie) -> Versheid:
    op = organisatie.na_te_kijken_op
    if op is None or op + RESPIJT < klok.vandaag():
        return Versheid.ONBEVESTIGD
    return Versheid.NA_TE_KIJKEN if op <= klok.vandaag() else Versheid.VERS


def is_onbevestigd() -> Q:
    return Q(na_te_kijken_op__isnull=True) | Q(na_te_kijken_op__lt=klok.vandaag() - RESPIJT)


def is_na_te_kijken() -> Q:
    """Due, unconfirmed ones included."""
    return Q(na_te_kijken_op__isnull=True) | Q(na_te_kijken_op__lte=klok.vandaag())


def versheid_vooraan(rijen: QuerySet[Organisatie]) -> QuerySet[Organisatie]:
    """By name, those that nobody confirmed at the end."""
    gezakt = Case(When(is_onbevestigd(), then=Value(1)), default=Value(0), output_field=models.IntegerField())
    return rijen.annotate(gezakt=gezakt).order_by("gezakt", "naam", "pk")


def maanden_later(dag: dt.date, maanden: int) -> dt.date:
    """The same day so many months on, or the last of that month."""
    jaren, maand = divmod(dag.month - 1 + maanden, 12)
    jaar, maand = dag.year + jaren, maand + 1
    return dt.date(jaar, maand, min(dag.day, calendar.monthrange(jaar, maand)[1]))
