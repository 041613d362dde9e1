"""A copy of the whole database in memory: what is tried there leaves no trace in the real one."""

from sqlalchemy import Engine, delete, insert, select

from models.database import WRITES, create_all, open_engine
from models.event import ChainHead
from models.tables import TABLES

CHUNK = 2000


def empty_copy() -> Engine:
    """A database in memory with every table and no row."""
    engine = open_engine("sqlite://")
    create_all(engine)
    return engine


def copy_into_memory(source: Engine) -> Engine:
    """The same rows in memory, from either kind of database."""
    target = empty_copy()
    with source.connect() as reading, target.execution_options(**{WRITES: True}).begin() as writing:
        writing.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        writing.execute(delete(ChainHead))
        for model in TABLES:
            table = model.__table__  # type: ignore[attr-defined]
            with reading.execute(select(table).execution_options(yield_per=CHUNK)) as rows:
                for part in rows.mappings().partitions(CHUNK):
                    writing.execute(insert(table), [dict(row) for row in part])
    return target
