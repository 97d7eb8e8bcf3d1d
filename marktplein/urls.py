"""Every address of the house: which app answers where."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from marktplein import verklaringen
from marktplein.accounts.views import dichtheid
from marktplein.basis.views import stijlgids
from marktplein.hulp import views as hulp
from marktplein.mail.urls import meldingen

# allauth answers with it too, when somebody logs in or asks for a new password too often.
handler429 = "marktplein.basis.drempel.te_druk"

# Pages that visitors read, in every language: the Dutch ones as they are, the others below /en/. Pages for who works
# here that lie in between have one address, the Dutch one (marktplein.basis.taal).
urlpatterns = i18n_patterns(
    path("", include("aanbod.urls")),
    path("gemeenten/", include("gemeenten.grond.urls")),
    path("sociale-kaart/", include("gemeenten.kaart.urls")),
    path("advies/", include("gemeenten.kcc.publiek")),
    path("account/", include("marktplein.accounts.urls")),
    path("account/", include("allauth.urls")),
    path("zonder-verbinding/", hulp.zonder_verbinding, name="zonder_verbinding"),
    path("toegankelijkheid/", verklaringen.toegankelijkheid, name="toegankelijkheid"),
    prefix_default_language=False,
)
urlpatterns += [
    path("", include("aanbod.doorgeven.urls")),
    path("", include("vraag.urls")),
    path("", include("gemeenten.inzicht.urls")),
    path("", include("gemeenten.kcc.urls")),
    path("", include("marktplein.werkplek.urls")),
    path("bewaarder.js", hulp.bewaarder, name="bewaarder"),
    path("bedenktijd/", include("marktplein.werk.urls")),
    path("facilitair/", include("facilitair.urls")),
    path("demo/", include("marktplein.demo.urls")),
    path("post/", include("marktplein.mail.urls")),
    path("meldingen/", include(meldingen)),
    path("health/", include("marktplein.health.urls")),
    path(".well-known/security.txt", verklaringen.security_txt, name="security_txt"),
    path("handleiding/", include("marktplein.handleiding.urls")),
    path("weergave/", dichtheid, name="dichtheid"),
    path("stijlgids/", stijlgids, name="stijlgids"),
    path("beheer/", admin.site.urls),
]
