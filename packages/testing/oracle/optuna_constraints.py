"""How Optuna's TPE parts trials with constraints, and its regret on functions with constraints."""

import warnings

import numpy as np
import optuna
from optuna.samplers._tpe.sampler import _split_trials

from common import made, write
from optuna_searches import branin

SEEDS = 20
TRIALS = 100

# Name, function, constraints (above 0: broken), bounds of each dimension, minimum.
FUNCTIONS = [
    ("sphere beyond a line", lambda x: float((x**2).sum()), lambda x: [float(1 - x.sum())], [(-5, 5)] * 2, 0.5),
    ("Branin in a disk", branin, lambda x: [float((x[0] - 2.5) ** 2 + (x[1] - 7.5) ** 2 - 50)], [(-5, 10), (0, 15)], 0.39788735772973816),
    ("corner", lambda x: float(x.sum()), lambda x: [float(0.5 - x[0]), float(0.25 - x[1] * x[2])], [(0, 1)] * 3, 1.5),
]


def splits():
    """Trials of all kinds, and which of them count as good, for several numbers of good ones."""
    cases = []
    for seed in range(6):
        random = np.random.RandomState(seed)
        direction = "minimize" if seed % 2 == 0 else "maximize"
        study = optuna.create_study(direction=direction)
        rows = []
        for _ in range(int(random.randint(12, 40))):
            reports = [round(float(value), 3) for value in random.uniform(size=random.randint(1, 6))]
            if random.uniform() < 0.1:
                reports[-1] = float("nan")
            constraints = [round(float(value), 3) for value in random.uniform(-1, 0.4, size=2)]
            status = "pruned" if random.uniform() < 0.3 else "completed"
            rows.append({"status": status, "constraints": constraints, "reports": [None if np.isnan(value) else value for value in reports], "score": round(float(random.uniform()), 2) if status == "completed" else None})
            trial = study.ask()
            for epoch, value in enumerate(reports):
                trial.report(value, epoch)
            trial.set_constraint("first", constraints[0])
            trial.set_constraint("second", constraints[1])
            study.tell(trial, rows[-1]["score"], state=optuna.trial.TrialState.PRUNED if status == "pruned" else optuna.trial.TrialState.COMPLETE)
        for count in (1, 3, len(rows) // 2, len(rows) - 2):
            below, _ = _split_trials(study, study.get_trials(deepcopy=False), count)
            cases.append({"direction": direction[:3], "trials": rows, "count": count, "good": [trial.number for trial in below]})
    return cases


def regret(function, constraints, bounds, minimum, make):
    """The best value that keeps the constraints, above the minimum."""
    names = "abc"

    def point(trial):
        return np.array([trial.params[name] for name, _ in zip(names, bounds)])

    def objective(trial):
        return function(np.array([trial.suggest_float(name, low, high) for name, (low, high) in zip(names, bounds)]))

    study = optuna.create_study(sampler=make(lambda trial: constraints(point(trial))))
    study.optimize(objective, n_trials=TRIALS)
    kept = [trial.value for trial in study.trials if max(constraints(point(trial))) <= 0]
    return min(kept) - minimum


def regrets():
    """Quantiles of the regret over the seeds."""
    cases = []
    for name, function, constraints, bounds, minimum in FUNCTIONS:
        def tpe(seed):
            return lambda constrain: optuna.samplers.TPESampler(multivariate=True, n_startup_trials=10, n_ei_candidates=24, seed=seed, constraints_func=constrain)

        def blind(seed):
            return lambda _: optuna.samplers.RandomSampler(seed=seed)

        values = [regret(function, constraints, bounds, minimum, tpe(seed)) for seed in range(SEEDS)]
        random = [regret(function, constraints, bounds, minimum, blind(seed)) for seed in range(SEEDS)]
        quantiles = dict(zip(("min", "q25", "median", "q75", "max"), np.quantile(values, [0, 0.25, 0.5, 0.75, 1])))
        cases.append({"name": name, "minimum": minimum, "trials": TRIALS, "seeds": SEEDS, "regret": quantiles, "random": float(np.median(random))})
    return cases


if __name__ == "__main__":
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    warnings.simplefilter("ignore")
    write("optuna-constraints", {"made": made("numpy", "optuna"), "splits": splits(), "regrets": regrets()})
