"""pip's own settings reach uv; a reader's other settings cannot lead the set-up astray."""

import pytest

from bootstrap.surroundings import pip_settings, surroundings, uv_settings
from bootstrap.trouble import SIGNS, diagnose
from bootstrap.words import WORDS


def test_settings_of_the_environment_go_before_those_of_files():
    listing = "\n".join(
        [
            "global.index-url='https://one.example/simple'",
            "install.index-url='https://two.example/simple'",
            ":env:.index-url='https://three.example/simple'",
            "download.index-url='https://not.for.us/simple'",
            "global.extra-index-url='https://more.example/simple'",
        ]
    )
    assert pip_settings(listing) == {
        "index-url": "https://three.example/simple",
        "extra-index-url": "https://more.example/simple",
    }


def test_every_setting_for_reaching_the_index_has_its_name_in_uv():
    pip = {
        "index-url": "https://mirror.example/simple",
        "trusted-host": "mirror.example",
        "cert": "/etc/school.pem",
        "proxy": "http://proxy.example:3128",
        "find-links": "/media/usb\n/srv/wheels",
        "timeout": "60",
    }
    assert uv_settings(pip, {}) == {
        "UV_DEFAULT_INDEX": "https://mirror.example/simple",
        "UV_INSECURE_HOST": "mirror.example",
        "SSL_CERT_FILE": "/etc/school.pem",
        "ALL_PROXY": "http://proxy.example:3128",
        "UV_FIND_LINKS": "/media/usb,/srv/wheels",
    }


def test_a_second_index_is_searched_as_pip_searches_it():
    settings = uv_settings({"extra-index-url": "https://more.example/simple"}, {})
    assert settings["UV_INDEX_STRATEGY"] == "unsafe-best-match"


@pytest.mark.parametrize("own", ["UV_DEFAULT_INDEX", "UV_INDEX_URL"])
def test_who_told_uv_of_an_index_keeps_it(own):
    pip = {"index-url": "https://mirror.example/simple", "cert": "/etc/school.pem"}
    assert uv_settings(pip, {own: "https://own.example"}) == {"SSL_CERT_FILE": "/etc/school.pem"}


def test_what_would_look_outside_the_environment_is_dropped():
    kept = surroundings({"PYTHONPATH": "/elsewhere", "PIP_TARGET": "/x", "HOME": "/home/me"})
    assert "PYTHONPATH" not in kept and "PIP_TARGET" not in kept
    assert kept["HOME"] == "/home/me"
    assert kept["PYTHONUTF8"] == "1"


def test_a_bare_language_is_no_locale_for_other_programs():
    assert surroundings({"LANG": "zh"})["LANG"] == "C.UTF-8"
    assert surroundings({"LANG": "zh_CN.UTF-8"})["LANG"] == "zh_CN.UTF-8"


def test_a_slow_network_gets_time_unless_the_reader_said_how_much():
    assert surroundings({})["UV_HTTP_TIMEOUT"] == "120"
    assert surroundings({"UV_HTTP_TIMEOUT": "7"})["UV_HTTP_TIMEOUT"] == "7"


@pytest.mark.parametrize(
    ("output", "trouble"),
    [
        ("error: Failed to fetch: `https://x/`\n  Caused by: dns error", "no_network"),
        ("ERROR: Could not find a version that satisfies it (from versions: none)", "no_network"),
        ("WARNING: Retrying after connection broken by 'NewConnectionError'", "no_network"),
        ("Caused by: invalid peer certificate: UnknownIssuer", "bad_certificate"),
        ("Failed to fetch https://x: certificate has expired", "bad_certificate"),
        ("failed to write: No space left on device (os error 28)", "disk_full"),
        ("error: Failed to fetch: there is not enough space (os error 112)", "disk_full"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "not_on_index"),
        ("× No solution found when resolving dependencies", "not_on_index"),
        ("Access is denied. (os error 5)", "not_allowed"),
        ("The process cannot access the file: used by another process", "not_allowed"),
        ("Failed building wheel for numpy", "no_build"),
        ("Segmentation fault", "unknown_trouble"),
    ],
)
def test_the_installer_s_words_are_understood(output, trouble):
    assert diagnose(output) == trouble


def test_every_trouble_has_words():
    assert {key for key, _ in SIGNS} <= set(WORDS)
