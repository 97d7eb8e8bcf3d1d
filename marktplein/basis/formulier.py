"""What a page with a form answers, the same everywhere: 422 when the input is wrong, 409 when a colleague was first."""

from typing import Any

from django.http import HttpRequest, QueryDict


def gepost(request: HttpRequest) -> QueryDict | None:
    """The input of a form that was sent, also when nothing was filled in; None while it is only looked at."""
    return request.POST if request.method == "POST" else None


def status_van(form: Any) -> int:
    """The status of the page that shows ``form`` (or None): 200 until it was sent and refused."""
    if getattr(form, "botsing", None) is not None:
        return 409
    return 422 if form is not None and form.is_bound and form.errors else 200
