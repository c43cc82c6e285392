"""Real Keras callbacks driven by made-up losses, and learning rate schedules step by step."""

import contextlib
import io
import os
import re
import tempfile
import warnings

import common  # noqa: F401
import keras
import numpy as np
from keras import callbacks
from keras.optimizers import schedules

from common import made, short, write


def network(rate=0.1):
    """One weight that the driver sets to the number of the epoch; built metrics, so that directions are known."""
    keras.utils.clear_session()
    model = keras.Sequential([keras.Input(shape=(1,)), keras.layers.Dense(1, use_bias=False)])
    names = [keras.metrics.BinaryAccuracy(name="accuracy"), keras.metrics.RootMeanSquaredError(), keras.metrics.R2Score(), keras.metrics.Precision()]
    model.compile(optimizer=keras.optimizers.SGD(rate), loss="mse", metrics=names)
    model.fit(np.zeros((2, 1)), np.zeros((2, 1)), verbose=0)
    model.optimizer.learning_rate = rate
    return model


def drive(callback, model, courses, epochs=None):
    """Calls a callback as fit does; courses is {metric: values by epoch}. Gives the learning rates, logs and what was printed."""
    count = len(next(iter(courses.values()))) if epochs is None else epochs
    printed, rates, kept = io.StringIO(), [], []
    model.stop_training = False
    callback.set_model(model)
    callback.set_params({"epochs": count, "steps": 1, "verbose": 0})
    with contextlib.redirect_stdout(printed), warnings.catch_warnings(record=True) as noticed:
        warnings.simplefilter("always")
        callback.on_train_begin()
        for epoch in range(count):
            callback.on_epoch_begin(epoch)
            rates.append(float(np.asarray(model.optimizer.learning_rate)))
            model.layers[0].set_weights([np.array([[float(epoch)]])])
            logs = {name: values[epoch] for name, values in courses.items() if values[epoch] is not None}
            callback.on_epoch_end(epoch, logs)
            kept.append(logs)
            if model.stop_training:
                break
        callback.on_train_end(logs)
    return {
        "epochsRun": epoch + 1,
        "stopped": bool(model.stop_training),
        "weightsOfEpoch": int(model.layers[0].get_weights()[0][0, 0]),
        "rates": rates,
        "logs": kept,
        "text": printed.getvalue(),
        "warnings": [str(w.message) for w in noticed if "Early stopping" in str(w.message) or "conditioned" in str(w.message)],
    }


U_SHAPE = [5, 4, 3, 2, 1, 2, 3, 4, 5, 6, 7, 8]
BUMPY = [5.0, 4.0, 4.5, 3.9, 4.2, 4.1, 3.95, 3.89, 4.0, 4.1, 4.2, 3.0, 4.0, 4.0, 4.0, 4.0]
FLAT = [1.0] * 8
RISING = [0.1, 0.3, 0.5, 0.5, 0.49, 0.5, 0.48, 0.47, 0.6]
FALLING = [9, 8, 7, 6, 5, 4]
CLOSE = [0.5, 0.5 - 1e-10, 0.5 - 2e-10, 0.4]
WITH_NAN = [3.0, 2.0, float("nan"), float("nan"), 1.0, 2.0]
EARLY = [
    ("val_loss", {}, U_SHAPE),
    ("val_loss", {"patience": 1}, U_SHAPE),
    ("val_loss", {"patience": 3}, U_SHAPE),
    ("val_loss", {"patience": 3, "restore_best_weights": True}, U_SHAPE),
    ("val_loss", {"patience": 10}, U_SHAPE),
    ("val_loss", {"patience": 10, "restore_best_weights": True}, U_SHAPE),
    ("val_loss", {"patience": 2}, BUMPY),
    ("val_loss", {"patience": 3}, BUMPY),
    ("val_loss", {"patience": 4}, BUMPY),
    ("val_loss", {"patience": 4, "restore_best_weights": True}, BUMPY),
    ("val_loss", {"patience": 3, "min_delta": 0.05}, BUMPY),
    ("val_loss", {"patience": 3, "min_delta": -0.05}, BUMPY),
    ("val_loss", {"patience": 4, "min_delta": 0.5}, BUMPY),
    ("val_loss", {}, FLAT),
    ("val_loss", {"patience": 3}, FLAT),
    ("val_loss", {"patience": 3, "restore_best_weights": True}, FLAT),
    ("val_loss", {}, FALLING),
    ("val_loss", {"restore_best_weights": True}, FALLING),
    ("val_loss", {"patience": 3, "baseline": 3.0}, FALLING + [3, 2, 1]),
    ("val_loss", {"patience": 7, "baseline": 3.0}, FALLING + [3, 2, 1, 2, 3, 4, 5, 6, 7, 8]),
    ("val_loss", {"patience": 2, "baseline": 0.5, "restore_best_weights": True}, U_SHAPE),
    ("val_loss", {"patience": 2, "start_from_epoch": 4}, U_SHAPE),
    ("val_loss", {"patience": 2, "start_from_epoch": 6}, U_SHAPE),
    ("val_loss", {"patience": 2, "start_from_epoch": 6, "restore_best_weights": True}, U_SHAPE),
    ("val_loss", {"patience": 2, "start_from_epoch": 50, "restore_best_weights": True}, U_SHAPE),
    ("val_loss", {"patience": 2, "mode": "max"}, U_SHAPE),
    ("val_loss", {"patience": 1}, CLOSE),
    ("val_loss", {"patience": 2, "restore_best_weights": True}, WITH_NAN),
    ("val_loss", {"patience": 2, "restore_best_weights": True}, [float("nan")] * 4),
    ("val_loss", {"patience": 2}, [3, 2, None, None, 2.5, 2.6, 2.7]),
    ("loss", {"patience": 2}, BUMPY),
    ("val_accuracy", {"patience": 5}, RISING),
    ("val_accuracy", {"patience": 3}, RISING),
    ("val_accuracy", {"patience": 3, "restore_best_weights": True}, RISING),
    ("val_accuracy", {"patience": 2, "mode": "min"}, RISING),
    ("accuracy", {"patience": 3, "min_delta": 0.1}, RISING),
    ("val_root_mean_squared_error", {"patience": 2}, BUMPY),
    ("val_r2_score", {"patience": 2}, RISING),
    ("val_precision", {"patience": 3}, RISING),
]


