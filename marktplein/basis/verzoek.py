"""A request that cannot be read as text is answered before anything looks at it: 400, with what to do."""

from collections.abc import Callable, Iterable, Iterator

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict, UnreadablePostError

Volgende = Callable[[HttpRequest], HttpResponse]


def _leesbaar(tekst: str) -> bool:
    """No NUL, which PostgreSQL cannot hold, and no half character (a lone surrogate), which nothing can."""
    if tekst.isascii():
        return "\x00" not in tekst
    return "\x00" not in tekst and not any("\ud800" <= teken <= "\udfff" for teken in tekst)


def _velden(gegevens: QueryDict) -> Iterator[str]:
    for naam, waarden in gegevens.lists():
        yield naam
        yield from (waarde for waarde in waarden if isinstance(waarde, str))


def _teksten(request: HttpRequest) -> Iterable[str]:
    yield request.path
    yield from _velden(request.GET)
    yield from request.COOKIES.values()
    yield from request.headers.values()
    if request.method == "POST":
        yield from _velden(request.POST)


class Leesbaar:
    """The path, the address behind it, cookies, headers and what is posted hold text a database can hold."""

    def __init__(self, get_response: Volgende) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            leesbaar = all(map(_leesbaar, _teksten(request)))
        except UnreadablePostError as fout:  # the browser went away halfway
            raise BadRequest("afgebroken") from fout
        if not leesbaar:
            raise BadRequest("onleesbaar")
        return self.get_response(request)
