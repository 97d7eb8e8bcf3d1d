"""History in words."""

import pytest

from gemeenten.grond.gebeurtenissen import in_woorden, naam_van_soort


@pytest.mark.parametrize(
    ("code", "woorden"),
    [
        ("aanmeldingen.ingezien", "Aanmeldingen bekeken"),
        ("lijst.geexporteerd", "Lijst gedownload"),
        ("signaal.ingediend", "Vraag ingediend"),
        ("voorstel.nee", "Nee gezegd op een voorstel"),
        ("tweede_stap.ingesteld", "Tweede inlogstap ingesteld"),
        ("iets", "iets"),
    ],
)
def test_een_gebeurtenis_in_woorden(code: str, woorden: str) -> None:
    assert in_woorden(code) == woorden


def test_een_ding_in_woorden() -> None:
    assert naam_van_soort("accounts.User") == "Persoon"
    assert naam_van_soort("gemeenten.Team") == "Team"
    assert naam_van_soort("oud.Weg") == "Weg"
    assert naam_van_soort("Los") == "Los"
