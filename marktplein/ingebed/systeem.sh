#!/bin/sh
# systeem.sh WHAT [VERSION]: the command that installs WHAT (python, venv, chromium) on this system.
# In sh, because it must also speak where there is no Python. VERSION: the Python that venv is for, such as 3.13.
# OS_RELEASE and GEBRUIKER (0: root) stand in for this system in tests.
os_release=${OS_RELEASE:-/etc/os-release}
[ -r "$os_release" ] && . "$os_release"

soort=anders
case " ${ID:-} ${ID_LIKE:-} " in
    *" debian "* | *" ubuntu "*) soort=apt ;;
    *" rhel "* | *" fedora "*) soort=dnf ;;
    *suse*) soort=zypper ;;
    *" arch "*) soort=pacman ;;
esac
versie=${VERSION_ID:-}
versie=${versie%%.*}
case "$versie" in '' | *[!0-9]*) versie=99 ;; esac # testing and rolling systems have no number

# Only packages that give Python 3.11 to 3.14 on that system; empty: it has none.
pakket=
case "$1 $soort ${ID:-}" in
    "python apt ubuntu")
        if [ "$versie" -ge 24 ]; then pakket="python3 python3-venv"; fi
        if [ "$versie" -eq 22 ]; then pakket="python3.11 python3.11-venv"; fi
        ;;
    "python apt debian") if [ "$versie" -ge 12 ]; then pakket="python3 python3-venv"; fi ;;
    "python apt "*) pakket="python3 python3-venv" ;;
    "python dnf fedora") pakket=python3 ;;
    "python dnf "*) if [ "$versie" -ge 10 ]; then pakket=python3; else pakket=python3.12; fi ;;
    "python zypper "*) pakket=python313 ;;
    "python pacman "*) pakket=python ;;
    "venv apt "*) pakket="python${2:-3}-venv" ;;
    "chromium anders "* | "chromium apt ubuntu") ;;
    "chromium "*) pakket=chromium ;;
esac

case "$pakket:$1:$soort" in
    :chromium:*) opdracht=".venv/bin/playwright install --with-deps chromium" ;;
    # No package: a Python beside the system's own, in the folder of the user.
    :*) opdracht="curl -LsSf https://astral.sh/uv/install.sh | sh && ~/.local/bin/uv python install --default 3.13" ;;
    *:apt) opdracht="SUDO apt-get update && SUDO apt-get install -y $pakket" ;;
    *:dnf) opdracht="SUDO dnf install -y $pakket" ;;
    *:zypper) opdracht="SUDO zypper install -y $pakket" ;;
    *:pacman) opdracht="SUDO pacman -S --noconfirm $pakket" ;;
esac

# Root needs nothing before it; a bare Debian has no sudo.
case "$opdracht" in "SUDO "*) ;; *) echo "$opdracht" && exit ;; esac
zonder=$(echo "$opdracht" | sed 's/SUDO //g')
if [ "${GEBRUIKER:-$(id -u)}" = 0 ]; then
    echo "$zonder"
elif command -v sudo >/dev/null; then
    echo "$opdracht" | sed 's/SUDO/sudo/g'
else
    echo "su -c '$zonder'"
fi
