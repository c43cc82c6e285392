"""What Keras prints: summaries of networks, the bar that fit draws, how it writes numbers and durations."""

import contextlib
import io
import os
from types import SimpleNamespace

import lesson_models as lesson
import keras
import numpy as np
from keras import layers
from keras.src.callbacks.progbar_logger import ProgbarLogger
from keras.src.utils import progbar
from keras.src.utils.summary_utils import readable_memory_size

from common import made, write


def text(model, columns=200, **options):
    """model.summary() as one string, for a terminal of so many columns."""
    os.environ["COLUMNS"] = str(columns)
    parts = []
    model.summary(print_fn=lambda part, line_break=False: parts.append(part), **options)
    return "\n".join(parts)


def shape(layer):
    """Output shape with null for the batch; of several outputs, a list of shapes."""
    output = layer.output
    return [list(o.shape) for o in output] if isinstance(output, (list, tuple)) else list(output.shape)


def counts(model):
    """Parameters, counted three ways."""
    size = lambda variables: sum(int(np.prod(v.shape)) for v in variables)
    return {"total": model.count_params(), "trainable": size(model.trainable_weights), "nonTrainable": size(model.non_trainable_weights)}


def summary(name, make, columns=200, options=None, prepare=None):
    """One summary with the facts behind it."""
    keras.utils.clear_session()
    model = make()
    if prepare:
        prepare(model)
    rows = [{"name": layer.name, "class": type(layer).__name__, "outputShape": shape(layer), "parameters": layer.count_params()} for layer in model.layers]
    return {
        "name": name,
        "columns": columns,
        "options": options or {},
        "model": model.name,
        "parameters": counts(model),
        "layers": rows,
        "text": text(model, columns, **(options or {})),
    }


def odd_network():
    """Long names, a frozen layer, several outputs and a nested model."""
    inputs = keras.Input(shape=(8, 8, 3), name="a_rather_long_name_for_the_picture_that_comes_in")
    x = layers.Conv2D(4, 3, name="the_first_convolution_with_a_name_that_must_be_broken")(inputs)
    inner = keras.Sequential([layers.DepthwiseConv2D(3), layers.BatchNormalization()], name="inner")
    x = layers.GlobalAveragePooling2D()(inner(x))
    frozen = layers.Dense(6, name="frozen")
    frozen.trainable = False
    x = frozen(x)
    return keras.Model(inputs, [layers.Dense(2, name="one")(x), layers.Dense(3, name="two")(x)], name="odd")


def recurrent():
    """Embedding and LSTM, with a length that is not known."""
    inputs = keras.Input(shape=(None,))
    x = layers.LSTM(8)(layers.Embedding(100, 12)(inputs))
    return keras.Model(inputs, layers.Dense(1, activation="sigmoid")(x))


def one_step(optimizer):
    """Compiles and trains for one step, so that the optimizer has variables."""

    def prepare(model):
        model.compile(optimizer=optimizer, loss="categorical_crossentropy")
        model.fit(np.zeros((2, 4)), np.eye(3)[:2], verbose=0)

    return prepare


def frozen_base(model):
    """Freezes all but the last layer."""
    for layer in model.layers[:-1]:
        layer.trainable = False


def summaries():
    """All summaries."""
    small = lambda: lesson.weather(units=(10, 5), name="model_small")
    normal = lambda: lesson.weather(name="model_batchnorm", normalise=True)
    basel = lambda: lesson.weather(features=9, name="model_batchnorm", normalise=True)
    return [
        summary("penguins", lesson.penguins),
        summary("penguinsSequential", lesson.penguins_sequential),
        summary("penguins80Columns", lesson.penguins, columns=80),
        summary("penguinsLength65", lesson.penguins, options={"line_length": 65}),
        summary("penguinsTrainable", lesson.penguins, options={"show_trainable": True}, prepare=frozen_base),
        summary("penguinsTrainedAdam", lesson.penguins, prepare=one_step("adam")),
        summary("penguinsTrainedSgd", lesson.penguins, prepare=one_step("sgd")),
        summary("weather", lesson.weather),
        summary("weather80Columns", lesson.weather, columns=80),
        summary("weatherSmall", small),
        summary("weatherBatchNorm", normal),
        summary("weatherBatchNorm80Columns", normal, columns=80),
        summary("weatherBasel", basel),
        summary("weatherDropout", lesson.weather_dropout),
        summary("imagesConvolutionsOnly", lesson.convolutions_only),
        summary("imagesTwoBlocks", lesson.convolutional),
        summary("imagesDense", lesson.dense_only),
        summary("imagesThreeBlocks", lambda: lesson.convolutional(3)),
        summary("imagesDropout", lesson.with_dropout),
        summary("imagesDropout80Columns", lesson.with_dropout, columns=80),
        summary("twoBranches", lesson.two_branches),
        summary("twoBranches80Columns", lesson.two_branches, columns=80),
        summary("siamese", lesson.shared_base),
        summary("siameseExpanded", lesson.shared_base, options={"expand_nested": True}),
        summary("odd", odd_network),
        summary("oddExpanded", odd_network, options={"expand_nested": True, "show_trainable": True}),
        summary("recurrent", recurrent),
        summary("range", lambda: lesson.convolutional(3), options={"layer_range": ["flatten", "dense_1"]}),
    ]


