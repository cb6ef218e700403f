"""The report's messages: all of them marked in the sources, all of them translated into French."""

from babel.messages.pofile import read_po

from assessment.language import voice_for
from assessment.language.catalogue import program_texts
from assessment.language.texts import po_file
from assessment.methodology.report.build import build_report
from tests.methodology.report.builders import answers, material, payments, shipped, shipped_material


class RecordingVoice:
    """Speaks English and keeps every message it is asked to say."""

    def __init__(self):
        self.messages = set()
        self._voice = voice_for("en")

    def __getattr__(self, name):
        return getattr(self._voice, name)

    def say(self, message, /, **values):
        self.messages.add(message)
        return self._voice.say(message, **values)

    def count(self, singular, plural, number, /, **values):
        self.messages.add(singular)
        return self._voice.count(singular, plural, number, **values)


def messages_said():
    voice = RecordingVoice()
    for results_shown, demonstration in (("bands", True), ("published", False), ("internal", False)):
        facts = {"results_shown": results_shown, "demonstration": demonstration}
        build_report(shipped_material(shipped(), **facts), voice)
        build_report(material(payments(), [], **facts), voice)
        build_report(material(payments(), answers(payments(), first=(1, 1, 1, 1)), **facts), voice)
    return voice.messages


def test_every_message_of_the_report_is_marked_in_the_sources():
    assert messages_said() - {text.message for text in program_texts()} == set()


def test_every_message_of_the_report_has_a_french_text():
    with po_file("fr").open("rb") as file:
        catalogue = read_po(file, locale="fr")
    translated = {
        message.id[0] if isinstance(message.id, tuple) else message.id
        for message in catalogue
        if message.id and message.string and not message.fuzzy and not message.context
    }
    assert sorted(messages_said() - translated) == []
