"""Ten steps of every optimizer on one small problem: the variables after each step."""

import common  # noqa: F401
import keras
import numpy as np
import tensorflow as tf
from keras import optimizers

from common import made, short, write

A = np.array([[1.0, -2.0, 0.5], [0.0, 3.0, -1.0], [2.0, 1.0, 1.0], [-1.5, 0.5, 2.0], [0.25, -0.75, 4.0]], np.float32)
B = np.array([1.0, -2.0, 3.0, 0.5, 0.0], np.float32)
W = np.array([0.5, -1.0, 2.0], np.float32)
C = np.array([0.25], np.float32)

VARIANTS = [
    ("SGD", {}),
    ("SGD", {"learning_rate": 0.01, "momentum": 0.9}),
    ("SGD", {"learning_rate": 0.01, "momentum": 0.9, "nesterov": True}),
    ("SGD", {"learning_rate": 0.01, "weight_decay": 0.1}),
    ("SGD", {"learning_rate": 0.05, "clipnorm": 1.0}),
    ("SGD", {"learning_rate": 0.05, "clipvalue": 0.5}),
    ("SGD", {"learning_rate": 0.05, "global_clipnorm": 1.0}),
    ("SGD", {"learning_rate": 0.01, "gradient_accumulation_steps": 2}),
    ("SGD", {"learning_rate": 0.01, "use_ema": True, "ema_momentum": 0.9}),
    ("SGD", {"learning_rate": 0.01, "use_ema": True, "ema_momentum": 0.9, "ema_overwrite_frequency": 3}),
    ("RMSprop", {}),
    ("RMSprop", {"learning_rate": 0.05, "rho": 0.8, "momentum": 0.5}),
    ("RMSprop", {"learning_rate": 0.05, "centered": True}),
    ("Adam", {}),
    ("Adam", {"learning_rate": 0.1}),
    ("Adam", {"learning_rate": 0.1, "beta_1": 0.8, "beta_2": 0.99, "epsilon": 1e-3}),
    ("Adam", {"learning_rate": 0.1, "amsgrad": True}),
    ("Adam", {"learning_rate": 0.1, "clipnorm": 0.5}),
    ("Adam", {"learning_rate": 0.1, "weight_decay": 0.05}),
    ("AdamW", {}),
    ("AdamW", {"learning_rate": 0.1, "weight_decay": 0.05}),
    ("Nadam", {}),
    ("Nadam", {"learning_rate": 0.1}),
    ("Adamax", {}),
    ("Adamax", {"learning_rate": 0.1}),
    ("Adagrad", {}),
    ("Adagrad", {"learning_rate": 0.1, "initial_accumulator_value": 0.5}),
    ("Adadelta", {}),
    ("Adadelta", {"learning_rate": 1.0, "rho": 0.9}),
    ("Lion", {"learning_rate": 0.05}),
    ("Ftrl", {"learning_rate": 0.1}),
]
SCHEDULES = [
    ("SGD", {"learning_rate": {"class": "ExponentialDecay", "config": {"initial_learning_rate": 0.02, "decay_steps": 3, "decay_rate": 0.5}}}),
    ("Adam", {"learning_rate": {"class": "CosineDecay", "config": {"initial_learning_rate": 0.1, "decay_steps": 8}}}),
]


def loss_of(w, c):
    """Sum of squared residuals."""
    return tf.reduce_sum(tf.square(tf.linalg.matvec(A, w) + c - B))


def made_optimizer(kind, options):
    """The optimizer; a learning rate given as a dictionary becomes a schedule."""
    options = dict(options)
    rate = options.get("learning_rate")
    if isinstance(rate, dict):
        options["learning_rate"] = getattr(optimizers.schedules, rate["class"])(**rate["config"])
    return getattr(optimizers, kind)(**options)


def run(kind, options):
    """Ten steps."""
    optimizer = made_optimizer(kind, options)
    w, c = keras.Variable(W, name="w"), keras.Variable(C, name="c")
    optimizer.build([w, c])
    steps = []
    for _ in range(10):
        with tf.GradientTape() as tape:
            loss = loss_of(w.value, c.value)
        optimizer.apply_gradients(zip(tape.gradient(loss, [w.value, c.value]), [w, c]))
        steps.append({"loss": short(loss.numpy()), "w": short(w.numpy()), "c": short(c.numpy())})
    config = {key: value for key, value in optimizer.get_config().items() if key not in ("name", "loss_scale_factor")}
    if isinstance(options.get("learning_rate"), dict):
        config["learning_rate"] = options["learning_rate"]
    state = [{"name": v.name, "path": v.path, "values": short(v.numpy())} for v in optimizer.variables]
    case = {"class": kind, "options": options, "config": config, "steps": steps, "variables": state}
    if options.get("use_ema"):
        optimizer.finalize_variable_values([w, c])
        case["afterTraining"] = {"w": short(w.numpy()), "c": short(c.numpy())}
    return case


def clipping():
    """The three ways of clipping, on gradients by themselves."""
    gradients = [np.array([3.0, -4.0, 0.1], np.float32), np.array([0.3], np.float32), np.array([[2.0, -1.0], [0.0, 0.5]], np.float32)]
    cases = []
    for options in ({"clipnorm": 1.0}, {"clipnorm": 10.0}, {"clipvalue": 0.5}, {"global_clipnorm": 1.0}, {"global_clipnorm": 100.0}):
        optimizer = optimizers.SGD(**options)
        clipped = optimizer._clip_gradients([tf.constant(g) for g in gradients])
        cases.append({"options": options, "clipped": [short(g.numpy()) for g in clipped]})
    return {"gradients": [short(g) for g in gradients], "cases": cases}


if __name__ == "__main__":
    write(
        "keras-optimizers",
        {
            "made": made("keras", "tensorflow", "numpy"),
            "problem": {"loss": "sum((A w + c - b)^2), loss taken before each step", "A": short(A), "b": short(B), "w": short(W), "c": short(C)},
            "optimizers": [run(kind, options) for kind, options in VARIANTS + SCHEDULES],
            "clipping": clipping(),
        },
    )