VALUES = [0.0, 1.0, -1.0, 0.7092, 0.84214999, 16.44130001, 12345.678, 1e10, 0.001, 0.0010001, 0.00099999, 1e-3 + 1e-9, -0.001, -0.0015, -5.5, -1e-5, 3.3e-7, 0.99995, 0.00005, float("nan"), float("inf"), float("-inf")]
DURATIONS = [0.0, 4.42e-7, 9.996e-4, 1e-3, 0.0014999, 0.0105, 0.5, 0.9994, 0.9996, 1.0, 1.5, 2.5, 59.4, 100.0, 4000.0]


@contextlib.contextmanager
def clock():
    """A clock in place of the bar's, moved by hand, and what is printed meanwhile."""
    hand = SimpleNamespace(now=0.0)
    real, progbar.time = progbar.time, SimpleNamespace(time=lambda: hand.now)
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed):
            yield hand, printed
    finally:
        progbar.time = real


def numbers():
    """How a metric is written by verbose 1 and by verbose 2: they differ below zero."""
    rows = []
    for value in VALUES:
        row = {"value": value if np.isfinite(value) else str(value)}
        for verbose in (1, 2):
            with clock() as (_, printed):
                bar = progbar.Progbar(target=1, verbose=verbose, stateless_metrics=set())
                bar.update(1, [("m", value)], finalize=True)
            row[f"verbose{verbose}"] = printed.getvalue().split("m: ")[1].rstrip("\n")
        rows.append(row)
    return rows


def durations():
    """How the time per step is written."""
    bar = progbar.Progbar(target=1)
    return [{"seconds": seconds, "text": bar._format_time(seconds, "step").strip()} for seconds in DURATIONS]


def sizes():
    """How a number of bytes is written."""
    values = [0, 1, 332, 712, 1023, 1024, 3844, 56404, 548240, 1048575, 1048576, 2058040, 7295840, 28373440, 1073741824, 5 * 1024**4]
    return [{"bytes": value, "text": readable_memory_size(value)} for value in values]


def transcript(verbose, steps, epochs, logs, seconds_per_step, call="fit", known=True):
    """A made-up training, its events with the time of each, and all that the bar prints for it."""
    events = []
    with clock() as (hand, printed):
        logger = ProgbarLogger()
        logger.set_params({"verbose": verbose, "epochs": epochs, "steps": steps if known else None})

        def tell(event, *arguments):
            events.append({"at": hand.now, "event": event, "arguments": list(arguments)})
            getattr(logger, event)(*arguments)

        if call == "fit":
            tell("on_train_begin")
        for epoch in range(epochs):
            tell("on_epoch_begin", epoch) if call == "fit" else tell("on_test_begin")
            for step in range(steps):
                hand.now = round(hand.now + seconds_per_step, 6)
                tell("on_train_batch_end" if call == "fit" else "on_test_batch_end", step, logs(epoch, step))
            end = {**logs(epoch, steps), **({"val_loss": 2.5 - epoch} if call == "fit" else {})}
            tell("on_epoch_end", epoch, end) if call == "fit" else tell("on_test_end", end)
    params = {"verbose": verbose, "epochs": epochs, "steps": steps if known else None}
    return {"call": call, "params": params, "events": events, "text": printed.getvalue()}


def bars():
    """Transcripts of training and evaluation."""
    falling = lambda epoch, step: {"loss": 2.0 / (1 + step + 4 * epoch), "accuracy": 0.25 + 0.05 * step}
    rmse = lambda epoch, step: {"loss": 16.4413, "root_mean_squared_error": 4.0548}
    tiny = lambda epoch, step: {"loss": 4.5e-5, "r2_score": -0.5}
    return [
        transcript(1, 4, 2, falling, 0.2),
        transcript(2, 4, 2, falling, 0.2),
        transcript(0, 4, 2, falling, 0.2),
        transcript(1, 3, 1, tiny, 40.0),
        transcript(2, 3, 1, tiny, 40.0),
        transcript(1, 5, 1, falling, 1500.0),
        transcript(1, 3, 1, falling, 0.01),
        transcript(1, 3, 1, falling, 0.3, known=False),
        transcript(1, 6, 1, rmse, 0.000647, call="evaluate"),
        transcript(2, 24, 1, rmse, 0.000442, call="evaluate"),
    ]


if __name__ == "__main__":
    write(
        "keras-summaries",
        {
            "made": made("keras", "tensorflow", "numpy", "rich"),
            "summaries": summaries(),
            "numbers": numbers(),
            "durations": durations(),
            "sizes": sizes(),
            "progress": bars(),
        },
    )
