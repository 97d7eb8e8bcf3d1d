"""Questions of one fixed form that every page asks: made into SQL once per process, asked of the database each time.

The ORM works longer on the SQL of a small question than the database on its answer. Only the words of the question are
remembered, never an answer: a right that ended a second ago has ended here too.
"""

import copy
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, Generic, TypeVar

from django.db import connections
from django.db.models import Model, QuerySet
from django.db.models.query import ModelIterable

M = TypeVar("M", bound=Model)


class Voorbereid(Generic[M]):
    """``vraag`` is called once, with ``plaatsen``: for each argument a value that stands nowhere else in the question.

    What it makes may differ in those values only: no condition, order or join may depend on them.
    """

    def __init__(self, vraag: Callable[..., QuerySet[M]], **plaatsen: Any) -> None:
        self._vraag, self._plaatsen = vraag, plaatsen
        self._gemaakt: tuple[Any, str, tuple[Any, ...], tuple[str | None, ...]] | None = None

    def __call__(self, **waarden: Any) -> list[M]:
        """The rows, as they are now."""
        compiler, sql, vast, namen = self._gemaakt = self._gemaakt or self._maak()
        params = tuple(oud if naam is None else _als(oud, waarden[naam]) for oud, naam in zip(vast, namen, strict=True))
        # A connection belongs to one thread, and so does what is written down while rows are read.
        eigen = copy.copy(compiler)
        eigen.connection = connections[compiler.using]
        eigen.as_sql = lambda: (sql, params)
        vraag = SimpleNamespace(
            db=compiler.using,
            model=compiler.query.model,
            query=SimpleNamespace(get_compiler=lambda using: eigen),
            _known_related_objects={},
        )
        return list(ModelIterable(vraag))  # type: ignore[arg-type]

    def _maak(self) -> tuple[Any, str, tuple[Any, ...], tuple[str | None, ...]]:
        rijen = self._vraag(**self._plaatsen)
        compiler = rijen.query.get_compiler(using=rijen.db)
        sql, params = compiler.as_sql()
        namen = tuple(next((n for n, plaats in self._plaatsen.items() if plaats == p), None) for p in params)
        if set(namen) - {None} != self._plaatsen.keys():
            raise ValueError("Niet elke waarde staat in de vraag.")
        return compiler, sql, tuple(params), namen


def _als(voorbeeld: Any, waarde: Any) -> Any:
    """As the database was told the example: a whole number has a size there."""
    return type(voorbeeld)(waarde) if isinstance(voorbeeld, int) else waarde
