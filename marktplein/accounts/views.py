"""Staying logged in while somebody reads or types."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from marktplein.middleware import seconden_over


@require_POST
def blijf_ingelogd(request: HttpRequest) -> JsonResponse:
    """The request itself was the sign of life; answers how long is left."""
    return JsonResponse({"over": seconden_over(request)})
