"""One row found, added or changed, by statements that are put together once a connection.

Django's ORM makes its SQL anew each time, which costs several times what the database takes to
find a row by its key. Here the ORM makes it the first time and it is kept; values go through the
same fields, converters and cursor. For paths that every payment takes; elsewhere the ORM itself
reads better.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.db import DatabaseError, connection, models
from django.db.models import Q
from django.db.transaction import TransactionManagementError

M = TypeVar("M", bound=models.Model)
Statement = tuple[str, Any]
KEPT = "fondaco_statements"


def one(model: type[M], /, *, lock: bool = False, **values: Any) -> M | None:
    """The row with these values, by fields of the table itself; None if there is none.

    The caller names a unique set of fields, or does not mind which row it is. With ``lock`` it
    is locked until the transaction ends, as by ``select_for_update``. The value None finds NULL,
    and a list or tuple any of its values.
    """
    return first(model, "", lock=lock, **values)


def first(model: type[M], order: str, /, *, lock: bool = False, **values: Any) -> M | None:
    """The first row with these values; ``order`` as for :func:`every`."""
    found = _found(model, (lock, order, 1), (values,))
    return found[0] if found else None


def every(model: type[M], order: str, /, *, lock: bool = False, **values: Any) -> list[M]:
    """All rows with these values: for tables where they are few.

    ``order`` names fields, separated by spaces, or is empty where any order is good.
    """
    return _found(model, (lock, order, None), (values,))


def any_of(
    model: type[M], order: str, wanted: Sequence[dict[str, Any]], *, lock: bool = False
) -> list[M]:
    """All rows with one of these sets of values; none for no sets.

    Raises ``ValueError`` unless all sets name the same fields, NULL for the same ones.
    """
    return _found(model, (lock, order, None), tuple(wanted))


Way = tuple[bool, str, int | None]
"""How rows are read: whether locked, in which order, and how many at most."""


def _found(model: type[M], way: Way, wanted: tuple[dict[str, Any], ...]) -> list[M]:
    if way[0] and not connection.in_atomic_block:
        raise TransactionManagementError("a row is locked inside a transaction only")
    wanted = tuple(_plain(values) for values in wanted)
    if () in (wanted, *(value for values in wanted for value in values.values())):
        return []
    shapes = tuple(_shape(values) for values in wanted)
    sql, (fields, converters, attributes) = _kept(
        (model, *way, shapes), lambda: _select(model, way, wanted)
    )
    params = [param for values in wanted for param in _looked_for(fields, values)]
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        found = [list(row) for row in cursor.fetchall()]
    for place, (functions, expression) in converters.items():
        for row in found:
            for convert in functions:
                row[place] = convert(row[place], expression, connection)
    return [model.from_db(connection.alias, attributes, row) for row in found]


def add(row: M, *more: M) -> M:
    """INSERT new rows of one table, whose ids are set, as ``save(force_insert=True)``.

    Returns the first.
    """
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
    return row


def add_if_new(row: models.Model) -> bool:
    """INSERT a row unless one stands where it must be the only one; False if there is one.

    Needs no savepoint. On PostgreSQL it waits for a transaction that is adding the same.
    """
    sql, fields = _kept(("add", type(row), 1), lambda: _insert(type(row), 1))
    params = [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} ON CONFLICT DO NOTHING", params)
        is_new = bool(cursor.rowcount)
    row._state.adding, row._state.db = not is_new, connection.alias if is_new else None
    return is_new


def change(row: models.Model, *names: str) -> None:
    """UPDATE these fields of a row, as ``save(update_fields=names)``; without names, all."""
    model = type(row)
    sql, fields = _kept(("change", model, names), lambda: _update(model, names))
    params = [
        field.get_db_prep_save(field.pre_save(row, add=False), connection) for field in fields
    ]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*params, _key(model).get_db_prep_save(row.pk, connection)])
        if cursor.rowcount == 0:
            raise DatabaseError(f"the {model._meta.verbose_name} to change is not there")


def change_all(model: type[models.Model], wanted: dict[str, Any], /, **changes: Any) -> int:
    """UPDATE every row with the wanted values, as ``filter(**wanted).update(**changes)``.

    Returns how many there were. Wanted are values as for :func:`one`, changes plain values.
    """
    wanted = _plain(wanted)
    if () in wanted.values():
        return 0
    sql, (changed, fields) = _kept(
        ("change all", model, _shape(wanted), tuple(changes)),
        lambda: _update_all(model, wanted, tuple(changes)),
    )
    params = [field.get_db_prep_save(changes[name], connection) for name, field in changed.items()]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*params, *_looked_for(fields, wanted)])
        return cursor.rowcount


def remove(model: type[models.Model], key: Any) -> None:
    """DELETE the row with this primary key, if it is there; of a table that nothing refers to."""
    sql, field = _kept(("remove", model), lambda: _delete(model))
    with connection.cursor() as cursor:
        cursor.execute(sql, [field.get_db_prep_save(key, connection)])


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """By name, and of several values for one field each once."""
    return {
        name: tuple(dict.fromkeys(values[name]))
        if isinstance(values[name], list | tuple)
        else values[name]
        for name in sorted(values)
    }


def _shape(values: dict[str, Any]) -> tuple[tuple[str, int], ...]:
    """What a statement depends on: field to the number of its values, -1 for NULL, 0 for one
    value that is no list."""
    return tuple(
        (name, -1 if value is None else len(value) if isinstance(value, tuple) else 0)
        for name, value in values.items()
    )


def _looked_for(fields: dict[str, Any], values: dict[str, Any]) -> list[Any]:
    return [
        field.get_db_prep_value(field.get_prep_value(value), connection, prepared=True)
        for name, field in fields.items()
        for value in (values[name] if isinstance(values[name], tuple) else (values[name],))
    ]


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


def _select(model: type[models.Model], way: Way, wanted: tuple[dict[str, Any], ...]) -> Statement:
    lock, order, most = way
    if len({_shape(values) for values in wanted}) > 1:
        raise ValueError(f"{model.__name__}: not found by sets of values of several kinds")
    condition = Q()
    for values in wanted:
        condition |= Q(
            **{f"{name}__in" if count > 0 else name: values[name] for name, count in _shape(values)}
        )
    rows = model._default_manager.filter(condition).order_by(*order.split())
    if lock:
        rows = rows.select_for_update()
    compiler = rows[:most].query.get_compiler(connection=connection)
    sql, params = compiler.as_sql()
    fields = _fields(model, wanted[0])
    if len(params) != sum(len(_looked_for(fields, values)) for values in wanted):
        raise ValueError(f"{model.__name__}: not found by plain values of {sorted(wanted[0])}")
    columns = [column for column, _sql, _alias in compiler.select]
    attributes = [column.target.attname for column in columns]
    return sql, (fields, compiler.get_converters(columns), attributes)


def _fields(model: type[models.Model], values: dict[str, Any]) -> dict[str, Any]:
    """Name to field of those that are looked for by a value, in the order of the statement."""
    return {name: model._meta.get_field(name) for name, count in _shape(values) if count >= 0}


def _insert(model: type[models.Model], count: int) -> Statement:
    fields: Any = model._meta.concrete_fields
    columns = ", ".join(_quoted(field.column) for field in fields)
    places = ", ".join(["(" + ", ".join("%s" for _ in fields) + ")"] * count)
    table = _quoted(model._meta.db_table)
    return f"INSERT INTO {table} ({columns}) VALUES {places}", fields  # noqa: S608 own names


def _update(model: type[models.Model], names: tuple[str, ...]) -> Statement:
    fields: Any = [model._meta.get_field(name) for name in names] or [
        field for field in model._meta.concrete_fields if not field.primary_key
    ]
    changes = ", ".join(f"{_quoted(field.column)} = %s" for field in fields)
    where = f"{_quoted(_key(model).column)} = %s"
    table = _quoted(model._meta.db_table)
    return f"UPDATE {table} SET {changes} WHERE {where}", fields  # noqa: S608 own names


def _update_all(
    model: type[models.Model], wanted: dict[str, Any], names: tuple[str, ...]
) -> Statement:
    changed: dict[str, Any] = {name: model._meta.get_field(name) for name in names}
    changes = ", ".join(f"{_quoted(field.column)} = %s" for field in changed.values())
    conditions = []
    for name, count in _shape(wanted):
        field: Any = model._meta.get_field(name)
        places = {-1: "IS NULL", 0: "= %s"}.get(count, f"IN ({', '.join(['%s'] * count)})")
        conditions.append(f"{_quoted(field.column)} {places}")
    table, where = _quoted(model._meta.db_table), " AND ".join(conditions)
    sql = f"UPDATE {table} SET {changes} WHERE {where}"  # noqa: S608 own names
    return sql, (changed, _fields(model, wanted))


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
