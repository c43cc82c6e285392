"""Which learning curves Optuna's pruners end, and after which epoch."""

import numpy as np
import optuna

from common import made, write

EPOCHS = 20

PRUNERS = [
    ("medianPruner", {}, optuna.pruners.MedianPruner(n_startup_trials=5, n_warmup_steps=0)),
    ("medianPruner", {"startupTrials": 3, "warmupEpochs": 4}, optuna.pruners.MedianPruner(n_startup_trials=3, n_warmup_steps=4)),
    ("successiveHalving", {}, optuna.pruners.SuccessiveHalvingPruner(min_resource=1, reduction_factor=4)),
    ("successiveHalving", {"minEpochs": 2, "factor": 3}, optuna.pruners.SuccessiveHalvingPruner(min_resource=2, reduction_factor=3)),
]


def curves(direction, seed):
    """Noisy curves that settle at levels of their own; one is lost on the way."""
    random = np.random.RandomState(seed)
    rows = []
    for index in range(30):
        level, speed = random.uniform(0, 1), random.uniform(0.05, 0.6)
        loss = level + np.exp(-speed * np.arange(EPOCHS)) + 0.05 * random.normal(size=EPOCHS)
        rows.append([round(float(value if direction == "minimize" else -value), 4) for value in loss])
        if index == 12:
            rows[-1][6] = float("nan")
    return rows


def ends(pruner, direction, rows):
    """After how many epochs each trial ends, one trial after another."""
    study = optuna.create_study(pruner=pruner, direction=direction)
    lengths = []
    for row in rows:
        trial = study.ask()
        length = EPOCHS
        for epoch, value in enumerate(row):
            # Steps are epochs trained; warm-up counts from 0.
            trial.report(value, epoch if isinstance(pruner, optuna.pruners.MedianPruner) else epoch + 1)
            if trial.should_prune():
                length = epoch + 1
                break
        if length < EPOCHS:
            study.tell(trial, state=optuna.trial.TrialState.PRUNED)
        else:
            study.tell(trial, row[-1])
        lengths.append(length)
    return lengths


if __name__ == "__main__":
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    cases = []
    for name, options, pruner in PRUNERS:
        for direction in ("minimize", "maximize"):
            rows = curves(direction, len(cases))
            cases.append({"pruner": name, "options": options, "direction": direction[:3], "curves": rows, "lengths": ends(pruner, direction, rows)})
    write("optuna-pruners", {"made": made("numpy", "optuna"), "cases": cases})
