"""What makes the suite strict: mistakes that Django forgives are errors here."""

import inspect
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.db.models.expressions import OrderBy
from django.db.models.functions import Random
from django.db.models.query_utils import DeferredAttribute
from django.db.models.sql.compiler import SQLCompiler
from django.template import engines
from django.template.base import Origin


class OnbekendeVariabele(str):
    """Django's `string_if_invalid` that raises for our own templates and stays silent for those of libraries."""

    def __contains__(self, _: object) -> bool:
        return True

    def __mod__(self, variabele: object) -> Any:
        aanroeper = inspect.currentframe()
        lokaal = aanroeper.f_back.f_locals if aanroeper and aanroeper.f_back else {}
        uitdrukking, context = lokaal.get("self"), lokaal.get("context")
        filters = getattr(uitdrukking, "filters", [])
        if filters and filters[0][0].__name__ == "default":
            # An optional value with its default is a choice, not a mistake.
            return _filter(filters, context)
        herkomst = _sjabloon()
        if herkomst is not None and str(herkomst.name).startswith(str(settings.BASE_DIR / "templates")):
            raise AssertionError(f"Onbekende variabele {str(variabele)!r} in {herkomst.name}")
        return ""

    def __bool__(self) -> bool:
        return True


def _filter(filters: list[Any], context: Any) -> Any:
    """What Django does with the filters of a variable that is not there, when `string_if_invalid` is empty."""
    waarde: Any = ""
    for functie, argumenten in filters:
        waarde = functie(waarde, *(arg.resolve(context) if zoek else arg for zoek, arg in argumenten))
    return waarde


def _sjabloon() -> Origin | None:
    """The template whose variable is being resolved: the nearest node in the stack knows."""
    frame = inspect.currentframe()
    while frame is not None:
        knoop = frame.f_locals.get("self")
        herkomst = getattr(knoop, "origin", None)
        if isinstance(herkomst, Origin):
            return herkomst
        frame = frame.f_back
    return None


def maak_sjablonen_streng() -> None:
    engines["django"].engine.string_if_invalid = OnbekendeVariabele()


_gewone_volgorde = SQLCompiler.get_order_by


def _willekeurige_volgorde(self: SQLCompiler) -> Any:
    volgorde = _gewone_volgorde(self)
    vraag = self.query
    if (
        volgorde
        or vraag.subquery
        or vraag.distinct
        or vraag.combinator
        or vraag.group_by is not None
        or self.col_count == 0
    ):
        return volgorde
    if vraag.combined_queries or getattr(vraag, "explain_info", None) or vraag.is_empty():
        return volgorde
    return [(OrderBy(Random()), ("RANDOM()", (), False))]


def schud_ongeordende_lijsten() -> None:
    """A query without an order comes in another order each time, as the database has the right to do."""
    SQLCompiler.get_order_by = _willekeurige_volgorde  # type: ignore[method-assign]


_gewoon_nalezen = DeferredAttribute.__get__


class Nagelezen(BaseException):
    """No Exception, so that neither a page nor a round over many things goes on from it."""


def _niet_nalezen(self: DeferredAttribute, rij: Model | None, cls: type[Model] | None = None) -> Any:
    if rij is None or self.field.attname in rij.__dict__ or self.field.generated:
        return _gewoon_nalezen(self, rij, cls)
    raise Nagelezen(f"{type(rij).__name__}.{self.field.attname} was left out of the query, and asks one for each row")


def lees_niets_na() -> None:
    """A field that ``only()`` or ``defer()`` left out is not fetched when it is asked for: a list would, row by row."""
    DeferredAttribute.__get__ = _niet_nalezen  # type: ignore[method-assign]
