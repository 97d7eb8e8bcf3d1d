"""Every address of the house: which app answers where."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from marktplein import verklaringen
from marktplein.basis.views import stijlgids

# allauth answers with it too, when somebody logs in or asks for a new password too often.
handler429 = "marktplein.basis.drukte.te_druk"

urlpatterns = [
    path("", include("aanbod.urls")),
    path("", include("vraag.urls")),
    path("", include("gemeenten.inzicht.urls")),
    path("", include("marktplein.werkplek.urls")),
    path("facilitair/", include("facilitair.urls")),
    path("gemeenten/", include("gemeenten.grond.urls")),
    path("post/", include("marktplein.mail.urls")),
    path("account/", include("marktplein.accounts.urls")),
    path("account/", include("allauth.urls")),
    path("health/", include("marktplein.health.urls")),
    path("toegankelijkheid/", verklaringen.toegankelijkheid, name="toegankelijkheid"),
    path(".well-known/security.txt", verklaringen.security_txt, name="security_txt"),
    path("stijlgids/", stijlgids, name="stijlgids"),
    path("beheer/", admin.site.urls),
    # Visitors choose a language too.
    path("i18n/setlang/", login_not_required(set_language), name="set_language"),
]
