"""The kinds of danger a text may tell of."""

from enum import StrEnum


class Nood(StrEnum):
    ZELFMOORD = "zelfmoord"
    ZELFBESCHADIGING = "zelfbeschadiging"
    GEWELD = "geweld"
    MISBRUIK = "misbruik"
    SEXTING = "sexting"
    WEGLOPEN = "weglopen"
    VERGIFTIGING = "vergiftiging"
    BEDREIGING = "bedreiging"
    STALKING = "stalking"
    DWANG = "dwang"
