"""What is found here by everybody: the organisations of the sociale kaart."""

from collections.abc import Iterable, Iterator, Sequence

from gemeenten.grond.models import Organisatie
from gemeenten.grond.selectors import organisaties_op_de_kaart
from marktplein.basis.vindbaar import Bron, Vindbaar, Vindsoort


def organisaties(nummers: Sequence[int]) -> Iterator[Vindbaar]:
    """Those of the public map. Their contact data are on their page, not in the index."""
    rijen = organisaties_op_de_kaart().filter(pk__in=nummers).order_by("pk")
    for organisatie in rijen.prefetch_related("gemeenten", "categorieen", "voorbeeldzinnen"):
        yield _van(organisatie)


def _van(organisatie: Organisatie) -> Vindbaar:
    soorten = ", ".join(categorie.naam for categorie in organisatie.categorieen.all())
    voor = f"Voor {organisatie.doelgroep}." if organisatie.doelgroep else ""
    return Vindbaar(
        nummer=organisatie.pk,
        naam=organisatie.naam,
        adres=organisatie.slug,
        regel=organisatie.omschrijving,
        tekst=" ".join(filter(None, (organisatie.omschrijving, voor, soorten))),
        zinnen=[zin.zin for zin in organisatie.voorbeeldzinnen.all()],
        gemeenten=[gemeente.pk for gemeente in organisatie.gemeenten.all()],
        punt=None if organisatie.lat is None or organisatie.lon is None else (organisatie.lat, organisatie.lon),
    )


def _nummers() -> Iterable[int]:
    return organisaties_op_de_kaart().order_by("pk").values_list("pk", flat=True)


VINDBAAR: tuple[Vindsoort, ...] = ()
BRONNEN = (Bron("organisatie", "Organisatie", "kaart:organisatie", organisaties, _nummers),)
