"""Run every measurement and print one line each: what, how often, the median, the slowest, and the goal if any."""

from benchmarks import crash, documents, forms, loading, scoring


def main() -> None:
    """Measure loading, forms, scoring, the demonstration and its documents; then kill servers and count."""
    for measurement in (loading, forms, scoring, documents):
        measurement.run()
    crash.main()


if __name__ == "__main__":
    main()
