"""Layers of Keras on tiny inputs: configuration, weights, output, and the gradients of a weighted sum of the output."""

import common  # noqa: F401
import keras
import numpy as np
import tensorflow as tf
from keras import layers

from common import made, short, write

RANDOM = np.random.RandomState(7)
ACTIVATIONS = ["elu", "exponential", "gelu", "hard_sigmoid", "linear", "mish", "relu", "relu6", "selu", "sigmoid", "silu", "softmax", "softplus", "softsign", "tanh", "leaky_relu", "log_softmax", "celu", "hard_tanh", "tanh_shrink", "squareplus"]


def numbers(*shape, low=-1.0, high=1.0):
    """Random values with three decimals."""
    return np.round(RANDOM.uniform(low, high, shape), 3).astype(np.float32)


def weights_of(layer):
    """Sets every weight to random values and returns them under the names Keras gives them."""
    values = []
    for variable in layer.weights:
        positive = any(word in variable.path for word in ("variance", "gamma"))
        values.append(numbers(*variable.shape, low=0.4 if positive else -0.9, high=1.5 if positive else 0.9))
    layer.set_weights(values)
    return [{"name": variable.name, "path": variable.path, "trainable": variable.trainable, "values": short(value)} for variable, value in zip(layer.weights, values)]


def configured(layer):
    """The configuration without what names or types the layer: only what changes its arithmetic."""
    config = layer.get_config()
    dull = ("name", "dtype", "trainable", "kernel_regularizer", "bias_regularizer", "activity_regularizer", "quantization_config", "synchronized", "renorm", "renorm_clipping", "renorm_momentum")
    return {key: value for key, value in config.items() if key not in dull and not key.endswith(("_initializer", "_constraint", "_regularizer")) and not (key.startswith("lora") or key == "zero_output_for_mask")}


def forward(name, layer, x, training=None, note=None):
    """One call of a layer, with gradients of sum(output * upstream) in the input and the trainable weights."""
    whole = x.dtype.kind == "i"
    options = {} if training is None else {"training": training}
    layer.build(x.shape)
    weights = weights_of(layer)
    given = tf.constant(x)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(given)
        output = layer(given, **options)
        upstream = numbers(*output.shape)
        total = tf.reduce_sum(output * upstream)
    case = {"name": name, "class": type(layer).__name__, "config": configured(layer)}
    if note:
        case["note"] = note
    if training is not None:
        case["training"] = training
    case.update({"inputShape": list(x.shape), "weights": weights, "input": short(x), "output": short(output), "upstream": short(upstream)})
    if not whole:
        case["inputGradient"] = short(tape.gradient(total, given))
    slopes = [(v.name, tape.gradient(total, v.value)) for v in layer.trainable_weights]
    case["weightGradients"] = [{"name": n, "values": short(tf.convert_to_tensor(s))} for n, s in slopes if s is not None]
    if training and isinstance(layer, layers.BatchNormalization):
        case["movingAfter"] = {"mean": short(layer.moving_mean.numpy()), "variance": short(layer.moving_variance.numpy())}
    return case


def activations():
    """Every activation on one row, by itself."""
    x = np.array([[-7.5, -3.0, -2.5, -1.0, -0.3, 0.0, 0.2, 1.0, 2.5, 3.0, 6.0, 8.0]], dtype=np.float32)
    cases = []
    for name in ACTIVATIONS:
        given = tf.constant(x)
        with tf.GradientTape() as tape:
            tape.watch(given)
            output = keras.activations.get(name)(given)
            total = tf.reduce_sum(output * tf.constant(np.arange(1, 13, dtype=np.float32)))
        cases.append({"name": name, "output": short(output.numpy()[0]), "inputGradient": short(tape.gradient(total, given).numpy()[0])})
    return {"input": short(x[0]), "upstream": list(range(1, 13)), "cases": cases}


def activation_layers():
    """Activations that are layers with options."""
    x = numbers(2, 4, low=-3, high=3)
    return [
        forward("LeakyReLU default", layers.LeakyReLU(), x),
        forward("LeakyReLU 0.1", layers.LeakyReLU(negative_slope=0.1), x),
        forward("PReLU", layers.PReLU(), x),
        forward("ELU 0.5", layers.ELU(alpha=0.5), x),
        forward("ReLU 6 with slope", layers.ReLU(max_value=2.0, negative_slope=0.1, threshold=0.5), x),
        forward("Softmax", layers.Softmax(), x),
    ]


def dense():
    """Dense with and without bias and on three axes."""
    return [
        forward("Dense linear", layers.Dense(3), numbers(2, 4)),
        forward("Dense relu", layers.Dense(3, activation="relu"), numbers(3, 4)),
        forward("Dense softmax", layers.Dense(3, activation="softmax"), numbers(2, 4)),
        forward("Dense without bias", layers.Dense(2, use_bias=False), numbers(2, 3)),
        forward("Dense on sequences", layers.Dense(2, activation="tanh"), numbers(2, 3, 4)),
    ]


