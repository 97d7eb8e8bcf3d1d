"""How far a job is, on a page that follows it: ``includes/_voortgang.html``, with this in ``voortgang``."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from marktplein.werk.models import Werk
from marktplein.werk.workflow import WerkStaat

# The id of the part that asks for itself again.
BALK = "voortgang"


@dataclass(frozen=True, slots=True)
class Voortgang:
    """``url`` is the page itself, ``naam`` what the bar is called for who cannot see it."""

    url: str
    tekst: str
    naam: str
    gedaan: int
    totaal: int = 100
    klaar: bool = False

    @property
    def peiling(self) -> str:
        """The address asked each second; it tells which words stand there, so that only other words are read out."""
        return f"{self.url}?{urlencode({'getoond': self.tekst})}"


def voortgang_van(rij: Werk, *, url: str, naam: str, begint: str, erbij: str = "") -> Voortgang:
    """``begint`` is the sentence for a job that still waits, ``erbij`` one that follows as long as it is not done."""
    zin = begint if rij.staat == WerkStaat.WACHT else f"Bezig: {rij.fase or 'rekenen'}."
    return Voortgang(url, f"{zin} {erbij}".strip(), naam, rij.voortgang, klaar=not rij.is_onaf)


def antwoord_op_peiling(request: HttpRequest, voortgang: Voortgang) -> HttpResponse | None:
    """What a page that asks how far it is gets: the bar, or the whole page once more when it is done.

    None for whoever asks for the page itself.
    """
    if not (request.headers.get("HX-Request") and request.headers.get("HX-Target") == BALK):
        return None
    if voortgang.klaar:
        return HttpResponse(headers={"HX-Refresh": "true"})
    context = {"voortgang": voortgang, "andere_woorden": request.GET.get("getoond") != voortgang.tekst}
    return render(request, "includes/_voortgang_balk.html", context)
