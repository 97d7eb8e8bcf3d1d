"""Template tags for help in need. Numbers come from one table (marktplein.basis.hulplijnen)."""

from django import template
from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from marktplein.basis.hulplijnen import HULPLIJNEN, tel

register = template.Library()


@register.simple_tag
def hulplijn(sleutel: str, tekst: str = "") -> SafeString:
    """The first number of a line as a link to call; ``tekst`` comes before it, inside the link."""
    nummer = HULPLIJNEN[sleutel].nummers[0]
    inhoud = f"{tekst} {nummer}" if tekst else nummer
    return format_html('<a href="{}">{}</a>', tel(nummer), inhoud)


@register.simple_tag
def hulpnummers(sleutel: str) -> SafeString:
    """All numbers of a line, each a link to call, with a comma between."""
    return format_html_join(", ", '<a href="{}">{}</a>', ((tel(n), n) for n in HULPLIJNEN[sleutel].nummers))


@register.simple_tag
def snel_weg_adres() -> str:
    return str(settings.SNEL_WEG)