def values_of(course):
    """A course as JSON can have it: null where the log lacks the metric, the word where it is not a number."""
    return ["NaN" if isinstance(v, float) and np.isnan(v) else v for v in course]


def early_stopping():
    """When training ends, which epoch was best, whose weights are left, what is printed."""
    cases = []
    for monitor, options, course in EARLY:
        callback = callbacks.EarlyStopping(monitor=monitor, verbose=1, **options)
        result = drive(callback, network(), {monitor: course})
        case = {"monitor": monitor, "options": options, "values": values_of(course)}
        case.update({key: result[key] for key in ("epochsRun", "stopped", "weightsOfEpoch", "text")})
        case.update({"stoppedEpoch": callback.stopped_epoch, "bestEpoch": callback.best_epoch, "best": callback.best, "wait": callback.wait})
        if result["warnings"]:
            case["warnings"] = sorted(set(result["warnings"]))
        cases.append(case)
    return cases


def reused():
    """One instance in three trainings one after the other: its state starts anew each time."""
    callback, model = callbacks.EarlyStopping(patience=2, min_delta=0.05, restore_best_weights=True), network()
    rounds = []
    for course in (U_SHAPE, BUMPY, U_SHAPE):
        result = drive(callback, model, {"val_loss": course})
        rounds.append({"values": course, "epochsRun": result["epochsRun"], "bestEpoch": callback.best_epoch, "weightsOfEpoch": result["weightsOfEpoch"]})
    return {"options": {"patience": 2, "min_delta": 0.05, "restore_best_weights": True}, "rounds": rounds}


def undecided():
    """What Keras says when it cannot tell whether larger is better."""
    try:
        drive(callbacks.EarlyStopping(monitor="val_mystery"), network(), {"val_mystery": [1, 2, 3]})
    except ValueError as error:
        return str(error)


def directions():
    """Which way every metric of Keras improves, by the name it has by default; null where Keras does not know."""
    needs = {"MeanIoU": {"num_classes": 2}, "IoU": {"num_classes": 2, "target_class_ids": [0]}, "BinaryIoU": {}, "OneHotIoU": {"num_classes": 2, "target_class_ids": [0]}, "OneHotMeanIoU": {"num_classes": 2}}
    needs.update({"PrecisionAtRecall": {"recall": 0.5}, "RecallAtPrecision": {"precision": 0.5}})
    needs.update({"SensitivityAtSpecificity": {"specificity": 0.5}, "SpecificityAtSensitivity": {"sensitivity": 0.5}})
    found = {}
    keras.utils.clear_session()
    for name in sorted(dir(keras.metrics)):
        kind = getattr(keras.metrics, name)
        if isinstance(kind, type) and issubclass(kind, keras.metrics.Metric) and name not in ("Metric", "MeanMetricWrapper", "Mean", "Sum"):
            try:
                metric = kind(**needs.get(name, {}))
            except TypeError:
                continue
            found[name] = {"name": metric.name, "direction": getattr(metric, "_direction", None)}
    return found


