"""Tags and filters every template has without loading them: Django's own made quick, and ``vast``.

A page is mostly processor time in the template engine; what it works out again for each row or each page, though the
answer is the same, is remembered here for the life of the process. Nothing that depends on a person may be: ``Vast``.
"""

import datetime as dt
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.template import Context, Library, Node, NodeList
from django.template.base import Parser, Token
from django.template.defaultfilters import date as gewone_datum
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as gewone_url
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from marktplein.basis.datums import in_vorm

register = Library()


@register.filter(expects_localtime=True, is_safe=False)
def date(waarde: Any, vorm: str | None = None) -> str:
    """Django's filter; a day that was put into words before is not worked out again."""
    if vorm and isinstance(waarde, dt.date):
        return in_vorm(waarde, vorm)
    anders: str = gewone_datum(waarde, vorm)
    return anders


@lru_cache(maxsize=8192)
def _adres(waar: tuple[str | None, ...], naam: str, args: tuple[int | str, ...], hier: str | None) -> str:
    return reverse(naam, args=args, current_app=hier)


def adres_van(naam: str, *args: int | str, hier: str | None = None) -> str:
    """``reverse``, remembered: an address depends on the language of the page, never on who asks for it."""
    return _adres((get_language(), *_plek()), naam, args, hier)


def _plek() -> tuple[str, str]:
    return get_urlconf() or settings.ROOT_URLCONF, get_script_prefix()


def _waar(context: Context) -> tuple[str | None, ...]:
    """What an address depends on besides its name. Of one request only the language can change while it is shown."""
    request = getattr(context, "request", None)
    if request is None:
        return get_language(), *_plek()
    plek: tuple[str, str] | None = request.__dict__.get("_plek_van_adressen")
    if plek is None:
        plek = request._plek_van_adressen = _plek()
    return get_language(), *plek


class SnelleUrl(URLNode):
    """``{% url %}`` that remembers the addresses of what is told by number or slug."""

    def render(self, context: Context) -> str:
        args = [arg.resolve(context) for arg in self.args]
        if self.kwargs or any(type(arg) not in (int, str, SafeString) for arg in args):
            return str(super().render(context))
        try:
            adres = _adres(_waar(context), self.view_name.resolve(context), tuple(args), _naamruimte(context))
        except NoReverseMatch:
            if self.asvar is None:
                raise
            adres = ""
        if self.asvar:
            context[self.asvar] = adres
            return ""
        return str(conditional_escape(adres)) if context.autoescape else adres


def _naamruimte(context: Context) -> str | None:
    request = getattr(context, "request", None)
    gevonden = getattr(request, "resolver_match", None)
    return getattr(request, "current_app", None) or getattr(gevonden, "namespace", None)


@register.tag
def url(parser: Parser, token: Token) -> SnelleUrl:
    """Django's tag, quicker."""
    knoop = gewone_url(parser, token)
    return SnelleUrl(knoop.view_name, knoop.args, knoop.kwargs, knoop.asvar)


class Vast(Node):
    """What stands in ``{% vast %}`` … ``{% endvast %}`` is the same for everybody who reads this language.

    It is rendered once per process, without any variable of the page: nothing of a person can get into it.
    """

    def __init__(self, inhoud: NodeList) -> None:
        self.inhoud = inhoud
        self._per_taal: dict[str | None, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        taal = get_language()
        if (html := self._per_taal.get(taal)) is None:
            assert context.template is not None  # noqa: S101 - who renders has one
            leeg = Context()
            with leeg.bind_template(context.template), leeg.render_context.push_state(context.template):
                html = self._per_taal[taal] = self.inhoud.render(leeg)
        return html


@register.tag
def vast(parser: Parser, token: Token) -> Vast:
    """The same for everybody: rendered once for each language, without variables."""
    inhoud = parser.parse(("endvast",))
    parser.delete_first_token()
    return Vast(inhoud)
