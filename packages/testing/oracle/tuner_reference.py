"""Gaussian processes of scikit-learn, and the brackets of keras_tuner's Hyperband."""

import os
import warnings

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras_tuner
import numpy as np
from scipy.optimize import minimize
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import Matern

from common import made, write


def wave(points):
    """A smooth function of any number of dimensions."""
    return np.sin(3 * points).sum(axis=1) + 0.5 * (points**2).sum(axis=1)


def process(name, points, scores, noise, length_scale=None):
    """Mean and deviation at some points, with a given length scale or the likeliest."""
    kernel = Matern(length_scale=length_scale or 1.0, nu=2.5, length_scale_bounds=(1e-3, 1e2))
    model = GaussianProcessRegressor(
        kernel, alpha=noise, normalize_y=True, optimizer=None if length_scale else careful, n_restarts_optimizer=0 if length_scale else 20, random_state=0
    )
    model.fit(points, scores)
    asked = np.vstack([np.random.RandomState(1).uniform(size=(6, points.shape[1])), points[:2]])
    mean, deviation = model.predict(asked, return_std=True)
    return {
        "name": name,
        "points": points,
        "scores": scores,
        "noise": noise,
        "lengthScale": float(model.kernel_.length_scale),
        "given": length_scale is not None,
        "logLikelihood": model.log_marginal_likelihood_value_ if length_scale is None else model.log_marginal_likelihood(),
        "asked": asked,
        "mean": mean,
        "deviation": deviation,
    }


def careful(objective, start, bounds):
    """The optimizer of scikit-learn with a tighter tolerance."""
    found = minimize(objective, start, method="L-BFGS-B", jac=True, bounds=bounds, options={"ftol": 1e-15, "gtol": 1e-10})
    return found.x, found.fun


def processes():
    """One to six dimensions, with and without a given length scale; a constant; a repeated point."""
    cases = []
    for dimensions, rows in ((1, 8), (2, 15), (6, 30)):
        points = np.random.RandomState(dimensions).uniform(size=(rows, dimensions))
        for noise in (1e-4, 1e-2):
            for length_scale in (0.3, 1.7, None):
                cases.append(process(f"{dimensions} dimensions", points, wave(points), noise, length_scale))
    points = np.array([[0.1], [0.5], [0.9]])
    cases.append(process("constant", points, np.array([2.0, 2.0, 2.0]), 1e-4, 0.5))
    points = np.array([[0.1], [0.1], [0.9], [0.4]])
    cases.append(process("repeated", points, np.array([1.0, 1.2, 3.0, -1.0]), 1e-2, 0.5))
    return cases


def brackets():
    """Sizes and epochs of each round, the first bracket first."""
    cases = []
    for epochs, factor in ((100, 3), (81, 3), (27, 3), (20, 3), (10, 2), (2, 3), (1, 3), (50, 4)):
        oracle = keras_tuner.oracles.HyperbandOracle(objective="val_loss", max_epochs=epochs, factor=factor)
        rounds = [
            {"bracket": bracket, "round": index, "trials": oracle._get_size(bracket, index), "epochs": oracle._get_epochs(bracket, index)}
            for bracket in reversed(range(oracle._get_num_brackets()))
            for index in range(oracle._get_num_rounds(bracket))
        ]
        cases.append({"epochs": epochs, "factor": factor, "rounds": rounds})
    return cases


def ranges():
    """The values of a grid over a float range: keras_tuner's own, where it does not miscount."""
    cases = []
    for low, high, step, sampling in ((0.2, 0.8, 0.3, "linear"), (1.0, 5.0, 0.5, "linear"), (1e-4, 1e-1, 10.0, "log"), (1.0, 16.0, 2.0, "reverse_log"), (1e-4, 1e-1, None, "log"), (0.0, 1.0, None, "linear"), (1.0, 10.0, None, "reverse_log")):
        space = keras_tuner.HyperParameters()
        space.Float("x", low, high, step=step, sampling=sampling)
        parameter = space.space[0]
        values = sorted(parameter.values)
        cases.append({"min": low, "max": high, "step": step, "sampling": {"reverse_log": "reverseLog"}.get(sampling, sampling), "values": values})
    return cases


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    write(
        "tuner-reference",
        {"made": made("numpy", "scipy", "scikit-learn", "keras-tuner"), "process": processes(), "brackets": brackets(), "ranges": ranges()},
    )