PLATEAU = [
    ({"patience": 1}, U_SHAPE),
    ({"patience": 2}, U_SHAPE),
    ({"patience": 2, "factor": 0.5}, U_SHAPE),
    ({"patience": 2, "factor": 0.5, "cooldown": 2}, U_SHAPE),
    ({"patience": 1, "factor": 0.5, "cooldown": 1}, FLAT * 2),
    ({"patience": 1, "factor": 0.2, "min_lr": 0.001}, U_SHAPE),
    ({"patience": 3, "min_delta": 0.0}, BUMPY),
    ({"patience": 3, "min_delta": 0.05}, BUMPY),
    ({"patience": 2, "min_delta": 0.5, "factor": 0.3}, BUMPY),
    ({"patience": 0, "factor": 0.5}, FLAT),
    ({"patience": 2, "factor": 0.5}, [1.0, 0.99995, 0.9999, 0.99985, 0.9998, 0.99975]),
    ({"patience": 2, "factor": 0.5, "mode": "max"}, U_SHAPE),
    ({"patience": 2, "factor": 0.5, "monitor": "val_accuracy"}, RISING),
    ({"patience": 1, "factor": 0.5}, WITH_NAN),
]


def plateau():
    """Learning rate in each epoch and, as the log notes it, at its end before the callback acts."""
    cases = []
    for options, course in PLATEAU:
        monitor = options.get("monitor", "val_loss")
        model = network(0.1)
        result = drive(callbacks.ReduceLROnPlateau(verbose=1, **options), model, {monitor: course})
        case = {"options": options, "values": values_of(course), "startRate": 0.1, "rates": short(np.float32(result["rates"]))}
        case["finalRate"] = short(np.float32(np.asarray(model.optimizer.learning_rate)))
        case["logged"] = short(np.float32([log["learning_rate"] for log in result["logs"]]))
        case["text"] = result["text"]
        cases.append(case)
    return cases


SCHEDULES = [
    ("CosineDecay", {"initial_learning_rate": 0.1, "decay_steps": 10}),
    ("CosineDecay", {"initial_learning_rate": 0.1, "decay_steps": 10, "alpha": 0.1}),
    ("CosineDecay", {"initial_learning_rate": 0.0, "decay_steps": 10, "warmup_target": 0.1, "warmup_steps": 4}),
    ("CosineDecay", {"initial_learning_rate": 0.01, "decay_steps": 8, "alpha": 0.05, "warmup_target": 0.2, "warmup_steps": 3}),
    ("CosineDecayRestarts", {"initial_learning_rate": 0.1, "first_decay_steps": 4}),
    ("CosineDecayRestarts", {"initial_learning_rate": 0.1, "first_decay_steps": 3, "t_mul": 1.0, "m_mul": 0.5, "alpha": 0.1}),
    ("ExponentialDecay", {"initial_learning_rate": 0.1, "decay_steps": 5, "decay_rate": 0.5}),
    ("ExponentialDecay", {"initial_learning_rate": 0.1, "decay_steps": 5, "decay_rate": 0.5, "staircase": True}),
    ("InverseTimeDecay", {"initial_learning_rate": 0.1, "decay_steps": 5, "decay_rate": 0.5}),
    ("InverseTimeDecay", {"initial_learning_rate": 0.1, "decay_steps": 5, "decay_rate": 0.5, "staircase": True}),
    ("PiecewiseConstantDecay", {"boundaries": [3, 7], "values": [0.1, 0.05, 0.01]}),
    ("PolynomialDecay", {"initial_learning_rate": 0.1, "decay_steps": 10}),
    ("PolynomialDecay", {"initial_learning_rate": 0.1, "decay_steps": 10, "end_learning_rate": 0.01, "power": 2.0}),
    ("PolynomialDecay", {"initial_learning_rate": 0.1, "decay_steps": 4, "end_learning_rate": 0.01, "cycle": True}),
]


def rate_schedules():
    """Learning rate at steps 0 to 15."""
    return [{"class": kind, "config": config, "rates": short(np.array([np.asarray(getattr(schedules, kind)(**config)(step)) for step in range(16)], dtype=np.float32))} for kind, config in SCHEDULES]


def scheduler():
    """LearningRateScheduler with a function of epoch and rate, and its words."""
    model = network(0.1)
    rule = lambda epoch, rate: rate if epoch < 3 else rate * 0.5
    result = drive(callbacks.LearningRateScheduler(rule, verbose=1), model, {"loss": [1.0] * 6})
    return {"rule": "epoch < 3 ? rate : rate * 0.5", "startRate": 0.1, "rates": short(np.float32(result["rates"])), "text": result["text"]}


