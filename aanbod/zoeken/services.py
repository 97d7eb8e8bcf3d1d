"""Keep the documents: what each thing can be found by (words), and what it is about (vectors).

A change of a thing writes a row (marktplein.basis.models.TeIndexeren); ``haal_in`` reads those and makes documents
anew. Words are cheap and made at once, vectors are computed afterwards.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

import numpy as np
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q

from aanbod.models import Document, Interventie, Voorbeeldzin, Zinvector, Zoekstand, Zoekwoord
from aanbod.zoeken.termen import vector_van
from marktplein.basis.models import TeIndexeren
from marktplein.basis.vindbaar import Sleutel, Vindbaar, bronnen
from marktplein.taal.inbedder import Inbedder, geef_inbedder

PER_KEER = 500
VECTOREN_PER_KEER = 64

VELDEN = (
    "soort", "nummer", "naam", "adres", "regel", "tekst", "woorden", "themas", "doelgroep", "leeftijd_min",
    "leeftijd_max", "zwangerschap", "collegas", "gemeenten", "lat", "lon", "van", "tot", "bij_soort", "bij_nummer",
    "stand",
)  # fmt: skip
# A vector goes on as long as its text stays the same.
_SCHRIJF = f"""
    INSERT INTO aanbod_document AS d ({", ".join(VELDEN)}, model)
    VALUES ({", ".join("%s::tsvector" if veld == "woorden" else "%s" for veld in VELDEN)}, '')
    ON CONFLICT (soort, nummer) DO UPDATE SET
        {", ".join(f"{veld} = EXCLUDED.{veld}" for veld in VELDEN[2:])},
        vector = CASE WHEN d.naam = EXCLUDED.naam AND d.tekst = EXCLUDED.tekst THEN d.vector END
"""  # noqa: S608 - names of our own columns
_NIEUWE_STAND = """
    INSERT INTO aanbod_zoekstand (id, stand) VALUES (1, nextval('aanbod_zoekstand_nr'))
    ON CONFLICT (id) DO UPDATE SET stand = EXCLUDED.stand RETURNING stand
"""
# Whole words: no stems ("~pest"), phrases ("niet_durven") or numbers. Sorted, so that no two wait for each other.
_WOORDEN_OPNEMEN = """
    INSERT INTO aanbod_zoekterm (woord)
    SELECT DISTINCT woord FROM aanbod_document, unnest(tsvector_to_array(woorden)) AS woord
    WHERE soort = %s AND nummer = ANY(%s) AND length(woord) BETWEEN 4 AND 60 AND woord !~ '[~_0-9]'
    ORDER BY woord
    ON CONFLICT DO NOTHING
