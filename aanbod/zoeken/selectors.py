"""Find offers by a question in everyday words.

The terms of the question and their weights come from ``zoektermen``; a term in the name counts more than one in the
text (the weights of the vector). Ages and colleagues that are meant move offers up or down.

Ranking reads the vector of every offer it looks at, so on a long shelf not all that match are ranked: GIN indexes
give the most promising ones first (all words, the word in the name, the rarest word), some thousands at most.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection, transaction
from django.db.models import BigIntegerField, BooleanField, F, Func, Q, QuerySet, Value

from aanbod.enums import Doelgroep
from aanbod.models import Interventie
from aanbod.plank.selectors import gepubliceerd
from aanbod.zoeken.taal.vraag import Begrepen, begrijp
from aanbod.zoeken.zoektermen import Gewogen, tsquery, zoektermen

# When no more offers match than this, all of them are ranked.
ALLES_TOT = 1000
# Otherwise so many of each layer, the most promising layers first.
PER_LAAG = 300
# Answers below this part of the best score are noise; beyond so many nobody looks.
VEEL_SLECHTER = 0.2
HOOGSTENS = 200
NIET_DE_LEEFTIJD, NIET_VOOR_U, VOOR_COLLEGAS = 0.4, 0.35, 1.5


def zoek_interventies(vraag: str, *, binnen: QuerySet[Interventie] | None = None) -> QuerySet[Interventie]:
    """Published offers (or those of ``binnen``) that answer a question, best first; filters can still be added.

    An empty question gives all, by name. At most HOOGSTENS answers, and none that is far worse than the best one:
    the ranking is computed here, once, however often the result is counted and cut into pages.
    """
    interventies = gepubliceerd() if binnen is None else binnen
    begrepen = begrijp(vraag)
    if not begrepen.woorden:
        return interventies
    with _liever_de_index():
        groepen = zoektermen(begrepen.woorden)
        if not groepen:
            return _past_bij(interventies, begrepen.leeftijd) if begrepen.leeftijd else interventies.none()
        scores = _rangschik(_kandidaten(interventies, groepen, begrepen), groepen, begrepen)
    return _op_volgorde(interventies, scores)


@contextmanager
def _liever_de_index() -> Iterator[None]:
    """Let PostgreSQL find terms by the index. It takes ``@@`` for cheap and would rather read row after row, but a
    vector lies outside its row: for a word that some thousands have, that took ten to fifty times as long.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        yield
        cursor.execute("SET LOCAL enable_seqscan = DEFAULT")


def _op_volgorde(interventies: QuerySet[Interventie], scores: list[tuple[int, float]]) -> QuerySet[Interventie]:
    """The best of these, in this order."""
    grens = scores[0][1] * VEEL_SLECHTER if scores else 0
    nummers = [pk for pk, score in scores if score >= grens]
    plek = Func(Value(nummers, ArrayField(BigIntegerField())), F("pk"), function="array_position")
    return interventies.filter(pk__in=nummers).order_by(plek)


# --- which offers are ranked ----------------------------------------------------------------------------------


class Raakt(Func):
    """``zoekvector @@ '('a'|'b')&('c')'``: has of each group at least one term. The index alone answers this."""

    template = "(%(expressions)s::tsquery)"
    arg_joiner = " @@ "
    output_field = BooleanField()

    def __init__(self, groepen: Iterable[Iterable[str]], **extra: Any) -> None:
        zoek = "&".join(f"({tsquery(groep)})" for groep in groepen)
        super().__init__(F("zoekvector"), Value(zoek), **extra)


def _kandidaten(interventies: QuerySet[Interventie], groepen: list[Gewogen], begrepen: Begrepen) -> list[int]:
    """Offers to rank: all that match while they are few, else the most promising layers. One query, or two."""
    rijen = interventies.order_by().values_list("pk", flat=True)
    alles = rijen.filter(Raakt([{term for groep in groepen for term in groep}]))
    nummers = list(alles[: ALLES_TOT + 1])
    if len(nummers) <= ALLES_TOT:
        return nummers
    passend = rijen.filter(_voor_wie_het_is(begrepen))
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


