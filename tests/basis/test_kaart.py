"""The map beside a list: one marker per place, found back by the address of its link."""

from marktplein.basis.kaart import Punt, kaart


def test_wat_op_een_plek_is_is_een_speld() -> None:
    punten = [Punt("A", 52.16001, 4.497, "/a/"), Punt("B", 52.16002, 4.497, "/b/"), Punt("C", 52.2, 4.4, "/c/")]
    uit = kaart(punten, [("Leiden", 52.16, 4.49, True)])
    assert uit["punten"] == [
        {"plek": (52.16, 4.497), "namen": ["A", "B"], "adressen": ["/a/", "/b/"]},
        {"plek": (52.2, 4.4), "namen": ["C"], "adressen": ["/c/"]},
    ]
    assert uit["plaatsen"] == [{"naam": "Leiden", "plek": (52.16, 4.49), "groot": True}]
    assert uit["midden"] is None


def test_zonder_punten_is_er_niets_te_tekenen() -> None:
    assert kaart([], [], (52.0, 4.5)) == {"punten": [], "plaatsen": [], "midden": (52.0, 4.5)}
