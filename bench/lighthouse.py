"""What Lighthouse says of a question and of the result (half right) of the longest sample quiz: median of three.

    python bench/lighthouse.py

Serves the demo in a temporary folder; fetches Lighthouse with npm beside the libraries of this environment.
"""

import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from screenshots import ROOT, address, serving

from quizapp.banks import read_bank
from quizapp.cli.opening import open_store
from quizapp.model.answer import Answer
from quizapp.model.bank import Bank
from quizapp.model.question import MultipleChoice, Question
from quizapp.paths import data_dir
from quizapp.services import study
from quizapp.settings import read_settings

VERSION = "12.8.2"
FOLDER = Path(sys.prefix) / "share" / "quizapp-tests"
PROGRAM = FOLDER / "node_modules" / ".bin" / "lighthouse"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
RUNS = 3
HOLDER = "holder-of-lighthouse-0123456789"


def main() -> None:
    """Serve, begin one attempt and finish another, and measure both pages."""
    sys.path.insert(0, str(ROOT / "tests"))
    from browser.chromium import chromium_path  # the tests' way of finding one

    if not PROGRAM.exists():
        npm = ["npm", "install", "--no-save", "--no-audit", "--no-fund", "--prefix", str(FOLDER)]
        subprocess.run([*npm, f"lighthouse@{VERSION}"], check=True, capture_output=True)
    with tempfile.TemporaryDirectory() as folder, serving(folder) as server:
        try:
            for name, url in pages(folder, address(server).rstrip("/")).items():
                print_scores(name, [scores(url, chromium_path()) for _ in range(RUNS)])
        finally:
            server.send_signal(signal.SIGINT)
            server.communicate(timeout=20)


def pages(folder: str, url: str) -> dict[str, str]:
    """Give the addresses of a question and of a result."""
    now = datetime.now(UTC)
    with open_store(read_settings({"QUIZAPP_DATA": folder})) as store:
        quiz = max(study.published_quizzes(store), key=lambda card: card.multiple_choice + card.short_answer)
        under_way, finished = (study.start(store, quiz.code, "Ada", HOLDER, now) for _ in range(2))
        for number, question in enumerate(bank_of(quiz).questions, 1):
            study.save_answer(store, finished, HOLDER, number, answer(question, right=number % 2 == 0), now)
        study.finish(store, finished, HOLDER, now)
    return {"question": f"{url}/attempt/{under_way}/1", "result": f"{url}/attempt/{finished}/result"}


def bank_of(quiz: study.QuizCard) -> Bank:
    """Give the sample bank of a quiz of the demo."""
    banks = (read_bank(path.read_bytes(), path.name) for path in sorted(data_dir("questions").glob("*.yaml")))
    return next(bank for bank in banks if bank.title == quiz.title)


def answer(question: Question, right: bool) -> Answer:
    """Give an answer that is right, or one that is not."""
    if isinstance(question, MultipleChoice):
        return Answer(choice=question.key if right else (question.key + 1) % len(question.choices))
    return Answer(
        text=" ".join(point.text for point in question.points) if right else question.points[0].text[:40]
    )


def scores(url: str, chromium: Path) -> dict[str, float]:
    """Give the scores of one run, 0 to 100."""
    command = [str(PROGRAM), url, "--quiet", "--output=json", f"--only-categories={','.join(CATEGORIES)}"]
    command += ["--chrome-flags=--headless=new --no-sandbox"]
    command += [f"--extra-headers={json.dumps({'Cookie': f'quizapp_learner={HOLDER}'})}"]
    environment = {**os.environ, "CHROME_PATH": str(chromium)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    report = json.loads(done.stdout)
    for name in CATEGORIES[1:]:
        for reference in report["categories"][name]["auditRefs"]:
            audit = report["audits"][reference["id"]]
            if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
                print(f"  {name}: {audit['title']}")
    return {name: 100 * report["categories"][name]["score"] for name in CATEGORIES}


def print_scores(name: str, runs: list[dict[str, float]]) -> None:
    """Print the medians."""
    medians = (f"{one} {statistics.median(run[one] for run in runs):.0f}" for one in CATEGORIES)
    print(f"{name:9} {'  '.join(medians)}", flush=True)


if __name__ == "__main__":
    main()
