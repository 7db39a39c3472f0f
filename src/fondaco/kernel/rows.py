"""One row found, added or changed, by statements that are put together once a connection.

Django's ORM makes its SQL anew each time, which costs several times what the database takes to
find a row by its key. Here the ORM makes it the first time and it is kept; values go through the
same fields, converters and cursor. For paths that every payment takes; elsewhere the ORM itself
reads better.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db import DatabaseError, connection, models
from django.db.transaction import TransactionManagementError

M = TypeVar("M", bound=models.Model)
Statement = tuple[str, Any]
KEPT = "fondaco_statements"


def one(model: type[M], *, lock: bool = False, **values: Any) -> M | None:
    """The row with these values, by fields of the table itself; None if there is none.

    The caller names a unique set of fields, or does not mind which row it is. With ``lock`` it
    is locked until the transaction ends, as by ``select_for_update``. None is no value here.
    """
    found = _found(model, lock, "", 1, values)
    return found[0] if found else None


def every(model: type[M], order: str, **values: Any) -> list[M]:
    """All rows with these values in the order of one field: for tables where they are few."""
    return _found(model, False, order, None, values)


def _found(
    model: type[M], lock: bool, order: str, most: int | None, values: dict[str, Any]
) -> list[M]:
    if None in values.values():
        raise ValueError("a row is found by values, not by their absence")
    if lock and not connection.in_atomic_block:
        raise TransactionManagementError("a row is locked inside a transaction only")
    names = tuple(sorted(values))
    sql, (fields, converters, attributes) = _kept(
        (model, lock, order, most, names), lambda: _select(model, lock, order, most, values)
    )
    params = [
        field.get_db_prep_value(field.get_prep_value(values[name]), connection, prepared=True)
        for name, field in zip(names, fields, strict=True)
    ]
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        found = [list(row) for row in cursor.fetchall()]
    for place, (functions, expression) in converters.items():
        for row in found:
            for convert in functions:
                row[place] = convert(row[place], expression, connection)
    return [model.from_db(connection.alias, attributes, row) for row in found]


def add(row: models.Model, *more: models.Model) -> None:
    """INSERT new rows of one table, whose ids are set, as ``save(force_insert=True)``."""
    model, every_row = type(row), (row, *more)
    sql, fields = _kept(("add", model, len(every_row)), lambda: _insert(model, len(every_row)))
    params = [
        field.get_db_prep_save(field.pre_save(each, add=True), connection)
        for each in every_row
        for field in fields
    ]
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
    for each in every_row:
        each._state.adding, each._state.db = False, connection.alias


def change(row: models.Model, *names: str) -> None:
    """UPDATE these fields of a row, as ``save(update_fields=names)``."""
    model = type(row)
    sql, fields = _kept(("change", model, names), lambda: _update(model, names))
    params = [
        field.get_db_prep_save(field.pre_save(row, add=False), connection) for field in fields
    ]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*params, _key(model).get_db_prep_save(row.pk, connection)])
        if cursor.rowcount == 0:
            raise DatabaseError(f"the {model._meta.verbose_name} to change is not there")


def remove(model: type[models.Model], key: Any) -> None:
    """DELETE the row with this primary key, if it is there; of a table that nothing refers to."""
    sql, field = _kept(("remove", model), lambda: _delete(model))
    with connection.cursor() as cursor:
        cursor.execute(sql, [field.get_db_prep_save(key, connection)])


def _kept(name: object, make: Callable[[], Statement]) -> Statement:
    """The statement of this name, kept with the connection: each thread has one of its own."""
    kept: dict[object, Statement] | None = getattr(connection, KEPT, None)
    if kept is None:
        kept = {}
        setattr(connection, KEPT, kept)
    found = kept.get(name)
    if found is None:
        found = kept[name] = make()
    return found


def _select(
    model: type[models.Model], lock: bool, order: str, most: int | None, values: dict[str, Any]
) -> Statement:
    rows = model._default_manager.filter(**values).order_by(*filter(None, [order]))
    if lock:
        rows = rows.select_for_update()
    compiler = rows[:most].query.get_compiler(connection=connection)
    sql, params = compiler.as_sql()
    if len(params) != len(values):
        raise ValueError(f"{model.__name__}: not found by plain values of {sorted(values)}")
    columns = [column for column, _sql, _alias in compiler.select]
    fields = [model._meta.get_field(name) for name in sorted(values)]
    attributes = [column.target.attname for column in columns]
    return sql, (fields, compiler.get_converters(columns), attributes)


def _insert(model: type[models.Model], count: int) -> Statement:
    fields: Any = model._meta.concrete_fields
    columns = ", ".join(_quoted(field.column) for field in fields)
    places = ", ".join(["(" + ", ".join("%s" for _ in fields) + ")"] * count)
    table = _quoted(model._meta.db_table)
    return f"INSERT INTO {table} ({columns}) VALUES {places}", fields  # noqa: S608 own names


def _update(model: type[models.Model], names: tuple[str, ...]) -> Statement:
    fields: Any = [model._meta.get_field(name) for name in names]
    changes = ", ".join(f"{_quoted(field.column)} = %s" for field in fields)
    where = f"{_quoted(_key(model).column)} = %s"
    table = _quoted(model._meta.db_table)
    return f"UPDATE {table} SET {changes} WHERE {where}", fields  # noqa: S608 own names


def _delete(model: type[models.Model]) -> Statement:
    if model._meta.related_objects:
        raise ValueError(f"other rows refer to {model.__name__}")
    where = f"{_quoted(_key(model).column)} = %s"
    table = _quoted(model._meta.db_table)
    return f"DELETE FROM {table} WHERE {where}", _key(model)  # noqa: S608 own names


def _key(model: type[models.Model]) -> Any:
    return model._meta.pk


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
