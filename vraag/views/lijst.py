"""A list in pages, like the others of the house."""

from typing import Any

from django.views.generic import ListView


class Lijst(ListView):  # type: ignore[type-arg]
    """Who asks for a page that is not there (any more) gets the nearest one."""

    paginate_by = 25
    page_kwarg = "pagina"

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        paginator = self.get_paginator(queryset, page_size)
        pagina = paginator.get_page(self.request.GET.get(self.page_kwarg))
        return paginator, pagina, pagina.object_list, pagina.has_other_pages()
