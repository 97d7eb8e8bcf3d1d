"""Whatever is missing is told with a command that works on that very system."""

import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parent.parent.parent / "marktplein" / "ingebed" / "systeem.sh"
DEBIAN_12 = 'ID=debian\nVERSION_ID="12"\nVERSION="12 (bookworm)"'
DEBIAN_13 = 'ID=debian\nVERSION_ID="13"\nVERSION="13 (trixie)"'
UBUNTU_24 = 'ID=ubuntu\nID_LIKE=debian\nVERSION_ID="24.04"\nVERSION="24.04.3 LTS (Noble Numbat)"'
UV = "curl -LsSf https://astral.sh/uv/install.sh | sh && ~/.local/bin/uv python install --default 3.13"
APT = "sudo apt-get update && sudo apt-get install -y "


def opdracht(tmp_path: Path, systeem: str, *wat: str, gebruiker: str = "1000", sudo: bool = True) -> str:
    """What the script says on that system, with only sed (and sudo) to work with."""
    bin_ = tmp_path / ("met" if sudo else "zonder")
    bin_.mkdir(exist_ok=True)
    for naam in ("sed", "sudo") if sudo else ("sed",):
        if not (bin_ / naam).exists():
            (bin_ / naam).symlink_to(shutil.which("sed") or "")
    (tmp_path / "os-release").write_text(systeem)
    omgeving = {"PATH": str(bin_), "OS_RELEASE": str(tmp_path / "os-release"), "GEBRUIKER": gebruiker}
    return subprocess.check_output(["/bin/sh", "-eu", SCRIPT, *wat], env=omgeving, text=True).strip()


@pytest.mark.parametrize(
    ("systeem", "python", "venv", "chromium"),
    [
        (DEBIAN_12, f"{APT}python3 python3-venv", f"{APT}python3.11-venv", f"{APT}chromium"),
        (DEBIAN_13, f"{APT}python3 python3-venv", f"{APT}python3.11-venv", f"{APT}chromium"),
        ("ID=debian\nVERSION_CODENAME=sid", f"{APT}python3 python3-venv", f"{APT}python3.11-venv", f"{APT}chromium"),
        ('ID=debian\nVERSION_ID="11"', UV, f"{APT}python3.11-venv", f"{APT}chromium"),
        (
            UBUNTU_24,
            f"{APT}python3 python3-venv",
            f"{APT}python3.11-venv",
            # Ubuntu's own package is a snap, which cannot be driven.
            ".venv/bin/playwright install --with-deps chromium",
        ),
        (
            'ID=ubuntu\nID_LIKE=debian\nVERSION_ID="22.04"',
            f"{APT}python3.11 python3.11-venv",
            f"{APT}python3.11-venv",
            ".venv/bin/playwright install --with-deps chromium",
        ),
        (
            'ID=ubuntu\nID_LIKE=debian\nVERSION_ID="20.04"',
            UV,
            f"{APT}python3.11-venv",
            ".venv/bin/playwright install --with-deps chromium",
        ),
        ("ID=fedora\nVERSION_ID=43", "sudo dnf install -y python3", UV, "sudo dnf install -y chromium"),
        (
            'ID="rocky"\nID_LIKE="rhel centos fedora"\nVERSION_ID="9.6"',
            "sudo dnf install -y python3.12",
            UV,
            "sudo dnf install -y chromium",
        ),
        ("ID=arch", "sudo pacman -S --noconfirm python", UV, "sudo pacman -S --noconfirm chromium"),
        (
            'ID="opensuse-leap"\nID_LIKE="suse opensuse"\nVERSION_ID="16.0"',
            "sudo zypper install -y python313",
            UV,
            "sudo zypper install -y chromium",
        ),
        ("ID=iets\nVERSION_ID=1", UV, UV, ".venv/bin/playwright install --with-deps chromium"),
        ("", UV, UV, ".venv/bin/playwright install --with-deps chromium"),
    ],
)
def test_de_opdracht_past_bij_het_systeem(tmp_path: Path, systeem: str, python: str, venv: str, chromium: str) -> None:
    assert opdracht(tmp_path, systeem, "python") == python
    assert opdracht(tmp_path, systeem, "venv", "3.11") == venv
    assert opdracht(tmp_path, systeem, "chromium") == chromium


@pytest.mark.parametrize(
    ("systeem", "versie"), [(DEBIAN_12, "3.11"), (DEBIAN_13, "3.13"), (UBUNTU_24, "3.12"), (UBUNTU_24, "3.14")]
)
def test_het_pakket_hoort_bij_de_python_die_draait(tmp_path: Path, systeem: str, versie: str) -> None:
    assert opdracht(tmp_path, systeem, "venv", versie).endswith(f" python{versie}-venv")


def test_root_heeft_geen_sudo_nodig(tmp_path: Path) -> None:
    gezegd = opdracht(tmp_path, DEBIAN_13, "python", gebruiker="0")
    assert gezegd == "apt-get update && apt-get install -y python3 python3-venv"


def test_een_kaal_debian_heeft_geen_sudo(tmp_path: Path) -> None:
    gezegd = opdracht(tmp_path, DEBIAN_13, "venv", "3.13", sudo=False)
    assert gezegd == "su -c 'apt-get update && apt-get install -y python3.13-venv'"
    assert opdracht(tmp_path, "", "python", sudo=False) == UV
