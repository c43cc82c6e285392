"""The lesson's image networks: sizes of all of them, and short trainings on the stand-in photographs."""

import sys

import common  # noqa: F401
import lesson_models as lesson
import keras
import numpy as np

from common import dataset, made, write

SEEDS = range(3)
EPOCHS = 10
NETWORKS = {
    "convolutionsOnly": lesson.convolutions_only,
    "twoBlocks": lesson.convolutional,
    "denseOnly": lesson.dense_only,
    "threeBlocks": lambda: lesson.convolutional(3),
    "threeBlocksDropout": lesson.with_dropout,
    "varyDropout": lambda: lesson.convolutional(3, dropout=0.2, last_pool=False, name="dropout_model"),
    "gridOneBlock": lambda: lesson.convolutional(1, dropout=0.2, name="cifar_model"),
    "gridTwoBlocks": lambda: lesson.convolutional(2, dropout=0.2, name="cifar_model"),
    "gridKernel3": lambda: lesson.convolutional(3, dropout=0.2, kernel=3, name="cifar_model"),
    "gridKernel4": lambda: lesson.convolutional(3, dropout=0.2, kernel=4, activation="tanh", name="cifar_model"),
}
TRAINED = {
    "twoBlocks": lesson.convolutional,
    "denseOnly": lesson.dense_only,
    "threeBlocks": lambda: lesson.convolutional(3),
    "threeBlocksDropout0.2": lambda: lesson.convolutional(3, dropout=0.2, name="dropout_model"),
    "threeBlocksDropout0.8": lesson.with_dropout,
}


def sizes(make):
    """Output shape and parameters of every layer, and the sums."""
    keras.utils.clear_session()
    model = make()
    rows = [{"name": layer.name, "class": type(layer).__name__, "outputShape": list(layer.output.shape), "parameters": layer.count_params()} for layer in model.layers]
    return {"model": model.name, "parameters": model.count_params(), "layers": rows}


def transfer_sizes():
    """The transfer model: its sums, the ends of its blocks, its head."""
    keras.utils.clear_session()
    model = lesson.transfer()
    count = lambda variables: sum(int(np.prod(v.shape)) for v in variables)
    shape = lambda layer: list(layer.output.shape)
    marks = [layer for layer in model.layers if layer.name.endswith("_concat") or layer.name in ("pool1", "relu", "max_pool")]
    last = {layer.name.split("_")[0]: layer for layer in marks}
    head = model.layers[[layer.name for layer in model.layers].index("flatten") :]
    return {
        "total": model.count_params(),
        "trainable": count(model.trainable_weights),
        "nonTrainable": count(model.non_trainable_weights),
        "layers": len(model.layers),
        "blocks": {layer.name: shape(layer) for layer in last.values()},
        "head": [{"name": layer.name, "class": type(layer).__name__, "outputShape": shape(layer), "parameters": layer.count_params()} for layer in head],
    }


def photographs():
    """Training and validation pictures, divided by 255."""
    load = lambda name: np.load(dataset(f"sign-language-digits-64/{name}.npy"))
    scaled = lambda name: (load(f"{name}_images") / 255.0).astype(np.float32)
    return (scaled("train"), load("train_labels")), (scaled("test"), load("test_labels"))


def train(name, make, seed, training, validation):
    """One training with the lesson's settings but fewer epochs."""
    keras.utils.clear_session()
    keras.utils.set_random_seed(seed)
    model = make()
    model.compile(optimizer="adam", loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
    course = model.fit(*training, epochs=EPOCHS, batch_size=32, validation_data=validation, verbose=0).history
    result = {"seed": seed, "accuracy": course["accuracy"], "valAccuracy": course["val_accuracy"], "loss": course["loss"], "valLoss": course["val_loss"]}
    print(name, seed, course["accuracy"][-1], course["val_accuracy"][-1], file=sys.stderr, flush=True)
    return result


if __name__ == "__main__":
    training, validation = photographs()
    trainings = {name: [train(name, make, seed, training, validation) for seed in SEEDS] for name, make in TRAINED.items()}
    write(
        "images-keras",
        {
            "made": made("keras", "tensorflow", "numpy"),
            "networks": {name: sizes(make) for name, make in NETWORKS.items()},
            "transfer": transfer_sizes(),
            "settings": {"data": "sign-language-digits-64", "trainRows": len(training[1]), "validationRows": len(validation[1]), "scale": "divided by 255", "optimizer": "adam", "epochs": EPOCHS, "batchSize": 32},
            "trainings": trainings,
        },
    )
