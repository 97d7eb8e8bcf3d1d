"""The demo's post box: every mail that was sent, readable by anybody who tries the demo. Off everywhere else."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.decorators import method_decorator
from django.views.generic import ListView

from marktplein.mail.models import Bericht


def _alleen_in_de_demo() -> None:
    if not settings.POST_ZICHTBAAR:
        raise Http404


@method_decorator(login_not_required, name="dispatch")
class PostLijst(ListView):
    template_name = "mail/lijst.html"
    paginate_by = 25
    page_kwarg = "pagina"

    def get_queryset(self) -> QuerySet[Bericht]:
        _alleen_in_de_demo()
        zoek = self.request.GET.get("aan", "").strip()
        berichten = Bericht.objects.order_by("-aangemaakt_op", "-pk")
        return berichten.filter(aan__icontains=zoek) if zoek else berichten

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(aan=self.request.GET.get("aan", ""), **kwargs)


@login_not_required
def post_detail(request: HttpRequest, pk: int) -> HttpResponse:
    _alleen_in_de_demo()
    return render(request, "mail/detail.html", {"bericht": get_object_or_404(Bericht, pk=pk)})
