"""All networks of keras.applications: parameters, layers, published files, and outputs for weights by formula.

Writes golden/keras-applications.json. Names of layers and shapes of weights are written as a hash; what a few networks
give is at reduced size. Nothing is downloaded: the call that would do so only notes what it is asked for.
"""

import hashlib

import common  # noqa: F401  (first: it sets what TensorFlow reads at its start)
import keras
import numpy as np
from keras.src.utils import file_utils

from common import made, short, write

NETWORKS = (
    "ConvNeXtBase ConvNeXtLarge ConvNeXtSmall ConvNeXtTiny ConvNeXtXLarge DenseNet121 DenseNet169 DenseNet201 "
    "EfficientNetB0 EfficientNetB1 EfficientNetB2 EfficientNetB3 EfficientNetB4 EfficientNetB5 EfficientNetB6 EfficientNetB7 "
    "EfficientNetV2B0 EfficientNetV2B1 EfficientNetV2B2 EfficientNetV2B3 EfficientNetV2L EfficientNetV2M EfficientNetV2S "
    "InceptionResNetV2 InceptionV3 MobileNet MobileNetV2 MobileNetV3Large MobileNetV3Small NASNetLarge NASNetMobile "
    "ResNet101 ResNet101V2 ResNet152 ResNet152V2 ResNet50 ResNet50V2 VGG16 VGG19 Xception"
).split()
# Networks of each family that are run, with their options, smallest size, and whether colours are from 0 to 255.
RUN = {
    "efficientNetB0": ("EfficientNetB0", {}, 32, True),
    "efficientNetV2B0": ("EfficientNetV2B0", {}, 32, True),
    "efficientNetV2S": ("EfficientNetV2S", {}, 32, True),
    "mobileNetV3Small": ("MobileNetV3Small", {}, 40, True),
    "mobileNetV3SmallNarrow": ("MobileNetV3Small", {"alpha": 0.75}, 32, True),
    "mobileNetV3LargeMinimalistic": ("MobileNetV3Large", {"minimalistic": True, "alpha": 1.25}, 32, True),
    "mobileNetV3Large": ("MobileNetV3Large", {"include_preprocessing": False}, 33, False),
    "convNeXtTiny": ("ConvNeXtTiny", {}, 32, True),
    "xception": ("Xception", {}, 71, False),
    "inceptionV3": ("InceptionV3", {}, 75, False),
    "inceptionResNetV2": ("InceptionResNetV2", {}, 75, False),
    "nasNetMobile": ("NASNetMobile", {}, 33, False),
    "resNet50V2": ("ResNet50V2", {}, 40, False),
    "vgg16": ("VGG16", {}, 32, False),
}


# Square of the spread of kernels, times their inputs.
GAIN = 4.5


class Asked(Exception):
    """What a network wanted to download."""


def ask(fname=None, origin=None, file_hash=None, **_):
    raise Asked(origin, file_hash)


def published(build, **options):
    """Address and hash of the file with a network's weights."""
    genuine, file_utils.get_file = file_utils.get_file, ask
    try:
        build(weights="imagenet", **options)
    except Asked as asked:
        return list(asked.args)
    finally:
        file_utils.get_file = genuine
    raise AssertionError("nothing was asked for")


def leaves(model):
    """Layers in order, those of nested models in their place."""
    for layer in model.layers:
        if hasattr(layer, "layers"):
            yield from leaves(layer)
        else:
            yield layer


def md5(lines):
    return hashlib.md5("\n".join(lines).encode()).hexdigest()


def count(variables):
    return int(sum(np.prod(variable.shape) for variable in variables))


def described(model):
    return {
        "model": model.name,
        "input": list(model.input_shape),
        "layers": len(model.operations),
        "names": md5([layer.name for layer in model.operations]),
        "shapes": md5([",".join(map(str, weight.shape)) for layer in leaves(model) for weight in layer.weights]),
        "total": model.count_params(),
        "trainable": count(model.trainable_weights),
        "nonTrainable": count(model.non_trainable_weights),
        "output": list(model.output_shape),
    }


def formula(size, start):
    """Numbers in [0, 1) that any language can compute: the top bits of multiples of a large odd number."""
    return ((np.arange(1, size + 1, dtype=np.uint64) * 2654435761 + start * 1013904223) & 0xFFFFFFFF) / 2.0**32


def set_by_formula(model):
    """Weights by formula: normalizations around 1, biases around 0, kernels so that activations stay alive."""
    index = 0
    for layer in leaves(model):
        kind = type(layer).__name__
        values = []
        for position, weight in enumerate(layer.weights):
            index += 1
            u = formula(int(np.prod(weight.shape)), index).reshape(weight.shape)
            if len(weight.shape) == 0:
                values.append(np.array(0))
            elif kind.endswith("Normalization"):
                values.append(0.8 + 0.4 * u)
            elif len(weight.shape) == 1:
                values.append(0.2 * (u - 0.5))
            else:
                depthwise = kind == "DepthwiseConv2D" or (kind == "SeparableConv2D" and position == 0)
                inputs = np.prod(weight.shape[: 2 if depthwise else -1])
                values.append((u - 0.5) * 2 * np.sqrt(GAIN / inputs))
        if values:
            layer.set_weights([value.astype(np.float32) for value in values])
        if kind == "Normalization":
            layer.finalize_state()




def outputs(name, options, size, colours):
    build = getattr(keras.applications, name)
    x = formula(size * size * 3, 7).reshape(1, size, size, 3)
    x = (np.round(x * 255) if colours else x * 2 - 1).astype(np.float32)
    found = {"options": options, "size": size, "colours": colours}
    for key, settings in (("classes", {"classes": 7}), ("avg", {"include_top": False, "pooling": "avg"})):
        keras.utils.clear_session()
        model = build(weights=None, input_shape=(size, size, 3), **options, **settings)
        set_by_formula(model)
        y = model.predict(x, verbose=0)[0]
        found[key] = short(y if key == "classes" else y[::48])
        found[f"{key}Names"] = md5([layer.name for layer in model.operations])
    return found


def main():
    networks = {}
    for name in NETWORKS:
        build = getattr(keras.applications, name)
        keras.utils.clear_session()
        square = {"input_shape": (224, 224, 3)} if name.startswith("MobileNetV3") else {}
        whole = described(build(weights=None, **square))
        keras.utils.clear_session()
        bare = described(build(weights=None, include_top=False, pooling="max", input_shape=tuple(whole["input"][1:])))
        files = [published(build), published(build, include_top=False)]
        networks[name] = {"top": whole, "bare": bare, "files": files}
        print(name, whole["total"], files[0], flush=True)
    narrow = {}
    for name, options in (("MobileNetV3Small", {"alpha": 0.75}), ("MobileNetV3Large", {"minimalistic": True})):
        build = getattr(keras.applications, name)
        narrow[name] = {"options": options, "files": [published(build, **options), published(build, include_top=False, **options)]}
    runs = {key: outputs(*settings) for key, settings in RUN.items()}
    for key, run in runs.items():
        print(key, run["classes"], run["avg"][:4])
    write("keras-applications", {"made": made("keras", "tensorflow", "numpy"), "networks": networks, "narrow": narrow, "runs": runs})


if __name__ == "__main__":
    main()
