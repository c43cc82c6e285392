"""Small models over all layer kinds, written by Keras as .keras and .h5, with an input and the output of each.

Writes golden/keras-models/<name>.keras (and .h5 and .weights.h5 for some), golden/keras-models.json, what the backbones
of keras.applications give for weights by formula in golden/keras-backbones.json, and what layers of augmentation do in
golden/keras-augmentations.json.
With `check FOLDER` it instead loads FOLDER/<name>.keras, .h5 and .weights.h5, made by others, and says which of them
predict something else.
"""

import json
import sys

import common  # noqa: F401  (first: it sets what TensorFlow reads at its start)
import h5py
import keras
import numpy as np
from keras import layers, regularizers
from keras.src.legacy.saving import legacy_h5_format

from common import GOLDEN, made, short, write

FOLDER = GOLDEN / "keras-models"
RANDOM = np.random.RandomState(11)


def chain(shape, *parts, dtype="float32"):
    """A Functional model of layers one after the other."""
    x = inputs = keras.Input(shape=shape, dtype=dtype)
    for part in parts:
        x = part(x)
    return keras.Model(inputs, x)


def shared():
    """One Dense used twice, the second time on what it gave."""
    twice = layers.Dense(4, activation="tanh", name="twice")
    inputs = keras.Input(shape=(4,))
    return keras.Model(inputs, layers.Dense(2)(layers.Add()([twice(inputs), twice(twice(inputs))])))


def two_inputs_two_outputs():
    """Two inputs, three ways to join them, two outputs."""
    left, right = keras.Input(shape=(3,), name="left"), keras.Input(shape=(3,), name="right")
    joined = layers.Concatenate()([layers.Multiply()([left, right]), layers.Maximum()([left, right]), layers.Average()([left, right])])
    return keras.Model([left, right], [layers.Dense(2, name="first")(joined), layers.Dense(1, activation="sigmoid", name="second")(joined)], name="joined")


def siamese():
    """One base for two inputs and the cosine of what it gives."""
    base = keras.Sequential([keras.Input(shape=(6,)), layers.Dense(5, activation="relu"), layers.Dense(4)], name="base")
    a, b = keras.Input(shape=(6,), name="a"), keras.Input(shape=(6,), name="b")
    return keras.Model([a, b], layers.Dot(axes=1, normalize=True)([base(a), base(b)]))


def nested(frozen=False):
    """A Functional with batch normalization and a Sequential inside a Functional; names occur twice."""
    inner_input = keras.Input(shape=(6, 6, 2))
    x = layers.Conv2D(3, 3, name="conv2d")(inner_input)
    x = layers.BatchNormalization(name="batch_normalization")(x)
    x = keras.Sequential([layers.Conv2D(2, 2, name="conv2d"), layers.BatchNormalization(name="batch_normalization")], name="deepest")(x)
    inner = keras.Model(inner_input, x, name="inner")
    inner.trainable = not frozen
    inputs = keras.Input(shape=(6, 6, 2))
    x = layers.Flatten()(inner(inputs, training=False) if frozen else inner(inputs))
    return keras.Model(inputs, layers.Dense(2, name="conv2d")(layers.BatchNormalization()(x)), name="outer")


def residual():
    """A small residual network, as ResNet's blocks are."""
    inputs = keras.Input(shape=(8, 8, 3))
    x = layers.ZeroPadding2D(1)(inputs)
    x = layers.Conv2D(4, 3, use_bias=False)(x)
    y = layers.Activation("relu")(layers.BatchNormalization(epsilon=1.001e-5)(x))
    y = layers.Conv2D(4, 3, padding="same")(y)
    x = layers.ReLU(6.0)(layers.Add()([x, y]))
    x = layers.GlobalAveragePooling2D()(x)
    return keras.Model(inputs, layers.Dense(3, activation="softmax", name="predictions")(x))


def multiple():
    """Layers that join: Subtract, Minimum, Dot of two vectors."""
    a, b = keras.Input(shape=(4,), name="a"), keras.Input(shape=(4,), name="b")
    return keras.Model([a, b], layers.Concatenate()([layers.Subtract()([a, b]), layers.Minimum()([a, b]), layers.Dot(axes=-1)([a, b])]))


