"""Statements of every page, taken apart once for each database, then run on the driver itself.

The library composes, checks and caches a statement anew at each execution, which costs more than the statement. Here
it says once how the statement is written, its values bound and its columns read; connections and transactions stay
the library's.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Dialect
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.sql.selectable import Select

Statement = Select[Any] | UpdateBase
Converter = Callable[[Any], Any] | None


@dataclass(frozen=True)
class _Written:
    """A statement as one database is told it, its parameters in order, by place or by name.

    `fixed` are their names with the values that the statement itself brings; `binders` and `readers` turn values into
    what the driver takes, and what it gives into values, None where they stay as they are.
    """

    text: str
    fixed: Mapping[str, Any]
    by_place: bool
    binders: Mapping[str, Callable[[Any], Any]]
    readers: tuple[Converter, ...]
    row: Any

    def told(self, rows: Sequence[Mapping[str, Any]]) -> list[Any]:
        """What the driver is told of each row; a value that all of them share is turned once."""
        columns = [self._bound(name, [row.get(name, fixed) for row in rows]) for name, fixed in self.fixed.items()]
        told = zip(*columns, strict=True)
        return list(told) if self.by_place else [dict(zip(self.fixed, values, strict=True)) for values in told]

    def _bound(self, name: str, values: list[Any]) -> list[Any]:
        bind = self.binders.get(name)
        if bind is None:
            return values
        first = values[0]
        return [bind(first)] * len(values) if all(one is first for one in values) else [bind(one) for one in values]

    def read(self, found: tuple[Any, ...]) -> Any:
        return self.row._make([read(value) if read else value for read, value in zip(self.readers, found, strict=True)])


class Prepared:
    """A statement whose parameters are named; it is run in the transaction of a connection."""

    def __init__(self, statement: Statement) -> None:
        self._statement = statement
        self._written: dict[str, _Written] = {}

    def rows(self, connection: Connection, **given: Any) -> list[Any]:
        """Every row that it finds or returns; `given` are its parameters.

        As the driver gives it, or with its columns by name where any has to be turned into a value.
        """
        written = self._for(connection.dialect)
        (told,) = written.told([given])
        cursor = _cursor(connection, written.text, told, many=False)
        try:
            cursor.execute(written.text, told)
            found = list(cursor.fetchall())
        finally:
            cursor.close()
        return [written.read(one) for one in found] if any(written.readers) else found

    def row(self, connection: Connection, **given: Any) -> Any | None:
        """The one row there can be, if there is one."""
        return next(iter(self.rows(connection, **given)), None)

    def run(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run it for every row of parameters, sent to the database at once."""
        written = self._for(connection.dialect)
        cursor = _cursor(connection, written.text, told := written.told(rows), many=True)
        try:
            cursor.executemany(written.text, told)
        finally:
            cursor.close()

    def _for(self, dialect: Dialect) -> _Written:
        return self._written.get(dialect.name) or self._written.setdefault(
            dialect.name, _written(self._statement, dialect)
        )


def _cursor(connection: Connection, text: str, told: Any, *, many: bool) -> Any:
    """A cursor of the driver; whoever listens to statements hears of this one."""
    cursor = connection.connection.cursor()
    for heard in connection.dispatch.before_cursor_execute:
        heard(connection, cursor, text, told, None, many)
    return cursor


def _written(statement: Statement, dialect: Dialect) -> _Written:
    compiled = statement.compile(dialect=dialect)
    returned = statement.selected_columns if isinstance(statement, Select) else statement.exported_columns
    names = [str(name) for name, _ in returned.items()]
    binders = {
        name: bind
        for name, parameter in compiled.binds.items()
        if (bind := parameter.type.dialect_impl(dialect).bind_processor(dialect))
    }
    return _Written(
        str(compiled),
        {name: compiled.params[name] for name in compiled.positiontup or compiled.params},
        bool(compiled.positional),
        binders,
        tuple(column.type.dialect_impl(dialect).result_processor(dialect, None) for column in returned),
        namedtuple("Found", names),
    )
