"""What a user does wrong comes back as one located sentence and exit code 2; Ctrl-C as 130."""

import os
import signal
import subprocess
import sys
import time

import pytest

from buttress.cli import main
from buttress.pipeline.messages import message_of


def test_a_missing_case_is_named(buttress, refused, tmp_path):
    for command in ("check", "run", "claims", "brief"):
        result = buttress(command, tmp_path / "nowhere")
        if command == "check":
            assert result.exit_code == 2
            assert "nowhere: error" in result.stdout
        else:
            assert "nowhere" in refused(result)


def test_an_unknown_scenario_gets_the_nearest_name(buttress, refused, small_case):
    said = refused(buttress("compare", small_case, "--scenario", "without_laon"))
    assert "without_loan" in said


def test_the_baseline_is_not_compared_with_itself(buttress, refused, small_case):
    assert "buttress run" in refused(buttress("compare", small_case, "--scenario", "baseline", "--prior"))


def test_a_wrong_date_says_how_to_write_one(buttress, refused, small_case):
    assert "2020-09-14" in refused(buttress("run", small_case, "--as-of", "14.9.2020"))


@pytest.mark.parametrize("words", [("--runs", "0"), ("--runs", "many"), ("--seed", "-1"), ("--workers", "0")])
def test_a_wrong_number_is_refused(buttress, refused, small_case, words):
    assert words[0] in refused(buttress("run", small_case, *words))


def test_a_file_where_the_results_should_go_is_named(buttress, refused, small_case, tmp_path):
    file = tmp_path / "results"
    file.write_text("mine")
    assert "results" in refused(buttress("run", small_case, "--prior", "--runs", "20", "--out", file))
    assert file.read_text() == "mine"


def test_a_folder_of_something_else_is_left_alone(buttress, refused, small_case, tmp_path):
    (tmp_path / "letter.txt").write_text("dear")
    assert "--out" in refused(buttress("run", small_case, "--prior", "--runs", "20", "--out", tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_new_never_writes_over_anything(buttress, refused, tmp_path):
    (tmp_path / "notes.txt").write_text("x")
    assert "not empty" in refused(buttress("new", tmp_path))
    assert "belarus-2020" in refused(buttress("new", tmp_path / "other", "--example", "belarus-2012"))
    assert not (tmp_path / "other").exists()


def test_explain_asks_for_what_it_needs(buttress, refused):
    assert "--on" in refused(buttress("explain"))


def test_verify_of_an_empty_folder_says_what_is_missing(buttress, refused, tmp_path):
    assert "manifest.json" in refused(buttress("verify", tmp_path))


def test_terminal_commands_in_a_case_never_reach_the_terminal(buttress, tmp_path):
    result = buttress("check", tmp_path / "no\x1b[31mwhere")
    assert "\x1b" not in result.stdout + result.stderr


def test_only_our_own_errors_are_the_users():
    from buttress.case import CaseError
    from buttress.store.error import StoreError
    from buttress.world import WorldError

    for kind in (StoreError, WorldError):
        assert message_of(kind("say so")) == "say so"
    assert message_of(CaseError([])) is not None
    assert message_of(FileNotFoundError(2, "No such file", "x.csv")) == "x.csv: error: No such file"
    assert message_of(ZeroDivisionError("a fault of ours")) is None
    assert message_of(ValueError("a fault of ours")) is None


def test_an_interrupt_tells_how_to_go_on(small_case, tmp_path):
    words = [sys.executable, "-m", "buttress", "run", small_case, "--prior", "--runs", "20000", "--workers", "1"]
    with subprocess.Popen([*words, "--out", tmp_path / "out"], stderr=subprocess.PIPE, text=True) as process:
        try:
            for _ in range(6000):
                if list((tmp_path / "out").glob("parts/*/*.parquet")):
                    break
                time.sleep(0.01)
            os.kill(process.pid, signal.SIGINT)
            _, said = process.communicate(timeout=60)
        finally:
            process.kill()
    assert process.returncode == 130
    assert "same command" in said
    assert "Traceback" not in said


needs_full = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no such device here")
FULL = (2, "output: error: No space left on device\n")


@needs_full
@pytest.mark.parametrize("words", ["schema", "--help"])
def test_a_full_disk_is_one_line(words):
    with open("/dev/full", "w") as full:
        command = [sys.executable, "-m", "buttress", words]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, timeout=120)
    assert (done.returncode, done.stderr) == FULL


@needs_full
@pytest.mark.parametrize("words", [("check",), ("explain", "--steps")])
def test_a_full_disk_is_one_line_of_what_takes_longer_to_begin(small_case, words, monkeypatch, capsys):
    given = [*words, *([str(small_case)] if words == ("check",) else [])]
    with open("/dev/full", "w") as full:
        monkeypatch.setattr(sys, "argv", ["buttress", *given])
        monkeypatch.setattr(sys, "stdout", full)
        with pytest.raises(SystemExit) as left:
            main()
    assert (left.value.code, capsys.readouterr().err) == FULL


def test_a_seed_beyond_the_generator_is_refused(buttress, refused, small_case):
    for seed in (2**63, 2**64):
        assert "--seed" in refused(buttress("run", small_case, "--prior", "--runs", "20", "--seed", seed))


def test_check_and_compare_refuse_a_lever_without_effect_in_the_same_words(buttress, blank_case):
    path = blank_case / "scenarios" / "no_words.yaml"
    path.write_text("title: N\nquestion: Q?\nchanges:\n  - {lever: reserve_force, from: 2023-04-10, value: 0}\n")
    checked = buttress("check", blank_case)
    compared = buttress("compare", blank_case, "--scenario", "no_words", "--runs", "10")
    run = buttress("run", blank_case, "--scenario", "no_words", "--runs", "10")
    assert (checked.exit_code, compared.exit_code, run.exit_code) == (2, 2, 2)
    said = "scenarios/no_words.yaml:4: error: reserve_force: 0 from 2023-04-10 has no effect"
    assert said in checked.stdout
    assert all(said in shown.stderr for shown in (compared, run))
    assert "what answers to it is a row 'reserve_force' in signals.csv" in compared.stderr
