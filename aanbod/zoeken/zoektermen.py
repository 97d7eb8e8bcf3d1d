"""From the words of a question to weighted search terms: what each can be found by, and how much that tells.

Each word becomes a few terms (aanbod.zoeken); a rare term says more than a common one (idf). A word that no offer has
is looked up among the words that offers do have, so that a typing mistake still finds something.
"""

import math
from collections.abc import Iterable, Sequence

from django.db import connection

from aanbod.zoeken.taal import woorden as w

# Frequencies are counted up to here: beyond it a term is common anyway, and counting stays quick on 100,000 offers.
TELGRENS = 1000
GEWICHT_DEEL, GEWICHT_STAM, GEWICHT_FRASE = 0.6, 0.45, 1.6
GEWICHT_TYPFOUT = 0.5
MISSCHIEN_BEDOELD, ONBEKENDE_HOOGSTENS, KORTSTE_ONBEKENDE = 5, 4, 5

# Terms that stand for one word (or phrase) of the question, each with how much it counts.
Gewogen = dict[str, float]


def zoektermen(rij: Sequence[str]) -> list[Gewogen]:
    """Per word and phrase of the question the terms that offers have, times how rare they are. At most five reads."""
    groepen = _weeg(_termen(rij))
    onbekend = _onbekende(rij, groepen)
    return groepen + _weeg(_misschien_bedoeld(onbekend)) if onbekend else groepen


def tsquery(termen: Iterable[str]) -> str:
    """ "one of these terms", past any parser of PostgreSQL."""
    return "|".join("'" + term.replace("'", "''").replace("\\", "") + "'" for term in sorted(termen))


def _termen(rij: Sequence[str]) -> list[Gewogen]:
    """Per word of the question (and once for all its phrases): terms with how much each of them counts."""
    groepen: list[Gewogen] = []
    for woord in rij:
        if w.is_stopwoord(woord) or (len(woord) < 2):
            continue
        groep: Gewogen = {}
        if stam := w.stam(woord):
            groep[stam] = GEWICHT_STAM
        for deel in w.delen(woord):
            if not w.is_stopwoord(deel):
                groep[deel] = GEWICHT_DEEL
        groep[w.grondvorm(woord)] = groep[woord] = 1.0
        groepen.append(groep)
    groepen += [{frase: GEWICHT_FRASE} for frase in w.frases(rij)]
    return groepen


def _weeg(groepen: list[Gewogen]) -> list[Gewogen]:
    """Only terms that exist, times how rare they are."""
    aantallen, totaal = _frequenties(sorted({term for groep in groepen for term in groep}))
    gewogen = (
        {term: gewicht * math.log(1 + totaal / aantallen[term]) for term, gewicht in groep.items() if aantallen[term]}
        for groep in groepen
    )
    return [groep for groep in gewogen if groep]


def _frequenties(termen: Sequence[str]) -> tuple[dict[str, int], int]:
    """How many documents have each term, and how many there are, both counted up to TELGRENS."""
    if not termen:
        return {}, 0
    tel = "(SELECT count(*) FROM (SELECT 1 FROM aanbod_document {waar} LIMIT %s) AS t)"
    vraag = (
        f"SELECT term, {tel.format(waar='WHERE woorden @@ zoek::tsquery')}, {tel.format(waar='')} "  # noqa: S608
        "FROM unnest(%s::text[], %s::text[]) AS v(term, zoek)"
    )
    with connection.cursor() as cursor:
        cursor.execute(vraag, [TELGRENS, TELGRENS, list(termen), [tsquery([term]) for term in termen]])
        rijen = cursor.fetchall()
    return {term: aantal for term, aantal, _ in rijen}, rijen[0][2]


def _onbekende(rij: Sequence[str], groepen: list[Gewogen]) -> list[str]:
    """Words that no offer knows and that are no plain Dutch word: perhaps typing mistakes."""
    gevonden = {term for groep in groepen for term in groep}
    return [
        woord
        for woord in dict.fromkeys(rij)
        if len(woord) >= KORTSTE_ONBEKENDE
        and not w.is_stopwoord(woord)
        and not gevonden.intersection((woord, w.grondvorm(woord)))
        and not w.is_bekend(woord)
    ][:ONBEKENDE_HOOGSTENS]


# Compared with words, of which there are some thousands, and not with the texts of 100,000 offers.
_LIJKT_OP = """
    SELECT v.nummer, z.woord, word_similarity(v.woord, z.woord)
    FROM unnest(%s::text[]) WITH ORDINALITY AS v(woord, nummer)
    CROSS JOIN LATERAL (
        SELECT woord FROM aanbod_zoekterm AS t WHERE t.woord %%> v.woord
        ORDER BY word_similarity(v.woord, t.woord) DESC, similarity(v.woord, t.woord) DESC, t.woord LIMIT %s
    ) AS z
"""


def _misschien_bedoeld(onbekend: Sequence[str]) -> list[Gewogen]:
    """Per unknown word the words that offers have and that look like it most."""
    with connection.cursor() as cursor:
        cursor.execute(_LIJKT_OP, [list(onbekend), MISSCHIEN_BEDOELD])
        rijen = cursor.fetchall()
    groepen: dict[int, Gewogen] = {}
    for nummer, term, gelijkenis in rijen:
        groepen.setdefault(nummer, {})[term] = GEWICHT_TYPFOUT * gelijkenis
    return [groepen[nummer] for nummer in sorted(groepen)]
