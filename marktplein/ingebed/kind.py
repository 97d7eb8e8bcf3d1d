"""Become another program that dies with its parent, and not as root when a user id is given.

Run as a file, before anything else of ours is imported: ``python -I -S kind.py PPID SIGNAAL UID GID -- program args…``

- The kernel sends SIGNAAL when the parent is gone (PR_SET_PDEATHSIG), so kill -9 on the runner leaves nothing behind.
- With UID ≥ 0 the program runs as that user. PostgreSQL refuses to run as root, yet the project may stand in a folder
  that only root may enter. One capability, CAP_DAC_READ_SEARCH (or else CAP_DAC_OVERRIDE), is kept in that case, so
  that the program can walk to its own files without opening anybody's folders to the world.
"""

import ctypes
import os
import sys

PR_SET_PDEATHSIG, PR_SET_KEEPCAPS, PR_SET_SECUREBITS, PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE = 1, 8, 28, 47, 2
CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_SETPCAP = 1, 2, 8
# Without this bit access(2), with which initdb looks for its programs, forgets the capabilities of who is not root.
SECBIT_NO_SETUID_FIXUP = 4
CAP_VERSIE_3 = 0x20080522

libc = ctypes.CDLL(None, use_errno=True)


def _zet(*caps: int) -> bool:
    """Make these the only capabilities of this process; False when this system does not allow it."""
    kop = (ctypes.c_uint32 * 2)(CAP_VERSIE_3, 0)
    bits = sum(1 << cap for cap in caps)
    # Per 32 capabilities: effective, permitted, inheritable.
    return not libc.capset(kop, (ctypes.c_uint32 * 6)(bits, bits, bits, 0, 0, 0))


def _houd(cap: int) -> bool:
    """Keep only this capability, also in the program that follows; False when this system does not allow it."""
    if not _zet(cap, CAP_SETPCAP) or libc.prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP, 0, 0, 0):
        return False
    return _zet(cap) and not libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, cap, 0, 0)


def _word(uid: int, gid: int, paden: list[str]) -> None:
    libc.prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0)
    os.setgroups([])
    os.setresgid(gid, gid, gid)
    os.setresuid(uid, uid, uid)
    # After setresuid the effective capabilities are empty: this asks what the user itself may reach.
    if all(os.access(pad, os.X_OK) for pad in paden):
        _zet()
    elif not (_houd(CAP_DAC_READ_SEARCH) or _houd(CAP_DAC_OVERRIDE)):
        sys.exit(f"Gebruiker {uid} kan niet bij {paden}.")


def main(argv: list[str]) -> None:
    ouder, signaal, uid, gid = (int(x) for x in argv[:4])
    streep = argv.index("--")
    paden, opdracht = argv[4:streep], argv[streep + 1 :]
    if uid >= 0 and os.geteuid() == 0:
        _word(uid, gid, [*paden, opdracht[0]])
    libc.prctl(PR_SET_PDEATHSIG, signaal, 0, 0, 0)
    if os.getppid() != ouder:
        sys.exit("De ouder is al weg.")
    try:
        os.execv(opdracht[0], opdracht)
    except OSError as fout:
        sys.exit(f"{opdracht[0]}: {fout.strerror}")


if __name__ == "__main__":
    main(sys.argv[1:])
