"""Keras at the same training: the head on a frozen DenseNet121, which runs in every epoch. Arguments: the folder that
train-transfer.ts filled, epochs. Prints what transfer.ts reads."""

import json
import os
import sys
import time

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""

import keras
import numpy as np
import tensorflow as tf
from keras import layers

folder, epochs = sys.argv[1], int(sys.argv[2])


def read(name):
    images = np.fromfile(f"{folder}/{name}.images", "float32").reshape(-1, 64, 64, 3)
    return images, np.fromfile(f"{folder}/{name}.labels", "int32")


class Clock(keras.callbacks.Callback):
    """Seconds of each epoch, its validation included."""

    def __init__(self):
        super().__init__()
        self.seconds = []
        self.processor = []

    def on_epoch_begin(self, epoch, logs=None):
        self.started = time.perf_counter(), time.process_time()

    def on_epoch_end(self, epoch, logs=None):
        self.seconds.append(time.perf_counter() - self.started[0])
        self.processor.append(time.process_time() - self.started[1])


train, test = read("train"), read("test")
base = keras.applications.DenseNet121(include_top=False, weights=None, pooling="max", input_shape=(160, 160, 3))
base.load_weights(f"{folder}/densenet121.weights.h5")
base.trainable = False
inputs = keras.Input((64, 64, 3))
upscaled = layers.Lambda(lambda x: tf.image.resize_with_pad(x, 160, 160))(inputs)
x = layers.Flatten()(base(upscaled))
x = layers.BatchNormalization()(x)
x = layers.Dense(50, activation="relu")(x)
x = layers.Dropout(0.5)(x)
model = keras.Model(inputs, layers.Dense(10)(x))
model.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
features = keras.Model(inputs, base(upscaled)).predict(train[0][:2], verbose=0)
clock = Clock()
model.fit(*train, epochs=epochs, batch_size=32, validation_data=test, verbose=0, callbacks=[clock])
print(json.dumps({"epochSeconds": clock.seconds, "processorSeconds": clock.processor, "features": [float(value) for value in features.ravel()]}))
