"""Trains the marker's model and writes quizapp/language/data/marker.json (readable; numpy is all it needs).

    python bench/train_marker.py FOLDER [--folds N]

FOLDER holds the train files (faq-answers, scientsbank, beetle, saf); with folds, the model is first
cross-validated over documents and questions.

The model is a small ensemble of networks with one hidden layer: the features of a key point and an answer
go in, the probability that the point is expressed and the probability that it is contradicted come out. It
learns from two kinds of rows: points that a person marked one by one, and whole answers of which only the
score is known (the program's own key points then have to add up to it). Nothing is random but what the
seeds say.
"""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from marker_rows import FILES, Rows, load

from quizapp.grade.features import NAMES

TARGET = Path(__file__).resolve().parent.parent / "quizapp" / "language" / "data" / "marker.json"
HIDDEN, MEMBERS, EPOCHS, BATCH = 32, 5, 14, 256
AGAINST = 0.25
"""What the log loss of the contradiction weighs beside the squared error of the credit."""
SHRINK = 1.5e-3


@dataclass
class Arrays:
    """The same as arrays."""

    x: np.ndarray
    weight: np.ndarray
    start: np.ndarray  # first alternative of each answer
    first: np.ndarray  # first row of each alternative
    alternative: np.ndarray
    answer: np.ndarray
    full: np.ndarray
    score: np.ndarray
    contradicts: np.ndarray
    share: np.ndarray

    @classmethod
    def of(cls, rows: Rows) -> "Arrays":
        """Turn rows into arrays."""
        alternative, answer = np.array(rows.alternative), np.array(rows.answer)
        return cls(
            np.array(rows.x), np.array(rows.weight), np.searchsorted(answer, np.arange(len(rows.score))),
            np.searchsorted(alternative, np.arange(len(rows.full))), alternative, answer, np.array(rows.full),
            np.array(rows.score), np.array(rows.contradicts), np.array(rows.share),
        )  # fmt: skip

    def only(self, answers: np.ndarray) -> "Arrays":
        """Keep the answers (sorted positions) given."""
        alternatives, counts = ranges(self.start, len(self.full), answers)
        rows, sizes = ranges(self.first, len(self.weight), alternatives)
        return Arrays(
            self.x[rows], self.weight[rows], starts(counts), starts(sizes),
            np.repeat(np.arange(len(sizes)), sizes), np.repeat(np.arange(len(counts)), counts),
            self.full[alternatives], self.score[answers], self.contradicts[answers], self.share[answers],
        )  # fmt: skip


