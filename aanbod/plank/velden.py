"""What the fields of an offer are called on a page."""

from aanbod.models import Interventie
from aanbod.plank.inhoud import INHOUD

_ANDERS = {"eigen_bijdrage_cent": "eigen bijdrage", "themas": "thema’s"}


def veldnaam(naam: str) -> str:
    """As the form calls it, where that is another name than the database's."""
    if naam in _ANDERS:
        return _ANDERS[naam]
    if naam in INHOUD:
        return str(Interventie._meta.get_field(naam).verbose_name)  # type: ignore[union-attr]  # no reverse ones
    return naam.replace("_", " ")