"""


def werk_zoekindex_bij(interventie: Interventie) -> None:
    """The document of one offer anew, for who just saved it."""
    werk_bij([("aanbod", interventie.pk)])


def werk_hele_zoekindex_bij() -> int:
    """All documents of all rooms. Answers how many there are."""
    alle = [(soort, nummer) for soort, bron in bronnen().items() for nummer in bron.nummers()]
    oud = Document.objects.order_by("pk").values_list("soort", "nummer")
    werk_bij(dict.fromkeys([*alle, *oud]))
    return Document.objects.count()


def werk_bij(sleutels: Iterable[Sleutel]) -> None:
    """Make these documents anew, in blocks; what may no longer be found loses its document."""
    for soort, groep in groupby(sorted(sleutels), key=lambda sleutel: sleutel[0]):
        nummers = [nummer for _, nummer in groep]
        for begin in range(0, len(nummers), PER_KEER):
            _werk_blok_bij(soort, nummers[begin : begin + PER_KEER])


@transaction.atomic
def _werk_blok_bij(soort: str, nummers: Sequence[int]) -> None:
    bron = bronnen().get(soort)
    dingen = list(bron.lees(nummers)) if bron else []
    stand = nieuwe_stand()
    schrijf_documenten(soort, dingen, stand)
    Document.objects.filter(soort=soort, nummer__in=set(nummers) - {ding.nummer for ding in dingen}).delete()


def nieuwe_stand() -> int:
    """The next stand; until the commit, others who change documents wait, so that none is seen out of order."""
    with connection.cursor() as cursor:
        cursor.execute(_NIEUWE_STAND)
        return int(cursor.fetchone()[0])


def schrijf_documenten(soort: str, dingen: Sequence[Vindbaar], stand: int) -> None:
    if not dingen:
        return
    with connection.cursor() as cursor:
        cursor.executemany(_SCHRIJF, [_rij(soort, ding, stand) for ding in dingen])
        cursor.execute(_WOORDEN_OPNEMEN, [soort, [ding.nummer for ding in dingen]])


def _rij(soort: str, ding: Vindbaar, stand: int) -> tuple[Any, ...]:
    van, tot = ding.leeftijd or (0, 999)
    return (
        soort, ding.nummer, ding.naam, ding.adres, ding.regel, ding.tekst, vector_van(ding), [*ding.themas],
        [*ding.doelgroep], van, tot, ding.zwangerschap, ding.collegas, [*ding.gemeenten],
        *(ding.punt or (None, None)), *(ding.dagen or (None, None)), *(ding.bij or ("", None)), stand,
    )  # fmt: skip


# --- what changed ---------------------------------------------------------------------------------------------


def haal_in() -> int:
    """Everything that changed since the last time; all there is, the first time. Answers how many documents."""
    if not Zoekstand.objects.exists():
        laatste = TeIndexeren.objects.order_by("pk").last()
        aantal = werk_hele_zoekindex_bij()
        TeIndexeren.objects.filter(pk__lte=laatste.pk if laatste else 0).delete()
        return aantal
    gedaan = 0
    while rijen := list(TeIndexeren.objects.order_by("pk")[:PER_KEER]):
        sleutels = set(met_andere({(rij.soort, rij.nummer) for rij in rijen}))
        with transaction.atomic():
            werk_bij(sleutels)
            TeIndexeren.objects.filter(pk__in=[rij.pk for rij in rijen]).delete()
        gedaan += len(sleutels)
    return gedaan


def met_andere(sleutels: set[Sleutel]) -> Iterator[Sleutel]:
    """These, and what else tells of them (the offers of a theme)."""
    yield from sleutels
    for soort, bron in bronnen().items():
        if nummers := sorted(nummer for van, nummer in sleutels if van == soort):
            yield from bron.ook(nummers)


# --- vectors --------------------------------------------------------------------------------------------------


def bereken_vectoren(*, seconden: float = 90) -> int:
    """The vectors that are missing or of another model, in small blocks; answers how many. None without a model."""
    inbedder = geef_inbedder()
    klaar_op = time.monotonic() + seconden
    gedaan = 0
    while inbedder is not None and time.monotonic() < klaar_op:
        aantal = _zinnen(inbedder) or _documenten(inbedder)
        if not aantal:
            break
        gedaan += aantal
    return gedaan


def _documenten(inbedder: Inbedder) -> int:
    nodig = Document.objects.filter(Q(vector__isnull=True) | ~Q(model=inbedder.naam)).order_by("pk")
    rijen = list(nodig.only("naam", "tekst")[:VECTOREN_PER_KEER])
    vectoren = inbedder.stuk([f"{rij.naam}. {rij.tekst}" for rij in rijen])
    with transaction.atomic():
        stand = nieuwe_stand() if rijen else 0
        for rij, vector in zip(rijen, vectoren, strict=True):
            # Only of the text that was read: one changed in between gets its own.
            Document.objects.filter(pk=rij.pk, naam=rij.naam, tekst=rij.tekst).update(
                vector=vector.astype(np.float16).tobytes(), model=inbedder.naam, stand=stand
            )
    return len(rijen)


def _zinnen(inbedder: Inbedder) -> int:
    teksten = _zonder_vector(inbedder.naam)
    if teksten:
        vectoren = inbedder.vraag(teksten)
        with transaction.atomic():
            Zinvector.objects.bulk_create(
                [
                    Zinvector(tekst=tekst, model=inbedder.naam, vector=vector.astype(np.float16).tobytes())
                    for tekst, vector in zip(teksten, vectoren, strict=True)
                ],
                ignore_conflicts=True,
            )
            nieuwe_stand()
    return len(teksten)


def _zonder_vector(model: str) -> list[str]:
    """Everyday words and sentences, each once, of which this model has no vector yet."""
    gevonden: list[str] = []
    for soort, veld in ((Zoekwoord, "woord"), (Voorbeeldzin, "zin")):
        heeft = Exists(Zinvector.objects.filter(model=model, tekst=OuterRef(veld)))
        gevonden += soort.objects.filter(~heeft).order_by("pk").values_list(veld, flat=True)[:VECTOREN_PER_KEER]
    return list(dict.fromkeys(gevonden))
