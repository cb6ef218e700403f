"""The catalogues as files: texts collected from the sources, merged into each language, judged, exchanged."""

from assessment.language.catalogue.faults import Fault, Standing, standing_of
from assessment.language.catalogue.merging import update
from assessment.language.catalogue.sources import SourceText, program_texts

__all__ = ["Fault", "SourceText", "Standing", "program_texts", "standing_of", "update"]