PLAIN = {
    "mlp": lambda: chain((4,), layers.Dense(10, "relu"), layers.Dense(3, "softmax")),
    "sequential": lambda: keras.Sequential([keras.Input(shape=(4,)), layers.Dense(6, "elu"), layers.Dropout(0.3, seed=5), layers.Dense(2)]),
    "weather": lambda: chain((9,), layers.BatchNormalization(), layers.Dense(8, "relu"), layers.Dropout(0.2), layers.Dense(1)),
    "convolutional": lambda: chain((12, 12, 3), layers.Conv2D(4, 3, activation="relu"), layers.MaxPooling2D(), layers.Dropout(0.5), layers.Conv2D(5, 3, strides=2, padding="same"), layers.Flatten(), layers.Dense(3)),
    "dilated": lambda: chain((9, 9, 2), layers.Conv2D(3, 3, dilation_rate=2), layers.AveragePooling2D(2, padding="same"), layers.GlobalMaxPooling2D()),
    "mobile": lambda: chain((8, 8, 3), layers.Conv2D(4, 3, strides=2, padding="same", use_bias=False), layers.BatchNormalization(momentum=0.999), layers.ReLU(6.0), layers.DepthwiseConv2D(3, padding="same", use_bias=False), layers.BatchNormalization(), layers.ReLU(6.0), layers.Conv2D(6, 1), layers.GlobalAveragePooling2D(keepdims=True), layers.Reshape((6,)), layers.Activation("softmax")),
    "separable": lambda: chain((7, 7, 2), layers.SeparableConv2D(3, 3, depth_multiplier=2), layers.LeakyReLU(negative_slope=0.1), layers.Flatten(), layers.Dense(2)),
    "transposed": lambda: chain((3, 3, 2), layers.Conv2DTranspose(3, 3, strides=2, padding="same", activation="tanh"), layers.UpSampling2D(2), layers.Cropping2D(((1, 0), (2, 1)))),
    "upsampled": lambda: chain((3, 4, 2), layers.UpSampling2D((2, 3), interpolation="bilinear"), layers.ZeroPadding2D(((1, 2), (0, 1)))),
    "sequence": lambda: chain((6, 3), layers.Conv1D(4, 3, padding="same", activation="relu"), layers.MaxPooling1D(2), layers.GlobalAveragePooling1D(), layers.Dense(2)),
    "sequencePools": lambda: chain((7, 2), layers.ZeroPadding1D(1), layers.AveragePooling1D(2), layers.UpSampling1D(2), layers.Cropping1D(1), layers.GlobalMaxPooling1D()),
    "volume": lambda: chain((4, 4, 4, 2), layers.Conv3D(2, 2, activation="relu"), layers.MaxPooling3D(2), layers.Flatten()),
    "lstm": lambda: chain((5, 3), layers.LSTM(4, return_sequences=True), layers.LSTM(3), layers.Dense(1)),
    "gru": lambda: chain((5, 3), layers.GRU(4, return_sequences=True), layers.GRU(3, reset_after=False), layers.Dense(1)),
    "recurrent": lambda: chain((4, 2), layers.SimpleRNN(3, return_sequences=True), layers.TimeDistributed(layers.Dense(2, "relu")), layers.Bidirectional(layers.LSTM(2))),
    "bidirectional": lambda: chain((4, 2), layers.Bidirectional(layers.LSTM(3, return_sequences=True), merge_mode="sum"), layers.SpatialDropout1D(0.2), layers.Flatten()),
    "embedding": lambda: chain((5,), layers.Embedding(12, 4), layers.GlobalAveragePooling1D(), layers.Dense(2), dtype="int32"),
    "normalizations": lambda: chain((4, 4, 4), layers.LayerNormalization(), layers.GroupNormalization(groups=2), layers.UnitNormalization(), layers.Flatten()),
    "activations": lambda: chain((6,), layers.Dense(6, "gelu"), layers.Dense(6, "silu"), layers.Dense(6, "hard_sigmoid"), layers.Dense(6, "leaky_relu"), layers.Dense(6, "softplus"), layers.Dense(6, "softsign"), layers.Dense(6, "selu"), layers.Dense(6, "exponential"), layers.Dense(6, "mish"), layers.Dense(6, "log_softmax")),
    "activationLayers": lambda: chain((5,), layers.PReLU(), layers.Dense(5), layers.ELU(alpha=0.5), layers.Dense(5), layers.ReLU(max_value=2.0, negative_slope=0.1, threshold=0.2), layers.Softmax()),
    "shapes": lambda: chain((6,), layers.Reshape((2, 3)), layers.Permute((2, 1)), layers.Flatten(), layers.RepeatVector(2), layers.Masking(0.5)),
    "preprocessing": lambda: chain((6, 5, 3), layers.Rescaling(1 / 127.5, offset=-1), layers.Resizing(8, 7), layers.CenterCrop(4, 5)),
    "noise": lambda: chain((4,), layers.GaussianNoise(0.1), layers.GaussianDropout(0.2), layers.AlphaDropout(0.1), layers.Dense(2)),
    "regularized": lambda: chain((4,), layers.Dense(3, kernel_regularizer=regularizers.L2(0.01), bias_regularizer=regularizers.L1(0.02), kernel_constraint=keras.constraints.MaxNorm(2.0)), layers.Dense(2, kernel_regularizer=regularizers.L1L2(0.01, 0.03))),
    "shared": shared,
    "joined": two_inputs_two_outputs,
    "siamese": siamese,
    "nested": nested,
    "nestedFrozen": lambda: nested(frozen=True),
    "residual": residual,
    "multiple": multiple,
}
ALSO_H5 = ["mlp", "sequential", "weather", "convolutional", "gru", "lstm", "recurrent", "siamese", "nested", "nestedFrozen", "residual", "joined", "preprocessing"]
ALSO_WEIGHTS = ["mlp", "nested", "gru", "residual"]


