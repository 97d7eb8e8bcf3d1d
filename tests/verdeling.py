"""What runs where and when in a run over several workers: the long tests early and evenly among the short.

A test of a browser or a process mostly waits; side by side with tests that reckon, both processors have work all the
time. The longest come first, so that the last minute holds short ones only and no worker is left alone with a long one.
"""

import os

import pytest

# From long to short; what has none of these is short.
LANG = ("kill", "werker", "lang", "zwaar", "browser")
# Who drives another process or a browser, or goes over everything once more, adds next to nothing to the count of
# branches and would be slower for it.
NIET_GETELD = ("kill", "werker", "zwaar", "browser")
# Part of the run over which the long ones are spread.
SPREIDING = 0.75


def deel_in(item: pytest.Item) -> None:
    """Tests that share what is made once per module stay together; and branches are counted where it is cheap."""
    if _deelt_met_module(item) and not item.get_closest_marker("xdist_group"):
        item.add_marker(pytest.mark.xdist_group(item.nodeid.partition("::")[0]))
    if any(item.get_closest_marker(merk) for merk in NIET_GETELD):
        item.add_marker(pytest.mark.no_cover)


def _deelt_met_module(item: pytest.Item) -> bool:
    definities = getattr(item, "_fixtureinfo").name2fixturedefs  # noqa: B009 - no public name has it
    return any(defs[-1].scope == "module" for naam, defs in definities.items() if defs and not naam.startswith("_"))


def _rang(item: pytest.Item) -> int:
    return next((rang for rang, merk in enumerate(LANG) if item.get_closest_marker(merk)), len(LANG))


def meng(items: list[pytest.Item]) -> list[pytest.Item]:
    """The long ones, longest first, each followed by its share of the short ones."""
    lang = sorted((item for item in items if _rang(item) < len(LANG)), key=_rang)
    kort = [item for item in items if _rang(item) == len(LANG)]
    per_keer = SPREIDING * len(kort) / max(len(lang), 1)
    gemengd: list[pytest.Item] = []
    gehad = 0
    for nummer, item in enumerate(lang, 1):
        tot = int(nummer * per_keer)
        gemengd += [item, *kort[gehad:tot]]
        gehad = tot
    return gemengd + kort[gehad:]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Only with several workers: a single one would make again what a module shares, after each test in between."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return
    if config.getoption("loadgroup", default=False):
        los = [item.nodeid for item in items if item.get_closest_marker("xdist_group") and "@" not in item.nodeid]
        assert not los, f"pytest-xdist houdt groepen niet bij elkaar: {los[:3]}"
    items[:] = meng(items)