def normalisations():
    """BatchNormalization in both modes, frozen, without scale or centre; LayerNormalization and kin."""
    cases = []
    for options in ({}, {"scale": False}, {"center": False}, {"scale": False, "center": False}, {"momentum": 0.9, "epsilon": 1.001e-5}):
        words = " ".join(f"{k}={v}" for k, v in options.items()) or "default"
        for training in (True, False):
            cases.append(forward(f"BatchNormalization {words}", layers.BatchNormalization(**options), numbers(4, 3, low=-2, high=3), training))
    for training in (True, False):
        cases.append(forward("BatchNormalization images", layers.BatchNormalization(), numbers(2, 2, 3, 2), training))
        cases.append(forward("BatchNormalization axis 1", layers.BatchNormalization(axis=1), numbers(2, 3, 2), training))
    frozen = layers.BatchNormalization(name="frozen")
    frozen.trainable = False
    cases.append({**forward("BatchNormalization frozen", frozen, numbers(4, 3), True, "trainable is false: training=True behaves as inference and changes nothing"), "trainable": False})
    cases += [
        forward("BatchNormalization one row", layers.BatchNormalization(), numbers(1, 3), True),
        forward("LayerNormalization", layers.LayerNormalization(), numbers(2, 4)),
        forward("LayerNormalization images", layers.LayerNormalization(), numbers(1, 2, 2, 3)),
        forward("LayerNormalization plain", layers.LayerNormalization(center=False, scale=False, epsilon=1e-5), numbers(2, 4)),
        forward("LayerNormalization two axes", layers.LayerNormalization(axis=[1, 2]), numbers(2, 2, 3)),
        forward("GroupNormalization", layers.GroupNormalization(groups=2), numbers(1, 2, 2, 4)),
        forward("UnitNormalization", layers.UnitNormalization(), numbers(2, 3)),
    ]
    return cases


def convolutions():
    """Convolutions with valid and same padding, strides, dilation, and the ways back up."""
    cases = [
        forward("Conv2D valid", layers.Conv2D(2, 3), numbers(1, 5, 5, 2)),
        forward("Conv2D same", layers.Conv2D(2, 3, padding="same"), numbers(1, 4, 4, 2)),
        forward("Conv2D same stride 2 odd", layers.Conv2D(2, 3, strides=2, padding="same"), numbers(1, 5, 5, 1)),
        forward("Conv2D same stride 2 even", layers.Conv2D(2, 3, strides=2, padding="same"), numbers(1, 6, 6, 1)),
        forward("Conv2D valid stride 2", layers.Conv2D(2, 3, strides=2), numbers(1, 6, 6, 1)),
        forward("Conv2D even kernel same", layers.Conv2D(1, (2, 4), padding="same"), numbers(1, 4, 5, 2)),
        forward("Conv2D uneven", layers.Conv2D(2, (3, 2), strides=(2, 1), activation="relu"), numbers(2, 5, 4, 1)),
        forward("Conv2D dilated", layers.Conv2D(1, 2, dilation_rate=2, padding="same"), numbers(1, 5, 5, 1)),
        forward("Conv2D without bias", layers.Conv2D(3, 1, use_bias=False), numbers(1, 3, 3, 2)),
        forward("Conv2D seven stride two", layers.Conv2D(1, 7, strides=2, use_bias=False), numbers(1, 11, 11, 1)),
        forward("Conv1D causal", layers.Conv1D(2, 3, padding="causal"), numbers(1, 6, 2)),
        forward("Conv1D same stride 2", layers.Conv1D(2, 3, strides=2, padding="same"), numbers(1, 6, 2)),
        forward("DepthwiseConv2D valid", layers.DepthwiseConv2D(3), numbers(1, 5, 5, 2)),
        forward("DepthwiseConv2D same multiplier 2", layers.DepthwiseConv2D(3, padding="same", depth_multiplier=2), numbers(1, 4, 4, 2)),
        forward("DepthwiseConv2D stride 2", layers.DepthwiseConv2D(3, strides=2, padding="same", use_bias=False), numbers(1, 5, 5, 2)),
        forward("SeparableConv2D valid", layers.SeparableConv2D(3, 3), numbers(1, 5, 5, 2)),
        forward("SeparableConv2D same stride 2", layers.SeparableConv2D(2, 3, strides=2, padding="same", depth_multiplier=2), numbers(1, 4, 4, 2)),
        forward("Conv2DTranspose valid", layers.Conv2DTranspose(2, 3), numbers(1, 3, 3, 2)),
        forward("Conv2DTranspose same stride 2", layers.Conv2DTranspose(2, 3, strides=2, padding="same"), numbers(1, 3, 3, 2)),
        forward("Conv2DTranspose valid stride 2", layers.Conv2DTranspose(1, 2, strides=2), numbers(1, 3, 3, 1)),
    ]
    return cases


