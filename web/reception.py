"""What every page stands on: one office, its database, its clock and the key of its answer links."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from fastapi.responses import HTMLResponse
from sqlalchemy import Engine

from config.clock import Clock
from config.office import Office
from config.zone import office_day
from web.pages import rendered


@dataclass(frozen=True)
class Reception:
    office: Office
    engine: Engine
    clock: Clock
    secret: bytes

    def now(self) -> datetime:
        return self.clock()

    def today(self) -> date:
        return office_day(self.now())

    def page(
        self, template: str, status: int = 200, headers: dict[str, str] | None = None, **values: Any
    ) -> HTMLResponse:
        """A template filled in, with the office's name and contact at hand."""
        html = rendered(template, office=self.office.settings.office, **values)
        return HTMLResponse(html, status, headers)