def numbers(shape):
    """Random values with three decimals."""
    return np.round(RANDOM.uniform(-1, 1, shape), 3).astype(np.float32)


def randomize(model):
    """Sets every weight, so that nothing is zero or one by default."""
    values = []
    for variable in model.weights:
        positive = any(word in variable.path for word in ("variance", "gamma"))
        values.append(np.round(RANDOM.uniform(0.5, 1.5, variable.shape), 3) if positive else numbers(variable.shape) * 0.7)
    model.set_weights(values)


def inputs_for(model):
    """One small batch for each input."""
    made_up = []
    for tensor in model.inputs:
        shape = (2, *[size or 5 for size in tensor.shape[1:]])
        made_up.append(RANDOM.randint(0, 12, shape).astype(np.int32) if "int" in tensor.dtype else numbers(shape))
    return made_up


def main():
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.iterdir():
        old.unlink()
    cases = []
    for name, build in PLAIN.items():
        keras.utils.clear_session()
        keras.utils.set_random_seed(3)
        model = build()
        randomize(model)
        given = inputs_for(model)
        outputs = model.predict(given if len(given) > 1 else given[0], verbose=0)
        outputs = outputs if isinstance(outputs, (list, tuple)) else [outputs]
        files = [f"{name}.keras"] + [f"{name}.h5"] * (name in ALSO_H5) + [f"{name}.weights.h5"] * (name in ALSO_WEIGHTS)
        for file in files:
            (model.save_weights if file.endswith(".weights.h5") else model.save)(FOLDER / file)
        cases.append(
            {
                "name": name,
                "files": files,
                "model": model.name,
                "parameters": model.count_params(),
                "trainable": int(sum(np.prod(v.shape) for v in model.trainable_weights)),
                "layers": [layer.name for layer in model.layers],
                "inputs": [short(value) for value in given],
                "outputs": [short(value) for value in outputs],
            }
        )
    augmentations()
    backbones()
    write("keras-models", {"made": made("keras", "tensorflow", "numpy"), "models": cases})


BACKBONES = {
    "denseNet121": (keras.applications.DenseNet121, {}),
    "denseNet169": (keras.applications.DenseNet169, {}),
    "denseNet201": (keras.applications.DenseNet201, {}),
    "mobileNet": (keras.applications.MobileNet, {}),
    "mobileNetHalf": (keras.applications.MobileNet, {"alpha": 0.5}),
    "mobileNetV2": (keras.applications.MobileNetV2, {}),
    "mobileNetV2Small": (keras.applications.MobileNetV2, {"alpha": 0.35}),
    "resNet50": (keras.applications.ResNet50, {}),
}


def formula(count, start):
    """Numbers in [0, 1) that any language can compute: the top bits of multiples of a large odd number."""
    return ((np.arange(1, count + 1, dtype=np.uint64) * 2654435761 + start * 1013904223) & 0xFFFFFFFF) / 2.0**32


