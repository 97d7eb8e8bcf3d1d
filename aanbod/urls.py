"""Addresses of aanbod."""

from django.urls import URLPattern

app_name = "aanbod"
urlpatterns: list[URLPattern] = []
