"""Settings: read once, wrong ones said at start, and a secret that is generated once."""

import stat

import pytest
from pydantic import ValidationError

from assessment.config import Settings, read_settings
from assessment.errors import InvalidInput


@pytest.fixture
def instance(tmp_path, monkeypatch):
    monkeypatch.setenv("ETREADY_INSTANCE", str(tmp_path / "instance"))
    return tmp_path / "instance"


def test_without_settings_everything_lies_in_one_folder(instance):
    settings = read_settings()
    assert settings.database == f"sqlite:///{instance}/etready.sqlite"
    assert settings.documents == instance / "documents"
    assert instance.is_dir()


def test_the_secret_is_generated_once_and_only_its_owner_may_read_it(instance):
    first = read_settings().secret
    assert len(first) >= 32
    assert read_settings().secret == first
    assert stat.S_IMODE((instance / "secret_key").stat().st_mode) == 0o600


def test_two_places_have_two_secrets(tmp_path):
    assert Settings(instance=tmp_path / "a").secret != Settings(instance=tmp_path / "b").secret


def test_a_secret_that_is_set_is_used_and_never_shown(instance, monkeypatch):
    monkeypatch.setenv("ETREADY_SECRET_KEY", "k" * 40)
    settings = read_settings()
    assert settings.secret == "k" * 40
    assert "kkkk" not in repr(settings)


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("ETREADY_DATABASE_URL", "mysql://localhost/x", "ETREADY_DATABASE_URL: begin it with sqlite:///"),
        ("ETREADY_DATABASE_URL", "nonsense", "ETREADY_DATABASE_URL: begin it with sqlite:///"),
        ("ETREADY_SECRET_KEY", "short", "ETREADY_SECRET_KEY: use at least 32 characters"),
        ("ETREADY_PORT", "eighty", "ETREADY_PORT: "),
        ("ETREADY_PORT", "99999", "ETREADY_PORT: "),
        ("ETREADY_PUBLIC_URL", "etready.example.org", "ETREADY_PUBLIC_URL: begin it with https:// or http://"),
        ("ETREADY_HOSTING_COUNTRY", "Senegal", "ETREADY_HOSTING_COUNTRY: "),
        ("ETREADY_LEGAL_BASIS", "because", "ETREADY_LEGAL_BASIS: "),
        ("ETREADY_RETENTION_DAYS", "0", "ETREADY_RETENTION_DAYS: "),
        ("ETREADY_WITHDRAWAL_DAYS", "800", "ETREADY_WITHDRAWAL_DAYS: may not be longer than ETREADY_RETENTION_DAYS"),
        ("ETREADY_INSTANCE", "/dev/null/here", "ETREADY_INSTANCE: the folder /dev/null/here cannot be made"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_with_its_cure(instance, monkeypatch, variable, value, said):
    monkeypatch.setenv(variable, value)
    with pytest.raises(InvalidInput) as refused:
        read_settings()
    assert str(refused.value).startswith(said)
    assert "short" not in str(refused.value).split(":", 1)[1]


def test_settings_do_not_change_while_the_program_runs(instance):
    with pytest.raises(ValidationError):
        read_settings().port = 1  # type: ignore[misc]