def set_by_formula(model):
    """Weights by formula, of a size that keeps activations alive through all layers."""
    index = 0
    for layer in model.layers:
        values = []
        for variable in layer.weights:
            index += 1
            u = formula(int(np.prod(variable.shape)), index).reshape(variable.shape)
            name = variable.path.rsplit("/", 1)[-1]
            if name in ("gamma", "moving_variance"):
                values.append(0.8 + 0.4 * u)
            elif name in ("beta", "moving_mean", "bias"):
                values.append(0.2 * (u - 0.5))
            else:
                inputs = np.prod(variable.shape[:2]) if "depthwise" in layer.name or "_dw_" in layer.name else np.prod(variable.shape[:-1])
                values.append((u - 0.5) * 2 * np.sqrt(6 / inputs))
        layer.set_weights([value.astype(np.float32) for value in values])


def backbones():
    """Outputs of keras.applications at 48 by 40 pixels with weights by formula, with and without the top."""
    cases = []
    x = (formula(2 * 48 * 40 * 3, 7).reshape(2, 48, 40, 3) * 2 - 1).astype(np.float32)
    for name, (build, options) in BACKBONES.items():
        keras.utils.clear_session()
        case = {"name": name, **options}
        for key, settings in (("classes", {"classes": 7}), ("avg", {"include_top": False, "pooling": "avg"}), ("max", {"include_top": False, "pooling": "max"})):
            model = build(weights=None, input_shape=(48, 40, 3), **options, **settings)
            set_by_formula(model)
            outputs = model.predict(x, verbose=0)
            case[key] = short(outputs if key == "classes" else outputs[:, ::32])
            case[f"{key}Layers"] = [layer.name for layer in model.layers] if key == "classes" else len(model.layers)
        cases.append(case)
    small = keras.applications.MobileNet(weights=None, input_shape=(32, 32, 3), alpha=0.25, include_top=False, pooling="avg")
    set_by_formula(small)
    with h5py.File(FOLDER / "mobilenet.h5", "w") as file:
        legacy_h5_format.save_weights_to_hdf5_group(file, small)
    write("keras-backbones", {"made": made("keras", "tensorflow", "numpy"), "backbones": cases})


def augmentations():
    """Layers that change images at random, with nothing left to chance: lowest and highest value are the same."""
    x = np.round(RANDOM.uniform(0, 255, (2, 6, 8, 2)), 2).astype(np.float32)
    cases = []
    for layer in (
        layers.RandomRotation((0.25, 0.25)),
        layers.RandomRotation((0.1, 0.1)),
        layers.RandomZoom((0.3, 0.3)),
        layers.RandomZoom((-0.2, -0.2), (0.4, 0.4)),
        layers.RandomTranslation((0.25, 0.25), (-0.3, -0.3)),
        layers.RandomContrast((-0.4, 0.4)),
        layers.RandomBrightness((0.2, 0.2)),
        layers.RandomBrightness((-0.5, -0.5)),
    ):
        config = {key: value for key, value in layer.get_config().items() if key not in ("name", "trainable", "dtype")}
        cases.append({"class": type(layer).__name__, "config": config, "output": short(layer(x, training=True))})
    write("keras-augmentations", {"made": made("keras", "tensorflow", "numpy"), "input": short(x), "layers": cases})


def check(folder):
    """Loads what others wrote and compares the predictions; the number of files that fail is the exit status."""
    failures = []
    for case in json.loads((GOLDEN / "keras-models.json").read_text())["models"]:
        reference = keras.models.load_model(FOLDER / f"{case['name']}.keras", compile=False)
        for ending in ("keras", "h5", "weights.h5"):
            path = f"{folder}/{case['name']}.{ending}"
            try:
                if ending == "weights.h5":
                    model = reference
                    model.set_weights([np.zeros_like(weight) for weight in model.get_weights()])
                    model.load_weights(path)
                else:
                    model = keras.models.load_model(path, compile=False)
                given = [np.array(value, dtype=tensor.dtype) for value, tensor in zip(case["inputs"], model.inputs)]
                outputs = model.predict(given if len(given) > 1 else given[0], verbose=0)
                outputs = outputs if isinstance(outputs, (list, tuple)) else [outputs]
                worst = max(float(np.abs(np.array(a) - np.array(b)).max()) for a, b in zip(outputs, case["outputs"]))
                if not worst < 1e-5:
                    failures.append(f"{path}: off by {worst}")
            except Exception as error:  # noqa: BLE001  (whatever Keras dislikes about a file is a failure of that file)
                failures.append(f"{path}: {str(error)[:300]}")
    print("\n".join(failures) or "all files load and predict the same")
    sys.exit(len(failures))


if __name__ == "__main__":
    check(sys.argv[2]) if sys.argv[1:2] == ["check"] else main()
