"""Addresses of accounts."""

from django.urls import path

from marktplein.accounts import views

app_name = "accounts"
urlpatterns = [path("blijf-ingelogd/", views.blijf_ingelogd, name="blijf_ingelogd")]