def ranges(first: np.ndarray, end: int, chosen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give the places of what belongs to those chosen, and how many belong to each; ``first`` are their starts."""
    counts = np.append(first, end)[chosen + 1] - first[chosen]
    return np.repeat(first[chosen] - starts(counts), counts) + np.arange(counts.sum()), counts


def starts(counts: np.ndarray) -> np.ndarray:
    """Give where each of several stretches begins when they lie one after the other."""
    return np.cumsum(counts) - counts


def sigmoid(x: np.ndarray) -> np.ndarray:
    """Squash to (0, 1)."""
    return 1.0 / (1.0 + np.exp(-np.clip(x, -30, 30)))


def forward(net: dict, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give the hidden layer and the two probabilities of each row."""
    hidden = np.tanh(x @ net["w1"] + net["b1"])
    return hidden, sigmoid(hidden @ net["w2"] + net["b2"])


def credit_of(data: Arrays, out: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give each answer's credit, its best alternative and each row's credit."""
    row = out[:, 0] * (1 - out[:, 1])
    total = np.add.reduceat(row * data.weight, data.first) / data.full
    best = np.maximum.reduceat(total, data.start)
    chosen = np.full(len(data.score), -1)
    for i in np.flatnonzero(total >= best[data.answer])[::-1]:
        chosen[data.answer[i]] = i
    return best, chosen, row


def gradient(net: dict, data: Arrays) -> tuple[dict, float]:
    """Give the gradient of the loss: squared error of the credit, log loss of the contradiction if known."""
    hidden, out = forward(net, data.x)
    best, chosen, _ = credit_of(data, out)
    error = np.clip(best, 0, 1.05) - data.score
    total = data.share.sum()
    d_row = np.zeros(len(data.weight))
    picked = np.zeros(len(data.full), bool)
    picked[chosen] = True
    live = picked[data.alternative]
    answer = data.answer[data.alternative]
    free = (best < 1.05)[answer] | (error > 0)[answer]
    d_row[live] = (
        (2 * error * data.share / total)[answer][live] * data.weight[live] / data.full[data.alternative][live]
    )
    d_row *= free
    d_out = np.stack([d_row * (1 - out[:, 1]), -d_row * out[:, 0]], axis=1)
    worst = np.maximum.reduceat(np.where(live, out[:, 1], -1.0), data.first[data.start])
    known = ~np.isnan(data.contradicts)
    leader = live & (out[:, 1] >= worst[answer] - 1e-12) & known[answer]
    target = np.nan_to_num(data.contradicts)[answer]
    d_pre = d_out * out * (1 - out)
    d_pre[leader, 1] += AGAINST * ((out[:, 1] - target) * data.share[answer] / total)[leader]
    back = d_pre @ net["w2"].T * (1 - hidden**2)
    grads = {"w1": data.x.T @ back, "b1": back.sum(0), "w2": hidden.T @ d_pre, "b2": d_pre.sum(0)}
    return grads, float((error**2 * data.share).sum() / total)


def train_one(data: Arrays, seed: int) -> dict:
    """Train one network with Adam and decoupled weight decay."""
    rng = np.random.default_rng(seed)
    size = data.x.shape[1]
    net = {
        "w1": rng.normal(0, 1 / np.sqrt(size), (size, HIDDEN)), "b1": np.zeros(HIDDEN),
        "w2": rng.normal(0, 1 / np.sqrt(HIDDEN), (HIDDEN, 2)), "b2": np.array([0.0, -2.0]),
    }  # fmt: skip
    first = {name: np.zeros_like(value) for name, value in net.items()}
    second = {name: np.zeros_like(value) for name, value in net.items()}
    step = 0
    for epoch in range(EPOCHS):
        order = rng.permutation(len(data.score))
        rate = 0.01 * (1 - epoch / EPOCHS) + 2e-4
        for at in range(0, len(order), BATCH):
            grads, _ = gradient(net, data.only(np.sort(order[at : at + BATCH])))
            step += 1
            for name, value in net.items():
                first[name] = 0.9 * first[name] + 0.1 * grads[name]
                second[name] = 0.99 * second[name] + 0.01 * grads[name] ** 2
                move = first[name] / (1 - 0.9**step) / (np.sqrt(second[name] / (1 - 0.99**step)) + 1e-8)
                decay = 100 * SHRINK * value if name.startswith("w") else 0
                net[name] = value - rate * (move + decay)
    return net


def scale_of(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give centre and spread of every feature."""
    spread = x.std(axis=0)
    return x.mean(axis=0), np.where(spread > 1e-6, spread, 1.0)


def scaled(x: np.ndarray, centre: np.ndarray, spread: np.ndarray) -> np.ndarray:
    """Scale features, and keep outliers in bounds."""
    return np.clip((x - centre) / spread, -4, 4)


def train(
    rows_x: np.ndarray, data: Arrays, members: int = MEMBERS
) -> tuple[list[dict], np.ndarray, np.ndarray]:
    """Train the ensemble."""
    centre, spread = scale_of(rows_x)
    data.x = scaled(rows_x, centre, spread)
    return [train_one(data, seed) for seed in range(members)], centre, spread


def predict(model: tuple, data: Arrays) -> tuple[np.ndarray, np.ndarray]:
    """Give credit and contradiction (of the worst point) of every answer."""
    nets, centre, spread = model
    x = scaled(data.x, centre, spread)
    out = np.mean([forward(net, x)[1] for net in nets], axis=0)
    best, _, _ = credit_of(data, out)
    return np.clip(best, 0, 1), np.maximum.reduceat(out[:, 1], data.first[data.start])


def cross_validate(rows: Rows, folds: int, members: int = 2) -> tuple[np.ndarray, np.ndarray]:
    """Predict every answer by a model that saw no answer of its question or document."""
    data = Arrays.of(rows)
    groups = sorted(set(rows.group))
    fold_of = {group: i % folds for i, group in enumerate(groups)}
    fold = np.array([fold_of[group] for group in rows.group])
    credit, contra = np.zeros(len(fold)), np.zeros(len(fold))
    for number in range(folds):
        seen, unseen = data.only(np.flatnonzero(fold != number)), data.only(np.flatnonzero(fold == number))
        model = train(seen.x, seen, members)
        credit[fold == number], contra[fold == number] = predict(model, unseen)
    return credit, contra


def report(rows: Rows, credit: np.ndarray) -> None:
    """Print correlation and error by source, and the mean credit by kind."""
    score, source, kind = np.array(rows.score), np.array(rows.source), np.array(rows.kind)
    for name in sorted(set(rows.source)):
        here = source == name
        r = np.corrcoef(credit[here], score[here])[0, 1]
        rmse = np.sqrt(np.mean((credit[here] - score[here]) ** 2))
        f1 = macro_f1(score[here] >= 0.99, credit[here] >= 0.5)
        print(f"{name:<28} {here.sum():>6}  r {r:.3f}  rmse {rmse:.3f}  macro-F1 {f1:.3f}")
    here = source == "faq-answers.train"
    for name in sorted(set(kind[here])):
        these = here & (kind == name)
        print(
            f"    {name:<20} {these.sum():>4}  people {score[these].mean():.2f}  "
            f"marker {credit[these].mean():.2f}"
        )


def macro_f1(truth: np.ndarray, said: np.ndarray) -> float:
    """Give the mean F1 of the two classes."""
    total = 0.0
    for value in (True, False):
        hit = ((truth == value) & (said == value)).sum()
        total += 2 * hit / max((truth == value).sum() + (said == value).sum(), 1) / 2
    return float(total)


def write(model: tuple, target: Path = TARGET) -> None:
    """Write the weights as readable JSON: one line a feature."""
    nets, centre, spread = model
    round_ = lambda values: [round(float(v), 4) for v in values]  # noqa: E731
    head = {"features": list(NAMES), "centre": round_(centre), "spread": round_(spread)}
    members = [
        {
            "w1": [round_(row) for row in net["w1"]],
            "b1": round_(net["b1"]),
            "w2": [round_(r) for r in net["w2"]],
            "b2": round_(net["b2"]),
        }
        for net in nets
    ]
    text = json.dumps({**head, "members": members}, indent=None)
    target.write_text(
        text.replace("], [", "],\n [").replace('"members"', '\n"members"') + "\n", encoding="utf-8"
    )
    print(f"{target.name}: {target.stat().st_size:,} bytes")


def main() -> None:
    """Cross-validate, train on everything, write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args()
    rows = load(options.folder, FILES)
    print(f"{len(rows.score):,} answers, {len(rows.x):,} rows", flush=True)
    if options.folds:
        credit, _ = cross_validate(rows, options.folds)
        report(rows, credit)
    data = Arrays.of(rows)
    write(train(data.x, data))


if __name__ == "__main__":
    main()
