"""Layers with LoRA: outputs and gradients in Keras, and what its files hold. Writes golden/keras-lora.json."""

import common  # noqa: F401  (first: it sets what TensorFlow reads at its start)
import base64
import tempfile
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from keras import layers

from common import made, short, write

RANDOM = np.random.RandomState(3)


def numbers(shape):
    return np.round(RANDOM.uniform(-1, 1, shape), 3).astype(np.float32)


CASES = {
    "Dense": (lambda: layers.Dense(4, activation="tanh", name="adapted"), (3, 5), "float32", 2, 3),
    "EinsumDense": (lambda: layers.EinsumDense("abc,cde->abde", output_shape=(None, 2, 3), bias_axes="de", name="adapted"), (3, 4), "float32", 2, None),
    "Embedding": (lambda: layers.Embedding(7, 5, name="adapted"), (4,), "int32", 3, 1.5),
}


def case(name):
    make, shape, dtype, rank, alpha = CASES[name]
    keras.utils.clear_session()
    inputs = keras.Input(shape, dtype=dtype)
    layer = make()
    model = keras.Model(inputs, layer(inputs))
    layer.enable_lora(rank, lora_alpha=alpha)
    values = [numbers(weight.shape) for weight in layer.weights]
    layer.set_weights(values)
    x = RANDOM.randint(0, 7, (2, *shape)).astype(np.int32) if dtype == "int32" else numbers((2, *shape))
    trained = layer.trainable_weights
    with tf.GradientTape() as tape:
        y = model(x)
        loss = tf.reduce_sum(y**2)
    gradients = [tf.convert_to_tensor(gradient) for gradient in tape.gradient(loss, [weight.value for weight in trained])]
    files = {}
    with tempfile.TemporaryDirectory() as folder:
        for ending in ("keras", "h5"):
            path = Path(folder) / f"model.{ending}"
            model.save(path)
            files[ending] = base64.b64encode(path.read_bytes()).decode()
    return {
        "rank": rank,
        "alpha": alpha,
        "weights": {weight.name: short(value) for weight, value in zip(layer.weights, values)},
        "trained": [weight.name for weight in trained],
        "input": x.tolist() if dtype == "int32" else short(x),
        "output": short(y),
        "gradients": [short(gradient) for gradient in gradients],
        "files": files,
    }


if __name__ == "__main__":
    write("keras-lora", {"made": made("keras", "tensorflow", "numpy"), "cases": {name: case(name) for name in CASES}})
