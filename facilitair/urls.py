"""Addresses of facilitair."""

from django.urls import URLPattern

app_name = "facilitair"
urlpatterns: list[URLPattern] = []
