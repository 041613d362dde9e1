"""All that a database says of its own tables, a line a thing, so that two databases can be compared."""

from collections.abc import Iterator

from sqlalchemy import Connection, Inspector, inspect

ALEMBIC = "alembic_version"


def catalogue(connection: Connection) -> set[str]:
    """Tables, columns, keys, checks, indexes with their conditions, triggers and the functions these call."""
    seen = inspect(connection)
    lines = {
        f"{table}: {line}" for table in seen.get_table_names() if table != ALEMBIC for line in _of_table(seen, table)
    }
    ours = _of_sqlite if connection.dialect.name == "sqlite" else _of_postgresql
    return lines | set(ours(connection))


def difference(migrated: set[str], modelled: set[str]) -> str:
    """What to mend, in words; empty where nothing differs."""
    lines = [f"only the models have    {line}" for line in sorted(modelled - migrated)]
    lines += [f"only migrations make    {line}" for line in sorted(migrated - modelled)]
    return "\n".join(lines)


def _of_table(seen: Inspector, table: str) -> Iterator[str]:
    yield "is a table"
    for column in seen.get_columns(table):
        null = "may be null" if column["nullable"] else "not null"
        yield f"column {column['name']} {column['type']!r}, {null}, default {column['default']}"
    key = seen.get_pk_constraint(table)
    yield f"primary key {key['name']} {key['constrained_columns']}"
    for foreign in seen.get_foreign_keys(table):
        target = f"{foreign['referred_table']} {foreign['referred_columns']} {foreign.get('options')}"
        # SQLAlchemy reads no name from SQLite where the key came with its column
        name = foreign["name"] if seen.dialect.name == "postgresql" else ""
        yield f"foreign key {name} {foreign['constrained_columns']} to {target}"
    for unique in seen.get_unique_constraints(table):
        yield f"unique {unique['name']} {unique['column_names']}"
    for check in seen.get_check_constraints(table):
        yield f"check {check['name']}: {check['sqltext']}"
    for index in seen.get_indexes(table):
        options = {option: str(value) for option, value in index.get("dialect_options", {}).items()}
        yield f"index {index['name']} {index['column_names']} unique={bool(index['unique'])} {options}"


def _of_sqlite(connection: Connection) -> Iterator[str]:
    rows = connection.exec_driver_sql("SELECT type, tbl_name, name, sql FROM sqlite_master")
    for kind, table, name, sql in rows:
        if kind == "trigger":
            yield f"{table}: trigger {' '.join(sql.split())}"
        elif kind == "table" and "AUTOINCREMENT" in sql.upper():
            yield f"{table}: numbers are never used again"
        elif kind == "view":
            yield f"{name}: view {sql}"


def _of_postgresql(connection: Connection) -> Iterator[str]:
    triggers = connection.exec_driver_sql(
        "SELECT tgrelid::regclass, pg_get_triggerdef(oid), tgenabled FROM pg_trigger WHERE NOT tgisinternal"
    )
    for table, definition, enabled in triggers:
        yield f"{table}: trigger {definition} enabled={enabled!r}"
    functions = connection.exec_driver_sql(
        "SELECT proname, pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
    )
    for name, definition in functions:
        yield f"function {name}: {' '.join(definition.split())}"
    sequences = connection.exec_driver_sql(
        "SELECT sequencename, data_type::text, increment_by, cycle FROM pg_sequences WHERE schemaname = 'public'"
    )
    for sequence in sequences:
        yield f"sequence {tuple(sequence)}"
    columns = connection.exec_driver_sql(
        "SELECT attrelid::regclass, attname, attidentity, attgenerated, attcollation FROM pg_attribute"
        " WHERE attrelid IN (SELECT oid FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace)"
        " AND attnum > 0 AND NOT attisdropped"
    )
    for table, name, *rest in columns:
        if str(table) != ALEMBIC:
            yield f"{table}: column {name} identity, generated, collation {rest}"
