"""A real IMAP server on loopback: Dovecot, run as whoever runs the tests, with one mailbox of its own."""

import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from imapclient import IMAPClient

USER, PASSWORD = "svar@kommun.example", "hemligt-lösen-7"
PATIENCE = 20
CONFIG = """
protocols = imap
listen = 127.0.0.1
base_dir = {home}/run
state_dir = {home}/run
log_path = {home}/log
ssl = no
disable_plaintext_auth = no
{users}
mail_location = maildir:{home}/mail
mail_uid = {uid}
mail_gid = {gid}
first_valid_uid = 1
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={home}/mail
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
"""


class NoDovecot(RuntimeError):
    """There is no Dovecot on this machine."""


@dataclass(frozen=True)
class ImapServer:
    port: int

    def url(self, password: str = "{env:IMAP_PASSWORD}") -> str:
        user = USER.replace("@", "%40")
        return f"bevaka-imap://{user}:{password}@127.0.0.1:{self.port}/INBOX?security=none"

    @contextmanager
    def client(self) -> Iterator[IMAPClient]:
        with IMAPClient("127.0.0.1", self.port, ssl=False) as client:
            client.plain_login(USER, PASSWORD)
            yield client

    def put(self, *mails: bytes) -> None:
        with self.client() as client:
            for mail in mails:
                client.append("INBOX", mail)

    def flags(self) -> list[bool]:
        """For each message of the inbox in order: whether it is marked as read."""
        with self.client() as client:
            client.select_folder("INBOX", readonly=True)
            found = client.fetch(client.search(), ["FLAGS"])
            return [b"\\Seen" in found[uid][b"FLAGS"] for uid in sorted(found)]

    def count(self, folder: str) -> int:
        with self.client() as client:
            return int(client.select_folder(folder, readonly=True)[b"EXISTS"]) if client.folder_exists(folder) else 0

    def begin_anew(self) -> None:
        """The mailbox is restored from a copy: the same mail, with other numbers."""
        with self.client() as client:
            client.select_folder("INBOX")
            kept = [client.fetch([uid], ["BODY.PEEK[]"])[uid][b"BODY[]"] for uid in client.search()]
            client.delete_messages(client.search())
            client.expunge()
        self.put(*kept)


@contextmanager
def imap_server() -> Iterator[ImapServer]:
    """Raises NoDovecot. The server ends with the block."""
    program = shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin")
    if program is None:
        raise NoDovecot("no dovecot on this machine (Debian: apt install dovecot-imapd)")
    with TemporaryDirectory(prefix="bevaka-imap-", dir="/tmp") as folder:
        home = Path(folder)
        server = ImapServer(_free_port())
        (home / "dovecot.conf").write_text(_config(home, server.port), "utf-8")
        process = subprocess.Popen([program, "-F", "-c", str(home / "dovecot.conf")], stderr=subprocess.DEVNULL)
        try:
            _await(server.port, process, home / "log")
            yield server
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _config(home: Path, port: int) -> str:
    """As root its helpers run as the users that the package made; else as ourselves, without a change of root."""
    if os.geteuid() == 0:
        who = pwd.getpwnam("nobody")
        (home / "mail").mkdir()
        os.chown(home / "mail", who.pw_uid, who.pw_gid)
        home.chmod(0o755)
        users = ""
    else:
        who = pwd.getpwuid(os.geteuid())
        users = "\n".join(f"{name} = {who.pw_name}" for name in ("default_internal_user", "default_login_user"))
    return CONFIG.format(home=home, port=port, users=users, uid=who.pw_uid, gid=who.pw_gid, password=PASSWORD)


def _free_port() -> int:
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return int(place.getsockname()[1])


def _await(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"Dovecot did not start: {log.read_text() if log.exists() else 'no log'}")
