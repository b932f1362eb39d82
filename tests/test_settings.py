import pytest

from quizapp.settings import SETTINGS, WrongSetting, read_settings


def test_without_any_variable_the_defaults_hold():
    settings = read_settings({})
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.data.name == "quizapp"
    assert settings.database_url == f"sqlite:///{settings.data.as_posix()}/quizapp.db"
    assert settings.secret_key is None


def test_each_setting_of_the_table_changes_something(tmp_path):
    values = {
        "QUIZAPP_DATA": str(tmp_path),
        "DATABASE_URL": "sqlite:////elsewhere.db",
        "QUIZAPP_HOST": "0.0.0.0",
        "QUIZAPP_PORT": "9000",
        "QUIZAPP_URL": "https://quiz.example",
        "QUIZAPP_SECRET_KEY": "k" * 32,
        "QUIZAPP_WHO_CREATES": "teachers",
        "QUIZAPP_QUEUE": "redis://localhost:6379/0",
        "QUIZAPP_CAUTION": "0.95",
        "QUIZAPP_WORKERS": "3",
        "QUIZAPP_PROXIES": "10.0.0.0/8, ::1",
        "QUIZAPP_LOG": "json",
        "QUIZAPP_SECOND_FACTOR": "required",
        "QUIZAPP_METRICS_TOKEN": "t" * 16,
    }
    for setting in SETTINGS:
        assert read_settings({setting.name: values[setting.name]}) != read_settings({}), setting.name


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("QUIZAPP_PORT", "0"),
        ("QUIZAPP_CAUTION", "1.5"),
        ("QUIZAPP_CAUTION", "nan"),
        ("QUIZAPP_CAUTION", "careful"),
        ("QUIZAPP_PORT", "65536"),
        ("QUIZAPP_PORT", "²"),
        ("QUIZAPP_URL", "quiz.example"),
        ("QUIZAPP_SECRET_KEY", "k" * 31),
        ("QUIZAPP_WHO_CREATES", "nobody"),
        ("QUIZAPP_QUEUE", "localhost"),
        ("QUIZAPP_WORKERS", "many"),
        ("QUIZAPP_PROXIES", "proxy.example"),
        ("QUIZAPP_LOG", "loud"),
        ("QUIZAPP_METRICS_TOKEN", "t" * 15),
    ],
)
def test_a_value_that_cannot_be_used_is_named(name, value):
    with pytest.raises(WrongSetting, match=name):
        read_settings({name: value})


def test_only_an_https_address_makes_cookies_secure():
    assert read_settings({"QUIZAPP_URL": "https://quiz.example"}).secure
    assert not read_settings({"QUIZAPP_URL": "http://quiz.example"}).secure


@pytest.mark.parametrize(
    ("values", "everybody"),
    [
        ({}, True),
        ({"QUIZAPP_HOST": "::1"}, True),
        ({"QUIZAPP_HOST": "0.0.0.0"}, False),
        ({"QUIZAPP_URL": "https://quiz.example"}, False),
        ({"QUIZAPP_WHO_CREATES": "teachers"}, False),
        ({"QUIZAPP_HOST": "0.0.0.0", "QUIZAPP_WHO_CREATES": "everybody"}, True),
    ],
)
def test_everybody_creates_where_only_this_machine_reaches_the_server_unless_told(values, everybody):
    assert read_settings(values).everybody_creates is everybody
