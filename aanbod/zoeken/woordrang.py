"""Documents ranked by the words of a question.

The terms and their weights come from ``zoektermen``; a term in the name counts more than one in the text (the weights
of the vector). Ranking reads the vector of every document it looks at, so among many not all that match are ranked:
GIN indexes give the most promising ones first (all words, the word in the name, the rarest word), some thousands.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.models import BooleanField, F, Func, Q, QuerySet, Value

from aanbod.models import Document
from aanbod.zoeken.zoektermen import Gewogen, tsquery

# When no more documents match than this, all of them are ranked.
ALLES_TOT = 1000
# Otherwise so many of each layer, the most promising layers first.
PER_LAAG = 300
HOOGSTENS = 400


@contextmanager
def liever_de_index() -> Iterator[None]:
    """Let PostgreSQL find terms by the index. It takes ``@@`` for cheap and would rather read row after row, but a
    vector lies outside its row: for a word that some thousands have, that took ten to fifty times as long.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        yield
        cursor.execute("SET LOCAL enable_seqscan = DEFAULT")


class Raakt(Func):
    """``woorden @@ '('a'|'b')&('c')'``: has of each group at least one term. The index alone answers this."""

    template = "(%(expressions)s::tsquery)"
    arg_joiner = " @@ "
    output_field = BooleanField()

    def __init__(self, groepen: Iterable[Iterable[str]], **extra: Any) -> None:
        zoek = "&".join(f"({tsquery(groep)})" for groep in groepen)
        super().__init__(F("woorden"), Value(zoek), **extra)


def op_woorden(binnen: QuerySet[Document], groepen: list[Gewogen], voorkeur: Q) -> dict[int, float]:
    """Score per document (by pk) of those that have a term; ``voorkeur`` is what to look at first among many."""
    return _rangschik(_kandidaten(binnen, groepen, voorkeur), groepen) if groepen else {}


def _kandidaten(binnen: QuerySet[Document], groepen: list[Gewogen], voorkeur: Q) -> list[int]:
    """Documents to rank: all that match while they are few, else the most promising layers. One query, or two."""
    rijen = binnen.order_by().values_list("pk", flat=True)
    alles = rijen.filter(Raakt([{term for groep in groepen for term in groep}]))
    nummers = list(alles[: ALLES_TOT + 1])
    if len(nummers) <= ALLES_TOT:
        return nummers
    passend = rijen.filter(voorkeur)
    lagen = [passend.filter(laag)[:PER_LAAG] for laag in _lagen(groepen)]
    return [*{*nummers, *lagen[0].union(*lagen[1:])}]


def _lagen(groepen: list[Gewogen]) -> list[Q]:
    """From strict to loose: every word, the two rarest, the rarest; that one as written; in the name; a phrase."""
    woorden = sorted((g for g in groepen if not _is_frase(g)), key=lambda groep: -max(groep.values()))
    lagen = [Q(Raakt(woorden[:n])) for n in sorted({len(woorden), 2, 1}, reverse=True) if 0 < n <= len(woorden)]
    in_de_naam = Q()
    for term in sorted({term for groep in woorden for term in groep if term.isalnum()}):
        in_de_naam |= Q(naam__icontains=term)
    if woorden:
        zeldzaamst = woorden[0]
        lagen += [Q(Raakt([[max(zeldzaamst, key=lambda term: (zeldzaamst[term], term))]])), in_de_naam]
    if frases := [term for groep in groepen if _is_frase(groep) for term in groep]:
        lagen.append(Q(Raakt([frases])))
    return lagen


def _is_frase(groep: Gewogen) -> bool:
    return any("_" in term for term in groep)


# Per word its best term, added up; a term counts by where it stands: {parts, text, themes, name}. The vector is read
# from its storage once per document (`||` makes it a value of its own, OFFSET keeps it one) and not once per term.
_RANGSCHIK = """
    SELECT k.id, (
        SELECT sum(g.beste ORDER BY g.groep) FROM (
            SELECT t.groep, max(t.gewicht * ts_rank('{0.15, 0.45, 0.55, 1.0}', k.vector, t.zoek)) AS beste
            FROM unnest(%(groep)s::int[], %(zoek)s::tsquery[], %(gewicht)s::float8[]) AS t(groep, zoek, gewicht)
            GROUP BY t.groep
        ) AS g
    ) / (40 + length(k.vector)) ^ 0.25 AS score
    FROM (
        SELECT id, naam, woorden || ''::tsvector AS vector
        FROM aanbod_document WHERE id = ANY(%(nummers)s) AND woorden IS NOT NULL
        OFFSET 0
    ) AS k
    ORDER BY score DESC, k.naam, k.id LIMIT %(hoogstens)s
"""


def _rangschik(nummers: list[int], groepen: list[Gewogen]) -> dict[int, float]:
    """The HOOGSTENS best of these with their score, best first; equals by name."""
    termen = [(nummer, tsquery([term]), g) for nummer, groep in enumerate(groepen) for term, g in sorted(groep.items())]
    with connection.cursor() as cursor:
        cursor.execute(
            _RANGSCHIK,
            {
                "groep": [nummer for nummer, _, _ in termen],
                "zoek": [zoek for _, zoek, _ in termen],
                "gewicht": [gewicht for _, _, gewicht in termen],
                "nummers": nummers,
                "hoogstens": HOOGSTENS,
            },
        )
        return {pk: score for pk, score in cursor.fetchall() if score > 0}


_GERAAKT = """
    SELECT d.id, array_agg(t.term ORDER BY t.nummer)
    FROM aanbod_document AS d, unnest(%s::text[], %s::tsquery[]) WITH ORDINALITY AS t(term, zoek, nummer)
    WHERE d.id = ANY(%s) AND d.woorden @@ t.zoek GROUP BY d.id
"""


def geraakt(pks: list[int], termen: list[str]) -> dict[int, list[str]]:
    """Which of these terms each document has, in this order."""
    if not pks or not termen:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_GERAAKT, [termen, [tsquery([term]) for term in termen], pks])
        return dict(cursor.fetchall())
