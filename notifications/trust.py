"""Whom a mail server's or a token server's certificate may be signed by, and the certificate that we show ourselves."""

import ssl
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Trust:
    """The machine's own list of signers, and the office's besides, if it has one."""

    verify: bool = True
    ca: Path | None = None
    cert: Path | None = None
    key: Path | None = None

    def context(self) -> ssl.SSLContext:
        """Read anew for each session: certificates are renewed while the program runs. Raises OSError, SSLError."""
        context = ssl.create_default_context()
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        if self.ca:
            context.load_verify_locations(self.ca)
        if self.cert:
            # an encrypted key would make OpenSSL ask on the terminal, and the sender would hang
            context.load_cert_chain(self.cert, self.key, password=lambda: "")
        if not self.verify:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        return context
