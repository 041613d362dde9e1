"""Takes the two pictures of Prefect that the documentation shows, from a program that is running.

    python docs/pictures.py http://127.0.0.1:4217 "KS 2017 § 309"

The pictures that lie here were taken after the case had been played on an empty folder:

    bevaka serve                                 # in another terminal; takes the example paper in as proposal 1
    bevaka decide 1 --body KS --on 2017-10-10 --paragraph 309 --approved 2017-10-17 --at 2017-10-17
    bevaka round --at 2017-10-17
    bevaka answer 2 --owner omsorgsnämnden --say on-track --at 2017-11-10
    and in Prefect: Deployments, Morgonrunda, Run, with the day 2017-11-14

The first argument is Prefect's address, the second how the wanted run's name begins. It fails if any page asks
another machine for anything."""

import sys
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from playwright.sync_api import Page, ViewportSize, sync_playwright

HERE = Path(__file__).parent
CHROMIUM = "/usr/bin/chromium"
ARGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking", "--force-color-profile=srgb"]
SETTLE_MS = 4000
SIZE: ViewportSize = {"width": 1600, "height": 1240}


def latest_run(prefect: str, name: str) -> str:
    """The id of the newest run of that name."""
    body = {"flow_runs": {"name": {"like_": name}}, "sort": "START_TIME_DESC", "limit": 1}
    found = httpx.post(f"{prefect}/api/flow_runs/filter", json=body, trust_env=False).raise_for_status().json()
    if not found:
        sys.exit(f"No run is called {name}.")
    return str(found[0]["id"])


def picture(page: Page, address: str, to: Path, tab: str | None = None) -> None:
    page.goto(address, wait_until="networkidle")
    if tab:
        page.get_by_text(tab, exact=True).first.click()
    page.wait_for_timeout(SETTLE_MS)
    page.screenshot(path=to)


def main(prefect: str, name: str, folder: Path = HERE) -> None:
    hosts: set[str | None] = set()
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        page = browser.new_page(
            viewport={"width": 1600, "height": 1240},
            locale="sv-SE",
            timezone_id="Europe/Stockholm",
            color_scheme="light",
        )
        page.add_init_script("localStorage.setItem('color-scheme', '\"light\"')")  # Prefect's pages start dark
        page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
        picture(page, f"{prefect}/runs/flow-run/{latest_run(prefect, name)}", folder / "prefect-run.png", "Task Runs")
        page.set_viewport_size({"width": 1600, "height": 700})
        picture(page, f"{prefect}/deployments", folder / "prefect-deployments.png")
        browser.close()
    others = hosts - {urlsplit(prefect).hostname, None, ""}
    if others:
        sys.exit(f"Asked other machines: {sorted(map(str, others))}")


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"), sys.argv[2], Path(sys.argv[3]) if len(sys.argv) > 3 else HERE)
