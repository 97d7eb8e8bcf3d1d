"""What search engines ask for first."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.sitemaps import views as sitemaps
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from aanbod.doorgeven.sitemaps import KAARTEN

# Pages that ask for a login say so themselves; these answer anybody, but only to who has the link or sent a form.
NIET_LEZEN = ("/account/", "/aanmelding/", "/attendering/", "/beheer/", "/blok/", "/demo/", "/weergave/", "/zoeken/")
DEMO = "# Dit is een demo met verzonnen gegevens: die horen in geen zoekmachine.\nUser-agent: *\nDisallow: /\n"


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    """What to leave alone, and where the map of the site is. Invented data are not to be found at all."""
    return HttpResponse(DEMO if settings.DEMO else _regels(), content_type="text/plain; charset=utf-8")


def _regels() -> str:
    talen = ["", *(f"/{code}" for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE)]
    paden = [f"{taal}{pad}" for taal in talen for pad in NIET_LEZEN]
    regels = ["User-agent: *", *(f"Disallow: {pad}" for pad in paden), f"Sitemap: {settings.SITE_URL}/sitemap.xml"]
    return "\n".join(regels) + "\n"


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """Which maps there are: no file is longer than a search engine reads. Django's own index names the host asked."""
    delen = [
        sitemaps.SitemapIndexItem(f"{settings.SITE_URL}{reverse('doorgeven:sitemap', args=[naam])}?p={blad}")
        for naam, kaart in KAARTEN.items()
        for blad in kaart().paginator.page_range
    ]
    return TemplateResponse(request, "sitemap_index.xml", {"sitemaps": delen}, content_type="application/xml")


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def sitemap(request: HttpRequest, section: str) -> Any:
    return sitemaps.sitemap(request, KAARTEN, section)
