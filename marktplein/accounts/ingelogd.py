"""From a request to the person behind it."""

from django.http import HttpRequest

from marktplein.accounts.models import User
from marktplein.basis.fouten import NietToegestaan


def ingelogd(request: HttpRequest) -> User:
    """Who is logged in, for what takes a User. Raises NietToegestaan when nobody is."""
    if not isinstance(request.user, User):
        raise NietToegestaan("Log eerst in.")
    return request.user
