"""Where a visitor comes from, told in one place: limits on logging in and on public forms count by the same address."""

import ipaddress

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

# A home or an office has a whole such network to itself: counting single addresses would stop nobody.
IPV6_NETWERK = 64


def adres_van(request: HttpRequest) -> str:
    """The visitor's address; of IPv6 the network. Behind proxies it is the one that the outermost proxy of ours saw.

    What a visitor writes in X-Forwarded-For counts for nothing (see ALLAUTH_TRUSTED_PROXY_COUNT). Raises
    PermissionDenied when there is no address at all.
    """
    adres: str = get_adapter(request).get_client_ip(request)
    try:
        ip = ipaddress.ip_address(adres)
    except ValueError:
        return adres
    if ip.version == 4:
        return adres
    return str(ipaddress.ip_network((adres, IPV6_NETWERK), strict=False).network_address)
