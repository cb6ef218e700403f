"""Run every measurement and print one line each: what, how often, the median, the slowest, and the goal if any."""

from benchmarks import documents, forms, loading, scoring


def main() -> None:
    """Measure loading, forms, scoring, the demonstration and its documents."""
    for measurement in (loading, forms, scoring, documents):
        measurement.run()


if __name__ == "__main__":
    main()
