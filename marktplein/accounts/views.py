"""What a person asks for itself: staying logged in while reading or typing, and how close rows stand."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.views.decorators.http import require_POST

from marktplein.accounts.models import User
from marktplein.accounts.services import zet_dichtheid
from marktplein.basis.lijst import COMPACT, DICHTHEID, terug_naar
from marktplein.middleware import seconden_over

EEN_JAAR = 365 * 24 * 3600


@require_POST
def blijf_ingelogd(request: HttpRequest) -> JsonResponse:
    """The request itself was the sign of life; answers how long is left."""
    return JsonResponse({"over": seconden_over(request)})


@login_not_required
@require_POST
def dichtheid(request: HttpRequest) -> HttpResponse:
    """How close rows stand: "compact" or, as anything else, roomy. Kept with the person; a visitor's in the browser."""
    compact = request.POST.get(DICHTHEID) == COMPACT
    antwoord = HttpResponseRedirect(terug_naar(request) or "/")
    if isinstance(request.user, User):
        zet_dichtheid(request.user, compact=compact)
    elif compact:
        antwoord.set_cookie(
            DICHTHEID, COMPACT, max_age=EEN_JAAR, samesite="Lax", secure=request.is_secure(), httponly=True
        )
    else:
        antwoord.delete_cookie(DICHTHEID, samesite="Lax")
    return antwoord
