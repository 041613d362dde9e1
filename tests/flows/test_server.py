"""What Prefect's server does differently as our child."""

import subprocess
import sys

AFTER = """
import gc, threading, time, weakref
from flows import garbage
garbage.YOUNG_SECONDS = 0.05
garbage.collect_aside()
class Ring: pass
ring = Ring(); ring.self = ring
where = []
gone = weakref.finalize(ring, lambda: where.append(threading.current_thread().name))
del ring
until = time.monotonic() + 10
while not where and time.monotonic() < until:
    time.sleep(0.02)
print(gc.isenabled(), where)
"""


def test_what_is_left_over_is_thrown_away_by_a_thread_of_its_own() -> None:
    said = subprocess.run([sys.executable, "-P", "-c", AFTER], capture_output=True, text=True, check=True, timeout=60)

    assert said.stdout.strip() == "False ['garbage']"
