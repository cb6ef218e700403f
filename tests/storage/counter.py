"""A process that counts: it reads a number, adds one in Python and writes it back, many times."""

from sqlalchemy import column, select, table, update

from assessment.storage.database import Database

COUNTER = table("register_size", column("size"))


def count(url: str, times: int) -> None:
    """What loses updates when a transaction begins too late."""
    database = Database(url)
    for _ in range(times):
        with database.writing() as session:
            connection = session.connection()
            seen = connection.execute(select(COUNTER.c.size).with_for_update()).scalar_one()
            connection.execute(update(COUNTER).values(size=seen + 1))
            session.commit()
    database.close()
