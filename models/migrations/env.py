"""How migrations run: on the connection they are given, inside the transaction that is under way there."""

from alembic import context
from sqlalchemy import Connection

ONE_AT_A_TIME = 8017_0001


def upgrade(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        # Two programs that start together would both begin to make the first table. SQLite has BEGIN IMMEDIATE.
        connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ONE_AT_A_TIME})")
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()


upgrade(context.config.attributes["connection"])