def pools():
    """Pooling, padding, upsampling."""
    return [
        forward("MaxPooling2D", layers.MaxPooling2D(2), numbers(1, 4, 4, 2)),
        forward("MaxPooling2D odd", layers.MaxPooling2D(2), numbers(1, 5, 5, 1)),
        forward("MaxPooling2D same", layers.MaxPooling2D(2, padding="same"), numbers(1, 5, 5, 1)),
        forward("MaxPooling2D overlapping", layers.MaxPooling2D(3, strides=2, padding="same"), numbers(1, 5, 5, 1)),
        forward("MaxPooling2D ties", layers.MaxPooling2D(2), np.ones((1, 4, 4, 1), np.float32), note="equal values: which of them the gradient goes to"),
        forward("AveragePooling2D", layers.AveragePooling2D(2), numbers(1, 4, 4, 2)),
        forward("AveragePooling2D same", layers.AveragePooling2D(3, strides=2, padding="same"), numbers(1, 5, 5, 1)),
        forward("GlobalMaxPooling2D", layers.GlobalMaxPooling2D(), numbers(2, 3, 3, 2)),
        forward("GlobalAveragePooling2D", layers.GlobalAveragePooling2D(), numbers(2, 3, 3, 2)),
        forward("GlobalAveragePooling2D keepdims", layers.GlobalAveragePooling2D(keepdims=True), numbers(2, 2, 2, 2)),
        forward("MaxPooling1D", layers.MaxPooling1D(2), numbers(1, 5, 2)),
        forward("ZeroPadding2D", layers.ZeroPadding2D(((1, 0), (2, 1))), numbers(1, 2, 2, 1)),
        forward("UpSampling2D nearest", layers.UpSampling2D(2), numbers(1, 2, 2, 1)),
        forward("UpSampling2D bilinear", layers.UpSampling2D(2, interpolation="bilinear"), numbers(1, 3, 3, 1)),
        forward("Resizing bilinear up", layers.Resizing(5, 7, interpolation="bilinear"), numbers(1, 3, 3, 1)),
        forward("Resizing bilinear down", layers.Resizing(2, 3, interpolation="bilinear"), numbers(1, 5, 5, 1)),
        forward("Rescaling", layers.Rescaling(1 / 255, offset=-0.5), numbers(1, 2, 2, 1, low=0, high=255)),
        forward("CenterCrop", layers.CenterCrop(2, 3), numbers(1, 5, 5, 1)),
        forward("Flatten", layers.Flatten(), numbers(2, 2, 2, 2)),
    ]


def sequences():
    """Recurrent layers and Embedding."""
    tokens = np.array([[1, 0, 3], [2, 2, 4]], dtype=np.int32)
    return [
        forward("SimpleRNN", layers.SimpleRNN(2), numbers(1, 3, 2)),
        forward("LSTM", layers.LSTM(2), numbers(2, 3, 2)),
        forward("LSTM sequences", layers.LSTM(2, return_sequences=True), numbers(1, 3, 2)),
        forward("LSTM backwards", layers.LSTM(2, go_backwards=True), numbers(1, 3, 2)),
        forward("LSTM hard sigmoid", layers.LSTM(2, recurrent_activation="hard_sigmoid"), numbers(1, 3, 2)),
        forward("LSTM without forget bias", layers.LSTM(2, unit_forget_bias=False, use_bias=False), numbers(1, 3, 2)),
        forward("GRU", layers.GRU(2), numbers(2, 3, 2), note="reset_after is true by default: bias has two rows"),
        forward("GRU reset before", layers.GRU(2, reset_after=False), numbers(1, 3, 2)),
        forward("GRU sequences", layers.GRU(2, return_sequences=True), numbers(1, 3, 2)),
        forward("Bidirectional LSTM", layers.Bidirectional(layers.LSTM(2)), numbers(1, 3, 2)),
        forward("Embedding", layers.Embedding(5, 3), tokens),
    ]


def padded_resize():
    """tf.image.resize_with_pad, which the transfer episode uses, on small pictures."""
    cases = []
    for (rows, columns), (height, width) in (((2, 2), (5, 5)), ((4, 4), (10, 10)), ((3, 5), (6, 6)), ((5, 3), (4, 7)), ((6, 6), (3, 3)), ((2, 4), (8, 3))):
        x = numbers(1, rows, columns, 1, low=0, high=255)
        y = tf.image.resize_with_pad(x, height, width).numpy()
        cases.append({"shape": list(x.shape), "height": height, "width": width, "input": short(x), "output": short(y)})
    return cases


if __name__ == "__main__":
    keras.utils.set_random_seed(0)
    write(
        "keras-layers",
        {
            "made": made("keras", "tensorflow", "numpy"),
            "activations": activations(),
            "activationLayers": activation_layers(),
            "dense": dense(),
            "normalisation": normalisations(),
            "convolution": convolutions(),
            "pooling": pools(),
            "sequence": sequences(),
            "resizeWithPad": padded_resize(),
        },
    )
