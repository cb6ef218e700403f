"""Queries of every page, taken apart once for each database, then run on the driver itself.

The library composes, checks and caches a query anew at each execution, which costs more than the query. Here it says
once how the query is written and how its columns are read; connections and transactions stay the library's.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Dialect, Select

Reader = Callable[[Any], Any] | None


@dataclass(frozen=True)
class _Query:
    """As one database is told it: `order` names the parameters by place, None where they go by name.

    `fixed` are the values that the query itself brings.
    """

    text: str
    fixed: Mapping[str, Any]
    order: tuple[str, ...] | None
    readers: tuple[Reader, ...]
    row: Any

    def told(self, sought: Mapping[str, Any]) -> Any:
        values = {**self.fixed, **sought}
        return values if self.order is None else tuple(values[name] for name in self.order)

    def read(self, found: tuple[Any, ...]) -> Any:
        return self.row._make(read(value) if read else value for read, value in zip(self.readers, found, strict=True))


class Prepared:
    """A query whose parameters are plain values; it is run in the transaction of a connection."""

    def __init__(self, query: Select[Any]) -> None:
        self._query = query
        self._written: dict[str, _Query] = {}

    def rows(self, connection: Connection, **sought: str) -> list[Any]:
        """Every row found, its columns by name and place; `sought` are the query's parameters."""
        dialect = connection.dialect
        query = self._written.get(dialect.name) or self._written.setdefault(dialect.name, self._for(dialect))
        told = query.told(sought)
        cursor = connection.connection.cursor()
        for heard in connection.dispatch.before_cursor_execute:
            heard(connection, cursor, query.text, told, None, False)
        try:
            cursor.execute(query.text, told)
            found = list(cursor.fetchall())
        finally:
            cursor.close()
        return [query.read(one) for one in found] if any(query.readers) else found

    def row(self, connection: Connection, **sought: str) -> Any | None:
        """The one row there can be, if there is one."""
        return next(iter(self.rows(connection, **sought)), None)

    def _for(self, dialect: Dialect) -> _Query:
        compiled = self._query.compile(dialect=dialect)
        columns = self._query.selected_columns
        return _Query(
            str(compiled),
            compiled.params,
            tuple(compiled.positiontup) if compiled.positional and compiled.positiontup else None,
            tuple(column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns),
            namedtuple("Found", columns.keys()),
        )
