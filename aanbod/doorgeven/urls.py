"""Addresses that are the same in every language: what machines read."""

from django.urls import path

from aanbod.doorgeven.views import stromen, zoekmachines

app_name = "doorgeven"
urlpatterns = [
    path("feeds/agenda.ics", stromen.agenda, name="agenda"),
    path("feeds/nieuws.atom", stromen.atom, name="atom"),
    path("feeds/aanbod.json", stromen.json, name="json"),
    path("robots.txt", zoekmachines.robots, name="robots"),
    path("sitemap.xml", zoekmachines.sitemap_index, name="sitemap_index"),
    path("sitemap-<slug:section>.xml", zoekmachines.sitemap, name="sitemap"),
]
