"""Why the machine refuses a file, in the office's words."""

import errno

_WHY = {
    errno.ENOENT: "filen eller mappen finns inte",
    errno.EACCES: "behörighet saknas",
    errno.EPERM: "behörighet saknas",
    errno.EROFS: "disken får bara läsas",
    errno.ENOSPC: "disken är full",
    errno.EDQUOT: "utrymmet är slut",
    errno.EISDIR: "den är en mapp",
    errno.ENOTDIR: "en del av sökvägen är ingen mapp",
    errno.EEXIST: "namnet är upptaget",
    errno.ENAMETOOLONG: "namnet är för långt",
    errno.EIO: "disken svarar fel",
}


MENDABLE = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.EIO})
"""Wherever these come from, the office's machine is to be put right and not the program."""


def why_not(error: OSError) -> str:
    """As within brackets: "behörighet saknas"."""
    return _WHY.get(error.errno or 0, f"systemfel {error.errno}")


def told(error: OSError) -> str:
    """A sentence about the file that could not be used."""
    which = error.filename2 or error.filename
    return (
        f"{which or 'En fil'} går inte att använda: {why_not(error)}. "
        "Kontrollera att du som kör Bevaka får läsa och skriva där."
    )
