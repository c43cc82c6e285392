"""Networks for text, built in Keras by hand: weights, outputs and gradients. Writes golden/keras-text.json."""

import common  # noqa: F401  (first: it sets what TensorFlow reads at its start)
import base64
import tempfile
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from keras import layers, ops

from common import made, short, write

RANDOM = np.random.RandomState(5)
LENGTH, WORDS, SIZE, HEADS, HIDDEN = 6, 9, 8, 2, 5


def transformer():
    tokens = keras.Input((LENGTH,), dtype="int32")
    flags = ops.cast(ops.not_equal(tokens, 0), "int32")
    positions = ops.cumsum(flags, axis=1) * flags
    x = layers.Add()([layers.Embedding(WORDS, SIZE, mask_zero=True)(tokens), layers.Embedding(LENGTH + 1, SIZE, mask_zero=True)(positions)])
    for _ in range(2):
        y = layers.LayerNormalization(epsilon=1e-6)(x)
        x = layers.Add()([x, layers.Dropout(0.1)(layers.MultiHeadAttention(HEADS, SIZE // HEADS)(y, y))])
        y = layers.Dense(HIDDEN, "relu")(layers.LayerNormalization(epsilon=1e-6)(x))
        x = layers.Add()([x, layers.Dropout(0.1)(layers.Dense(SIZE)(y))])
    x = layers.GlobalAveragePooling1D()(layers.LayerNormalization(epsilon=1e-6)(x))
    return keras.Model(tokens, layers.Dense(3, "softmax")(layers.Dropout(0.1)(x)))


def post_normalised():
    """Normalised after each block, as in the original: the first attention takes the mask off its input."""
    tokens = keras.Input((LENGTH,), dtype="int32")
    x = layers.Embedding(WORDS, SIZE, mask_zero=True)(tokens)
    for _ in range(2):
        x = layers.LayerNormalization()(layers.Add()([x, layers.MultiHeadAttention(HEADS, SIZE // HEADS)(x, x)]))
        x = layers.LayerNormalization()(layers.Add()([x, layers.Dense(SIZE)(layers.Dense(HIDDEN, "relu")(x))]))
    pooled = layers.GlobalAveragePooling1D()(x)
    recurrent = layers.LSTM(3)(x)
    return keras.Model(tokens, layers.Concatenate()([pooled, recurrent]))


def convolutional():
    tokens = keras.Input((LENGTH,), dtype="int32")
    x = layers.Embedding(WORDS, SIZE)(tokens)
    x = layers.Concatenate()([layers.GlobalMaxPooling1D()(layers.Conv1D(4, size, activation="relu")(x)) for size in (2, 3)])
    return keras.Model(tokens, layers.Dense(3, "softmax")(layers.Dropout(0.1)(x)))


def case(build):
    keras.utils.clear_session()
    model = build()
    model.set_weights([np.round(RANDOM.uniform(-1, 1, weight.shape), 3) for weight in model.get_weights()])
    # Texts of every length; token 1 is an unknown word.
    x = np.array([[*RANDOM.randint(1, WORDS, length), *[0] * (LENGTH - length)] for length in range(1, LENGTH + 1)], dtype=np.int32)
    with tf.GradientTape() as tape:
        y = model(x)
        loss = tf.reduce_sum(y**2)
    watched = {weight.path: weight for weight in model.trainable_weights}
    chosen = [path for path in watched if path in ("embedding/embeddings", "dense/kernel", "multi_head_attention_1/query/kernel", "conv1d/kernel")]
    gradients = tape.gradient(loss, [watched[path].value for path in chosen])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.keras"
        model.save(path)
        file = base64.b64encode(path.read_bytes()).decode()
    return {
        "parameters": model.count_params(),
        "input": x.tolist(),
        "output": short(y),
        "gradients": {path: short(tf.convert_to_tensor(gradient)) for path, gradient in zip(chosen, gradients)},
        "file": file,
    }


if __name__ == "__main__":
    cases = {"transformer": case(transformer), "convolutional": case(convolutional), "postNormalised": case(post_normalised)}
    write("keras-text", {"made": made("keras", "tensorflow", "numpy"), "cases": cases})