def checkpoints():
    """Which epochs ModelCheckpoint saves, under which names, and its words; the folder is written as DIR."""
    cases = []
    plans = [
        ({}, "{epoch:02d}-{val_loss:.2f}.keras", {"val_loss": BUMPY[:6]}),
        ({"save_best_only": True}, "best.keras", {"val_loss": BUMPY[:8]}),
        ({"save_best_only": True}, "{epoch}-{val_loss:.3f}.keras", {"val_loss": BUMPY[:8]}),
        ({"save_best_only": True, "monitor": "val_accuracy"}, "{epoch}.keras", {"val_accuracy": RISING}),
        ({"save_best_only": True, "mode": "max"}, "{epoch}.keras", {"val_loss": U_SHAPE}),
        ({"save_best_only": True, "initial_value_threshold": 3.0}, "{epoch}.keras", {"val_loss": U_SHAPE}),
        ({"save_best_only": True, "save_weights_only": True}, "{epoch:04d}.weights.h5", {"val_loss": U_SHAPE}),
    ]
    for options, name, courses in plans:
        with tempfile.TemporaryDirectory() as folder:
            result = drive(callbacks.ModelCheckpoint(os.path.join(folder, name), verbose=1, **options), network(), courses)
            cases.append({"options": options, "file": name, "values": courses, "files": sorted(os.listdir(folder)), "text": result["text"].replace(folder, "DIR")})
    return cases


def csv_logs():
    """The exact bytes of CSVLogger."""
    courses = {"loss": [1.5, 0.25, 1e-7], "accuracy": [0.5, 0.75, 1], "val_loss": [2.0, 1 / 3, 1e20], "val_accuracy": [0.1, float("nan"), 0.3]}
    plain = {"loss": [1.5, 0.25], "accuracy": [0.5, 0.75]}
    cases = []
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "log.csv")
        for options, course, again in (({}, courses, False), ({"separator": ";"}, courses, False), ({}, plain, False), ({"append": True}, plain, True)):
            if not again:
                with contextlib.suppress(FileNotFoundError):
                    os.remove(path)
            drive(callbacks.CSVLogger(path, **options), network(), course)
            with open(path, newline="") as file:
                cases.append({"options": options, "logs": {k: values_of(v) for k, v in course.items()}, "afterAnother": again, "text": file.read()})
    return cases


def not_a_number():
    """TerminateOnNaN, batch by batch."""
    cases = []
    for losses in ([1.0, 2.0], [1.0, float("nan"), 2.0], [1.0, float("inf")], [1.0, float("-inf")]):
        callback, model, printed = callbacks.TerminateOnNaN(), network(), io.StringIO()
        callback.set_model(model)
        model.stop_training = False
        with contextlib.redirect_stdout(printed):
            for batch, loss in enumerate(losses):
                callback.on_train_batch_end(batch, {"loss": loss})
                if model.stop_training:
                    break
        cases.append({"losses": [str(v) for v in losses], "stopped": model.stop_training, "batches": batch + 1, "text": printed.getvalue()})
    return cases


def order_of_calls():
    """The order in which fit, evaluate and predict call a callback's methods, with the keys of the logs."""
    calls = []

    class Recorder(callbacks.Callback):
        """Notes every call."""

    def note(name):
        def method(self, *arguments, logs=None):
            known = logs if logs is not None else (arguments[-1] if arguments and isinstance(arguments[-1], dict) else {})
            number = [a for a in arguments if isinstance(a, int)]
            calls.append([name, *number, sorted(known or {})])

        return method

    for name in [n for n in dir(callbacks.Callback) if re.match(r"on_(train|test|predict|epoch|train_batch|test_batch|predict_batch)_(begin|end)$", n)]:
        setattr(Recorder, name, note(name))
    model = keras.Sequential([keras.Input(shape=(1,)), keras.layers.Dense(1)])
    model.compile(optimizer="sgd", loss="mse", metrics=["mae"])
    x, y = np.zeros((3, 1)), np.zeros((3, 1))
    results = {}
    history = model.fit(x, y, batch_size=2, epochs=2, validation_data=(x, y), callbacks=[Recorder()], verbose=0)
    results["fit"] = calls[:]
    calls.clear()
    model.evaluate(x, y, batch_size=2, callbacks=[Recorder()], verbose=0)
    results["evaluate"] = calls[:]
    calls.clear()
    model.predict(x, batch_size=2, callbacks=[Recorder()], verbose=0)
    results["predict"] = calls[:]
    results["historyKeys"] = list(history.history)
    return results


if __name__ == "__main__":
    write(
        "keras-callbacks",
        {
            "made": made("keras", "tensorflow", "numpy"),
            "earlyStopping": early_stopping(),
            "earlyStoppingReused": reused(),
            "undecidedDirection": undecided(),
            "directions": directions(),
            "reduceLearningRateOnPlateau": plateau(),
            "schedules": rate_schedules(),
            "learningRateScheduler": scheduler(),
            "modelCheckpoint": checkpoints(),
            "csvLogger": csv_logs(),
            "terminateOnNaN": not_a_number(),
            "calls": order_of_calls(),
        },
    )