def _voor_wie_het_is(begrepen: Begrepen) -> Q:
    """What ``_rangschik`` prefers, as a condition."""
    voor_collegas = Q(doelgroep__contains=[Doelgroep.PROFESSIONALS])
    wie = voor_collegas if begrepen.collega else ~(voor_collegas & Q(doelgroep__len=1))
    return wie & _leeftijd(begrepen.leeftijd) if begrepen.leeftijd else wie


def _leeftijd(leeftijd: tuple[int, int]) -> Q:
    van, tot = leeftijd
    return Q(leeftijd_min__lte=tot, leeftijd_max__gte=van)


def _past_bij(interventies: QuerySet[Interventie], leeftijd: tuple[int, int]) -> QuerySet[Interventie]:
    return interventies.filter(_leeftijd(leeftijd))


# --- ranking --------------------------------------------------------------------------------------------------

# Per word its best term, added up; a term counts by where it stands: {parts, text, themes, name}. The vector is read
# from its storage once per offer (`||` makes it a value of its own, OFFSET keeps it one) and not once per term.
_RANGSCHIK = """
    SELECT k.id, k.factor * (
        SELECT sum(g.beste ORDER BY g.groep) FROM (
            SELECT t.groep, max(t.gewicht * ts_rank('{0.15, 0.45, 0.55, 1.0}', k.vector, t.zoek, 1)) AS beste
            FROM unnest(%(groep)s::int[], %(zoek)s::tsquery[], %(gewicht)s::float8[]) AS t(groep, zoek, gewicht)
            GROUP BY t.groep
        ) AS g
    ) AS score
    FROM (
        SELECT id, naam, zoekvector || ''::tsvector AS vector,
            CASE WHEN leeftijd_min <= %(tot)s AND leeftijd_max >= %(van)s THEN 1.0 ELSE %(niet_de_leeftijd)s END
            * CASE
                WHEN %(collega)s AND %(collegas)s = ANY(doelgroep) THEN %(voor_collegas)s
                WHEN NOT %(collega)s AND doelgroep = ARRAY[%(collegas)s]::varchar[] THEN %(niet_voor_u)s
                ELSE 1.0
            END::float8 AS factor
        FROM aanbod_interventie WHERE id = ANY(%(nummers)s) AND zoekvector IS NOT NULL
        OFFSET 0
    ) AS k
    ORDER BY score DESC, k.naam, k.id LIMIT %(hoogstens)s
"""
ALLE_LEEFTIJDEN = (0, 999)


def _rangschik(nummers: list[int], groepen: list[Gewogen], begrepen: Begrepen) -> list[tuple[int, float]]:
    """The HOOGSTENS best of these, with their score, best first; equals by name."""
    termen = [(nummer, tsquery([term]), g) for nummer, groep in enumerate(groepen) for term, g in sorted(groep.items())]
    van, tot = begrepen.leeftijd or ALLE_LEEFTIJDEN
    with connection.cursor() as cursor:
        cursor.execute(
            _RANGSCHIK,
            {
                "groep": [nummer for nummer, _, _ in termen],
                "zoek": [zoek for _, zoek, _ in termen],
                "gewicht": [gewicht for _, _, gewicht in termen],
                "van": van,
                "tot": tot,
                "niet_de_leeftijd": NIET_DE_LEEFTIJD,
                "collega": begrepen.collega,
                "collegas": Doelgroep.PROFESSIONALS.value,
                "voor_collegas": VOOR_COLLEGAS,
                "niet_voor_u": NIET_VOOR_U,
                "nummers": nummers,
                "hoogstens": HOOGSTENS,
            },
        )
        return [(pk, score) for pk, score in cursor.fetchall() if score > 0]
