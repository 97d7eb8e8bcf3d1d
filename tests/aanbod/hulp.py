"""Small helpers of the page tests."""

from django.test import Client
from django.urls import reverse

from tests.gemeenten.factories import gebruiker_met


def ga(client, naam, *args, **kwargs):
    """GET a page of aanbod by the name of its address."""
    return client.get(reverse(f"aanbod:{naam}", args=args), kwargs or None)


def als(rol, **kwargs):
    """A client logged in as a new user with this role."""
    client = Client()
    client.force_login(gebruiker_met(rol, **kwargs))
    return client
