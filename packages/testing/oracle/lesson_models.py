"""The lesson's networks, each as a function that makes a fresh one, with Keras's default layer names."""

import common  # noqa: F401  (first: it sets what TensorFlow reads at its start)
import keras
import tensorflow as tf
from keras import layers

IMAGE = (64, 64, 3)


def penguins():
    """Episode 2: 4-10-3."""
    inputs = keras.Input(shape=(4,))
    hidden = layers.Dense(10, activation="relu")(inputs)
    return keras.Model(inputs, layers.Dense(3, activation="softmax")(hidden))


def penguins_sequential():
    """The same network as a Sequential."""
    return keras.Sequential([keras.Input(shape=(4,)), layers.Dense(10, activation="relu"), layers.Dense(3, activation="softmax")])


def weather(features=89, units=(100, 50), name="weather_prediction_model", normalise=False):
    """Episode 3: two hidden layers, with BatchNormalization in front if asked."""
    inputs = keras.Input(shape=(features,), name="input")
    x = layers.BatchNormalization()(inputs) if normalise else inputs
    for count in units:
        x = layers.Dense(count, "relu")(x)
    return keras.Model(inputs, layers.Dense(1)(x), name=name)


def weather_dropout():
    """The bonus page's network on 163 features."""
    inputs = keras.Input(shape=(163,), name="input")
    x = layers.Dropout(0.2)(layers.Dense(100, "relu")(inputs))
    x = layers.Dropout(0.2)(layers.Dense(50, "relu")(x))
    return keras.Model(inputs, layers.Dense(1)(x), name="model_dropout")


def convolutions_only():
    """Episode 4: two convolutions and no pooling."""
    inputs = keras.Input(shape=IMAGE)
    x = layers.Conv2D(50, (3, 3), activation="relu")(inputs)
    x = layers.Conv2D(50, (3, 3), activation="relu")(x)
    return keras.Model(inputs, layers.Dense(10)(layers.Flatten()(x)), name="dollar_street_model_small")


def convolutional(blocks=2, dropout=None, last_pool=True, kernel=3, activation="relu", name="dollar_street_model"):
    """Episode 4: blocks of convolution, pooling and maybe dropout; Dense 50; Dense 10."""
    x = inputs = keras.Input(shape=IMAGE)
    for block in range(blocks):
        x = layers.Conv2D(50, (kernel, kernel), activation=activation)(x)
        if last_pool or block < blocks - 1:
            x = layers.MaxPooling2D((2, 2))(x)
        if dropout is not None:
            x = layers.Dropout(dropout)(x)
    x = layers.Dense(50, activation=activation)(layers.Flatten()(x))
    return keras.Model(inputs, layers.Dense(10)(x), name=name)


def dense_only():
    """Episode 4: no convolution at all."""
    inputs = keras.Input(shape=IMAGE)
    x = layers.Dense(50, activation="relu")(layers.Flatten()(inputs))
    x = layers.Dense(50, activation="relu")(x)
    return keras.Model(inputs, layers.Dense(10)(x), name="dense_model")


def with_dropout():
    """Episode 4: three blocks, dropout 0.8."""
    return convolutional(3, dropout=0.8, name="dropout_model")


def two_branches():
    """Two inputs, two branches that meet in a sum and a concatenation: not sequential."""
    left, right = keras.Input(shape=(4,), name="left"), keras.Input(shape=(6,), name="right")
    a = layers.Dense(5, activation="relu", name="left_dense")(left)
    b = layers.Dense(5, activation="relu", name="right_dense")(right)
    both = layers.Concatenate(name="together")([layers.Add(name="sum")([a, b]), a])
    return keras.Model([left, right], layers.Dense(1, name="answer")(both), name="two_branches")


def shared_base():
    """Episode 6: two inputs through one shared base, compared by cosine."""
    base = keras.Sequential([keras.Input(shape=(20,)), layers.Dense(16, activation="relu"), layers.Dense(8)], name="base")
    first, second = keras.Input(shape=(20,), name="first"), keras.Input(shape=(20,), name="second")
    cosine = layers.Dot(axes=1, normalize=True, name="cosine")([base(first), base(second)])
    return keras.Model([first, second], cosine, name="siamese")


def transfer():
    """Episode 5: frozen DenseNet121 on images scaled to 160 pixels, with the lesson's head."""
    inputs = keras.Input(shape=IMAGE)
    upscale = layers.Lambda(lambda x: tf.image.resize_with_pad(x, 160, 160), output_shape=(160, 160, 3))(inputs)
    base = keras.applications.DenseNet121(include_top=False, pooling="max", weights=None, input_tensor=upscale)
    base.trainable = False
    x = layers.BatchNormalization()(layers.Flatten()(base.output))
    x = layers.Dropout(0.5)(layers.Dense(50, activation="relu")(x))
    return keras.Model(inputs=inputs, outputs=layers.Dense(10)(x))
