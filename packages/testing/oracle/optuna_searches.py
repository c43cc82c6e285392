"""Regret of Optuna's samplers on six standard functions, and importances by PED-ANOVA."""

import math

import numpy as np
import optuna

from common import made, write

SEEDS = 20


def sphere(x):
    return float((x**2).sum())


def rosenbrock(x):
    return float((100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2).sum())


def branin(x):
    a, b = x
    return float((b - 5.1 / (4 * math.pi**2) * a**2 + 5 / math.pi * a - 6) ** 2 + 10 * (1 - 1 / (8 * math.pi)) * math.cos(a) + 10)


def hartmann(x):
    weights = np.array([1, 1.2, 3, 3.2])
    steepness = np.array([[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]])
    places = 1e-4 * np.array([[1312, 1696, 5569, 124, 8283, 5886], [2329, 4135, 8307, 3736, 1004, 9991], [2348, 1451, 3522, 2883, 3047, 6650], [4047, 8828, 8732, 5743, 1091, 381]])
    return float(-weights @ np.exp(-(steepness * (x - places) ** 2).sum(axis=1)))


def ackley(x):
    return float(-20 * math.exp(-0.2 * math.sqrt((x**2).mean())) - math.exp(np.cos(2 * math.pi * x).mean()) + 20 + math.e)


def styblinski(x):
    return float((x**4 - 16 * x**2 + 5 * x).sum() / 2)


# Name, function, bounds of each dimension, minimum.
FUNCTIONS = [
    ("sphere", sphere, [(-5, 5)] * 5, 0.0),
    ("Rosenbrock", rosenbrock, [(-2, 2)] * 2, 0.0),
    ("Branin", branin, [(-5, 10), (0, 15)], 0.39788735772973816),
    ("Hartmann-6", hartmann, [(0, 1)] * 6, -3.322368011415515),
    ("Ackley", ackley, [(-5, 5)] * 3, 0.0),
    ("Styblinski-Tang", styblinski, [(-5, 5)] * 3, 3 * -39.16616570377142),
]

SAMPLERS = {
    "tpe": (100, lambda seed: optuna.samplers.TPESampler(multivariate=True, group=False, n_startup_trials=10, n_ei_candidates=24, seed=seed)),
    "cmaEs": (200, lambda seed: optuna.samplers.CmaEsSampler(seed=seed)),
}


def regret(function, bounds, minimum, sampler, trials):
    """The best value of a study, above the minimum."""
    study = optuna.create_study(sampler=sampler)
    names = "abcdef"

    def objective(trial):
        return function(np.array([trial.suggest_float(name, low, high) for name, (low, high) in zip(names, bounds)]))

    study.optimize(objective, n_trials=trials)
    return study.best_value - minimum


def regrets():
    """Quantiles of the regret over the seeds."""
    cases = []
    for sampler, (trials, make) in SAMPLERS.items():
        for name, function, bounds, minimum in FUNCTIONS:
            values = [regret(function, bounds, minimum, make(seed), trials) for seed in range(SEEDS)]
            quantiles = dict(zip(("min", "q25", "median", "q75", "max"), np.quantile(values, [0, 0.25, 0.5, 0.75, 1])))
            random = [regret(function, bounds, minimum, optuna.samplers.RandomSampler(seed=seed), trials) for seed in range(SEEDS)]
            cases.append({"strategy": sampler, "name": name, "bounds": bounds, "minimum": minimum, "trials": trials, "seeds": SEEDS, "regret": quantiles, "random": float(np.median(random))})
    return cases


def importances():
    """PED-ANOVA of trials at random: their values and scores, and what each parameter matters."""
    cases = []
    for seed, count, quantile, direction in ((0, 60, 0.1, "minimize"), (1, 40, 0.25, "maximize"), (2, 25, 0.5, "minimize")):
        random = np.random.RandomState(seed)
        distributions = {
            "x": optuna.distributions.FloatDistribution(-2, 2),
            "rate": optuna.distributions.FloatDistribution(1e-4, 1, log=True),
            "units": optuna.distributions.IntDistribution(1, 9),
            "step": optuna.distributions.FloatDistribution(0, 1, step=0.25),
            "kind": optuna.distributions.CategoricalDistribution(["a", "b", "c"]),
        }
        study = optuna.create_study(direction=direction)
        rows = []
        for _ in range(count):
            values = {
                "x": round(random.uniform(-2, 2), 6),
                "rate": float(f"{10 ** random.uniform(-4, 0):.6g}"),
                "units": int(random.randint(1, 10)),
                "step": 0.25 * int(random.randint(0, 5)),
                "kind": "abc"[random.randint(0, 3)],
            }
            score = round(values["x"] ** 2 + 0.5 * math.log10(values["rate"]) + 0.02 * values["units"] + (values["kind"] == "b"), 9)
            study.add_trial(optuna.trial.create_trial(params=values, distributions=distributions, value=score))
            rows.append({**values, "score": score})
        evaluator = optuna.importance.PedAnovaImportanceEvaluator(target_quantile=quantile)
        found = optuna.importance.get_param_importances(study, evaluator=evaluator)
        cases.append({"quantile": quantile, "direction": direction[:3], "trials": rows, "importances": found})
    return cases


if __name__ == "__main__":
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    write("optuna-searches", {"made": made("numpy", "optuna", "cmaes"), "importances": importances(), "regrets": regrets()})
