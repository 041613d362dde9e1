"""Files are taken apart in a process of its own, which is kept for the next one and ended when it takes too long."""

import atexit
import contextlib
import subprocess
import sys
import threading

from documents.limits import SECONDS, Trouble, Unparsed
from documents.parser_process import TEXT, read, write

_LARGE = 4 * 1024 * 1024
"""After a file of this size the process ends: it would keep the memory."""


class Parser:
    """The process and the lock before it. It starts with the first file: most commands read none."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self.seconds = seconds
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def text_of(self, kind: bytes, data: bytes) -> str:
        """Raises Unparsed for a file that gives no text, or none in time."""
        with self._lock:
            try:
                answer = self._asked(kind, data)
            except BaseException:  # the answer that is under way would be taken for that of the next file
                self._end()
                raise
            if answer is None or len(data) > _LARGE:
                self._end()
            if answer is None:
                raise Unparsed(Trouble.TOO_SLOW)
        what, content = answer
        if what == TEXT:
            return content.decode()
        raise Unparsed(Trouble(content.decode()))

    def _asked(self, kind: bytes, data: bytes) -> tuple[bytes, bytes] | None:
        """None where the process broke or had to be stopped."""
        process = self._running()
        if process.stdin is None or process.stdout is None:
            return None
        alarm = threading.Timer(self.seconds, process.kill)
        alarm.start()
        try:
            write(process.stdin, kind, data)
            return read(process.stdout)
        except OSError:
            return None
        finally:
            alarm.cancel()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-m", "documents.parser_process"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C is for the program that waits, which then ends this one
            )
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        process.wait()

    def close(self) -> None:
        with self._lock:
            self._end()


PARSER = Parser()
atexit.register(PARSER.close)
