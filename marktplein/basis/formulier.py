"""What a page with a form answers, the same everywhere: 422 when the input is wrong, 409 when somebody was first, be it
a colleague or the same person with this very form.
"""

import uuid
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, QueryDict
from django.utils.html import format_html

from marktplein.basis.fouten import AlVerwerkt, DomeinFout

SLEUTEL = "sleutel"


def gepost(request: HttpRequest) -> QueryDict | None:
    """The input of a form that was sent, also when nothing was filled in; None while it is only looked at."""
    return request.POST if request.method == "POST" else None


def meld(form: BaseForm, fout: DomeinFout, *, veld: str | None = None) -> None:
    """Show a refusal of a service at its field (or at ``veld``), or above the form when that field is not here.

    A form that made something else before says what, with a link. What was typed stays and the form has a fresh key:
    who presses again means it, and makes another one.
    """
    if not isinstance(fout, AlVerwerkt):
        veld = veld or fout.veld
        form.add_error(veld if veld in form.fields else None, fout.melding)
        return
    form.al_verwerkt = fout  # type: ignore[attr-defined]
    zet_verborgen(form, **{SLEUTEL: uuid.uuid4()})
    link = format_html(' <a href="{}">{}</a>', fout.eerder.url, fout.eerder.knop) if fout.eerder.url else ""
    form.add_error(None, format_html("{}{}", fout.melding, link))


def zet_verborgen(form: BaseForm, **velden: Any) -> None:
    """Keep what was typed, with other values in the fields that nobody sees."""
    data: Any = form.data.copy()  # type: ignore[attr-defined]
    for naam, waarde in velden.items():
        if naam in form.fields:
            data[form.add_prefix(naam)] = str(waarde)
    form.data = data


def status_van(form: Any) -> int:
    """The status of the page that shows ``form`` (or None): 200 until it was sent and refused."""
    if getattr(form, "botsing", None) is not None or getattr(form, "al_verwerkt", None) is not None:
        return 409
    return 422 if form is not None and form.is_bound and form.errors else 200
