"""Small models of Keras, one for each layer, operation, option, mask, name or architecture, with what Keras predicts.

    python keras_files.py FOLDER            writes NAME.keras, NAME.json and the numbers of each
    python keras_files.py pack FOLDER ZIP   packs them into one archive
    python keras_files.py check FOLDER OUT  loads OUT/NAME.keras and OUT/NAME.h5, and compares them with FOLDER
"""

import json
import os
import sys
import zipfile
import zlib
from pathlib import Path

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
from keras import layers, ops

CASES = {}


def case(name, build, inputs, texts=None):
    """`inputs`: shapes without the batch, or (shape, dtype, largest)."""
    assert name not in CASES, name
    CASES[name] = (build, inputs, texts)


def stack(*made):
    return lambda inputs: keras.Sequential([keras.Input(inputs[0][0], dtype=inputs[0][1]), *[make() for make in made]])


def graph(build):
    def make(inputs):
        given = [keras.Input(shape, dtype=dtype) for shape, dtype, *_ in inputs]
        return keras.Model(given if len(given) > 1 else given[0], build(*given))

    return make


def layer(name, make, *inputs):
    case(name, stack(make), inputs)


def operation(name, build, *inputs):
    case(f"ops_{name}", graph(build), inputs or ((4, 3),))


image, line, row, volume = (9, 8, 4), (10, 3), (6,), (6, 7, 8, 2)
words = ((7,), "int32", 12)

# Convolutions: every option with every padding.
for padding in ("valid", "same"):
    for stride, dilation in ((1, 1), (2, 1), (3, 1), (1, 2), (1, 3)):
        tag = f"{padding}_s{stride}_d{dilation}"
        how = dict(strides=stride, dilation_rate=dilation, padding=padding)
        layer(f"conv2d_{tag}", lambda how=how: layers.Conv2D(3, 3, **how), image)
        layer(f"conv1d_{tag}", lambda how=how: layers.Conv1D(3, 3, **how), line)
        layer(f"depthwise2d_{tag}", lambda how=how: layers.DepthwiseConv2D(2, depth_multiplier=2, **how), image)
        layer(f"depthwise1d_{tag}", lambda how=how: layers.DepthwiseConv1D(3, **how), line)
        layer(f"separable2d_{tag}", lambda how=how: layers.SeparableConv2D(3, 2, **how), image)
        layer(f"separable1d_{tag}", lambda how=how: layers.SeparableConv1D(3, 2, depth_multiplier=2, **how), line)
        if dilation < 3:
            layer(f"conv3d_{tag}", lambda how=how: layers.Conv3D(3, 2, **how), volume)
    for size, stride, more in ((3, 2, None), (2, 3, None), (3, 2, 1), (4, 3, 2), (3, 1, 0), (5, 2, None)):
        how = dict(strides=stride, padding=padding, output_padding=more)
        tag = f"{padding}_k{size}_s{stride}_o{more}"
        layer(f"transposed2d_{tag}", lambda size=size, how=how: layers.Conv2DTranspose(3, size, **how), image)
        layer(f"transposed1d_{tag}", lambda size=size, how=how: layers.Conv1DTranspose(3, size, **how), line)
    layer(f"transposed3d_{padding}", lambda p=padding: layers.Conv3DTranspose(3, 2, strides=2, padding=p), volume)
    for kind in ("Max", "Average"):
        for size, stride in ((2, None), (3, 2), (2, 3), (3, 1)):
            how = dict(pool_size=size, strides=stride, padding=padding)
            tag = f"{kind.lower()}_{padding}_{size}_{stride}"
            for axes, shape in ((1, line), (2, image), (3, volume)):
                Class = getattr(layers, f"{kind}Pooling{axes}D")
                layer(f"pool{axes}d_{tag}", lambda C=Class, how=how: C(**how), shape)
layer("conv1d_causal", lambda: layers.Conv1D(4, 3, padding="causal", dilation_rate=2), line)
layer("conv1d_causal_stride", lambda: layers.Conv1D(4, 3, padding="causal", strides=2), line)
layer("conv2d_uneven", lambda: layers.Conv2D(4, (3, 2), strides=(2, 1), padding="same", activation="gelu"), image)
layer("conv2d_wide_dilation", lambda: layers.Conv2D(4, (3, 2), dilation_rate=(2, 1)), image)
layer("conv2d_depth", lambda: layers.Conv2D(8, 3, groups=4, use_bias=False), image)
layer("conv2d_any_size", lambda: layers.Conv2D(3, 3, padding="same"), (None, None, 4))
layer("maxpool_any_size", lambda: layers.MaxPooling2D(3, padding="same"), (None, None, 4))
for kind in ("Average", "Max"):
    for keep in (False, True):
        for axes, shape in ((1, line), (2, image), (3, volume)):
            Class = getattr(layers, f"Global{kind}Pooling{axes}D")
            layer(f"global{axes}d_{kind.lower()}_{keep}", lambda C=Class, k=keep: C(keepdims=k), shape)
    layer(f"adaptive1d_{kind}", lambda k=kind: getattr(layers, f"Adaptive{k}Pooling1D")(4), line)
    layer(f"adaptive2d_{kind}", lambda k=kind: getattr(layers, f"Adaptive{k}Pooling2D")((4, 5)), image)
    layer(f"adaptive3d_{kind}", lambda k=kind: getattr(layers, f"Adaptive{k}Pooling3D")(3), volume)

# Shapes of space.
layer("zeropadding1d", lambda: layers.ZeroPadding1D((1, 2)), line)
layer("zeropadding2d", lambda: layers.ZeroPadding2D(((1, 2), (0, 3))), image)
layer("zeropadding3d", lambda: layers.ZeroPadding3D(((1, 2), (0, 3), (1, 0))), volume)
layer("cropping1d", lambda: layers.Cropping1D((1, 2)), line)
layer("cropping2d", lambda: layers.Cropping2D(((1, 2), (0, 3))), image)
layer("cropping3d", lambda: layers.Cropping3D(((1, 2), (0, 3), (1, 0))), volume)
layer("upsampling1d", lambda: layers.UpSampling1D(3), line)
layer("upsampling3d", lambda: layers.UpSampling3D((2, 1, 3)), volume)
# TensorFlow rounds the weights of bicubic: its numbers are checked elsewhere, against JAX's.
for kind in ("nearest", "bilinear", "lanczos3", "lanczos5"):
    layer(f"upsampling2d_{kind}", lambda k=kind: layers.UpSampling2D((2, 3), interpolation=k), image)
    for size in ((5, 13), (20, 4)):
        layer(f"resizing_{kind}_{size[0]}", lambda k=kind, s=size: layers.Resizing(*s, interpolation=k), image)
layer("resizing_crop", lambda: layers.Resizing(4, 9, crop_to_aspect_ratio=True), image)
layer("resizing_pad", lambda: layers.Resizing(4, 9, pad_to_aspect_ratio=True, fill_value=0.5), image)
layer("resizing_antialias", lambda: layers.Resizing(4, 5, antialias=True), image)
layer("centercrop", lambda: layers.CenterCrop(4, 5), image)
layer("centercrop_large", lambda: layers.CenterCrop(12, 11), image)
layer("rescaling", lambda: layers.Rescaling(1 / 127.5, offset=-1), image)
layer("flatten", lambda: layers.Flatten(), image)
layer("reshape", lambda: layers.Reshape((-1, 6)), image)
layer("permute", lambda: layers.Permute((3, 1, 2)), image)
layer("repeatvector", lambda: layers.RepeatVector(3), row)
layer("autocontrast", lambda: layers.AutoContrast(value_range=(0, 1)), image)
for name in ("RandomFlip", "RandomGrayscale", "RandomInvert"):
    layer(f"aug_{name}", lambda n=name: getattr(layers, n)(), image)
for name in ("RandomRotation", "RandomContrast", "RandomBrightness", "RandomSaturation", "RandomHue"):
    layer(f"aug_{name}", lambda n=name: getattr(layers, n)(0.2), image)
layer("aug_zoom", lambda: layers.RandomZoom(0.2, fill_mode="nearest", interpolation="nearest"), image)

# Normalisation.
layer("batchnorm", lambda: layers.BatchNormalization(), image)
layer("batchnorm_axis", lambda: layers.BatchNormalization(axis=2), image)
layer("layernorm", lambda: layers.LayerNormalization(epsilon=0.1), line)
layer("layernorm_axes", lambda: layers.LayerNormalization(axis=(1, 3), center=False), image)
layer("groupnorm", lambda: layers.GroupNormalization(2), image)
layer("groupnorm_axis", lambda: layers.GroupNormalization(3, axis=1), image)
layer("groupnorm_instance", lambda: layers.GroupNormalization(-1), image)
layer("rmsnorm", lambda: layers.RMSNormalization(), line)
layer("unitnorm", lambda: layers.UnitNormalization(axis=1), line)
layer("unitnorm_axes", lambda: layers.UnitNormalization(axis=(1, 2)), line)
layer("spectral", lambda: layers.SpectralNormalization(layers.Conv2D(3, 2), power_iterations=2), image)
layer("normalization_axis", lambda: layers.Normalization(axis=(1, 2)), line)
layer("normalization_given", lambda: layers.Normalization(mean=[1.0, 2, 3], variance=[4.0, 1, 2]), line)
layer("normalization_inverse", lambda: layers.Normalization(mean=1.0, variance=4.0, invert=True), line)

# Activations and small layers.
names = (
    "celu elu exponential gelu glu hard_shrink hard_sigmoid hard_silu hard_tanh leaky_relu linear log_sigmoid log_softmax "
    "mish relu relu6 selu sigmoid silu softmax soft_shrink softplus softsign sparse_plus sparse_sigmoid sparsemax "
    "squareplus tanh tanh_shrink threshold"
).split()
for name in names:
    if name == "threshold":
        continue
    layer(f"activation_{name}", lambda n=name: layers.Activation(n), row)
    layer(f"dense_{name}", lambda n=name: layers.Dense(4, activation=n), row)
layer("dense_layer_prelu", lambda: layers.Dense(4, activation=layers.LeakyReLU(0.3)), row)
layer("conv_layer_relu", lambda: layers.Conv2D(4, 3, activation=layers.ReLU(max_value=1, threshold=0.1)), image)
layer("conv_layer_elu", lambda: layers.Conv2D(4, 3, activation=layers.ELU(0.3)), image)
layer("leakyrelu", lambda: layers.LeakyReLU(0.05), row)
layer("prelu", lambda: layers.PReLU(shared_axes=[1, 2]), image)
layer("elu", lambda: layers.ELU(0.5), row)
layer("relu_full", lambda: layers.ReLU(max_value=0.5, negative_slope=0.1, threshold=0.2), row)
layer("softmax_axes", lambda: layers.Softmax(axis=(1, 2)), line)
layer("softmax_axis", lambda: layers.Softmax(axis=1), line)
layer("identity", lambda: layers.Identity(), row)
for name in ("Dropout", "AlphaDropout", "GaussianDropout", "GaussianNoise"):
    layer(f"noise_{name}", lambda n=name: getattr(layers, n)(0.3, seed=1), row)
for axes, shape in ((1, line), (2, image), (3, volume)):
    layer(f"spatialdropout{axes}d", lambda a=axes: getattr(layers, f"SpatialDropout{a}D")(0.3), shape)
layer("activity", lambda: layers.ActivityRegularization(l1=0.1, l2=0.2), row)
layer("dense_regularised", lambda: layers.Dense(4, kernel_regularizer="l1_l2", bias_regularizer="l2", activity_regularizer="l2", kernel_constraint="max_norm"), row)
layer("dense_line", lambda: layers.Dense(4, use_bias=False), line)
layer("einsumdense", lambda: layers.EinsumDense("abc,cde->abde", (None, 2, 4), bias_axes="de", activation="relu"), line)
layer("einsumdense_dots", lambda: layers.EinsumDense("...x,xy->...y", 4, bias_axes="y"), line)

# Recurrent layers with every option.
for name in ("LSTM", "GRU", "SimpleRNN"):
    Class = getattr(layers, name)
    for tag, how in {
        "plain": {},
        "sequence": dict(return_sequences=True),
        "back": dict(go_backwards=True, return_sequences=True),
        "unrolled": dict(unroll=True, use_bias=False),
        "relu": dict(activation="relu"),
        "dropout": dict(dropout=0.3, recurrent_dropout=0.2, seed=1),
    }.items():
        layer(f"{name.lower()}_{tag}", lambda C=Class, h=how: C(4, **h), line)
    case(f"{name.lower()}_states", graph(lambda x, C=Class: C(4, return_state=True, return_sequences=True)(x)), (line,))
    for merge in ("concat", "sum", "mul", "ave"):
        layer(f"bi{name.lower()}_{merge}", lambda C=Class, m=merge: layers.Bidirectional(C(4), merge_mode=m), line)
    layer(f"bi{name.lower()}_sequence", lambda C=Class: layers.Bidirectional(C(4, return_sequences=True)), line)
    case(f"bi{name.lower()}_states", graph(lambda x, C=Class: layers.Bidirectional(C(4, return_state=True))(x)), (line,))
    # Masks reach every layer that follows.
    for tag, after in {
        "plain": [lambda C=Class: C(3)],
        "sequence": [lambda C=Class: C(3, return_sequences=True)],
        "twice": [lambda C=Class: C(3, return_sequences=True), lambda C=Class: C(2)],
        "bi": [lambda C=Class: layers.Bidirectional(C(3))],
        "bi_sequence": [lambda C=Class: layers.Bidirectional(C(3, return_sequences=True)), lambda: layers.GlobalAveragePooling1D()],
        "dropout": [lambda: layers.Dropout(0.3), lambda C=Class: C(3)],
        "dense": [lambda: layers.Dense(3, activation="relu"), lambda C=Class: C(3)],
        "norm": [lambda: layers.LayerNormalization(), lambda C=Class: C(3)],
        "td": [lambda: layers.TimeDistributed(layers.Dense(3)), lambda C=Class: C(3, return_sequences=True)],
        "conv": [lambda: layers.Conv1D(3, 2), lambda C=Class: C(3)],
        "back": [lambda C=Class: C(3, go_backwards=True, return_sequences=True)],
    }.items():
        case(f"mask_{name.lower()}_{tag}", stack(lambda: layers.Embedding(12, 4, mask_zero=True), *after), (words,))
        case(f"masking_{name.lower()}_{tag}", stack(lambda: layers.Masking(0.0), *after), ((line, "float32", "masked"),))
case("gru_before", stack(lambda: layers.GRU(4, reset_after=False, return_sequences=True)), (line,))
case("rnn_one", stack(lambda: layers.RNN(layers.GRUCell(3), return_sequences=True)), (line,))
case("rnn_many", stack(lambda: layers.RNN([layers.LSTMCell(4), layers.GRUCell(3), layers.SimpleRNNCell(2)])), (line,))
case("rnn_masked", stack(lambda: layers.Masking(), lambda: layers.RNN([layers.LSTMCell(4), layers.GRUCell(3)], return_sequences=True)), ((line, "float32", "masked"),))
case("bi_two", stack(lambda: layers.Bidirectional(layers.LSTM(3), backward_layer=layers.GRU(3, go_backwards=True))), (line,))
case("lstm_initial", graph(lambda x, a, b: layers.LSTM(4)(x, initial_state=[a, b])), (line, (4,), (4,)))
case("gru_initial", graph(lambda x, a: layers.GRU(4, return_sequences=True)(x, initial_state=a)), (line, (4,)))
for axes, shape in ((1, (4, 6, 2)), (2, (4, 6, 5, 2)), (3, (3, 4, 5, 4, 2))):
    layer(f"convlstm{axes}d", lambda a=axes: getattr(layers, f"ConvLSTM{a}D")(2, 3, padding="same", return_sequences=True), shape)
    layer(f"convlstm{axes}d_valid", lambda a=axes: getattr(layers, f"ConvLSTM{a}D")(2, 2, strides=1), shape)


def seq2seq(source, target):
    _, h, c = layers.LSTM(5, return_state=True)(layers.Embedding(12, 4)(source))
    steps = layers.LSTM(5, return_sequences=True)(layers.Embedding(12, 4)(target), initial_state=[h, c])
    return layers.Dense(12, activation="softmax")(steps)


def seq2seq_masked(source, target):
    _, h = layers.GRU(5, return_state=True)(layers.Embedding(12, 4, mask_zero=True)(source))
    steps = layers.GRU(5, return_sequences=True)(layers.Embedding(12, 4, mask_zero=True)(target), initial_state=h)
    return layers.TimeDistributed(layers.Dense(12, activation="softmax"))(steps)


case("seq2seq", graph(seq2seq), (words, ((5,), "int32", 12)))
case("seq2seq_masked", graph(seq2seq_masked), (words, ((5,), "int32", 12)))

# Time and distribution.
layer("td_conv", lambda: layers.TimeDistributed(layers.Conv2D(3, 2)), (4, 6, 5, 2))
layer("td_bn", lambda: layers.TimeDistributed(layers.BatchNormalization()), (4, 6, 5, 2))
layer("td_lstm", lambda: layers.TimeDistributed(layers.LSTM(3)), (4, 6, 2))
layer("td_td", lambda: layers.TimeDistributed(layers.TimeDistributed(layers.Dense(3))), (4, 6, 2))
layer("td_model", lambda: layers.TimeDistributed(keras.Sequential([keras.Input((6, 5, 2)), layers.Conv2D(3, 2), layers.Flatten(), layers.Dense(2)])), (4, 6, 5, 2))

# Merging, with shapes that are broadcast and with masks.
for name in ("Add", "Multiply", "Average", "Maximum", "Minimum"):
    Class = getattr(layers, name)
    case(f"merge_{name}", graph(lambda a, b, c, C=Class: C()([a, b, c])), (line, (10, 1), (1, 3)))
    case(f"merge_{name}_masked", graph(lambda a, b, C=Class: layers.LSTM(3)(C()([layers.Masking()(a), layers.Masking()(b)]))), ((line, "float32", "masked"), (line, "float32", "masked")))
    case(f"merge_{name}_same", graph(lambda a, C=Class: C()([a, a])), (line,))
case("merge_subtract", graph(lambda a, b: layers.Subtract()([a, b])), (line, line))
case("merge_concat_masked", graph(lambda a, b: layers.LSTM(3)(layers.Concatenate(axis=1)([layers.Masking()(a), layers.Masking()(b)]))), ((line, "float32", "masked"), (line, "float32", "masked")))
case("merge_concat_one_masked", graph(lambda a, b: layers.LSTM(3)(layers.Concatenate()([layers.Masking()(a), b]))), ((line, "float32", "masked"), line))
case("dot_axes", graph(lambda a, b: layers.Dot(axes=(2, 1))([a, b])), (line, (3, 5)))
case("dot_one", graph(lambda a, b: layers.Dot(axes=1, normalize=True)([a, b])), (row, row))

# Attention.
for tag, how in {
    "plain": {},
    "value": dict(value_dim=3),
    "out": dict(output_shape=5),
    "nobias": dict(use_bias=False),
    "window": dict(sliding_window=3),
    "gate": dict(use_gate=True),
    "dropout": dict(dropout=0.2),
}.items():
    case(f"mha_{tag}", graph(lambda x, h=how: layers.MultiHeadAttention(2, 4, **h)(x, x)), (line,))
case("mha_cross", graph(lambda x, y: layers.MultiHeadAttention(2, 4)(x, y)), (line, (6, 5)))
case("mha_key", graph(lambda x, y, z: layers.MultiHeadAttention(2, 4)(x, y, z)), (line, (6, 5), (6, 2)))
case("mha_causal_scores", graph(lambda x: layers.MultiHeadAttention(2, 4)(x, x, use_causal_mask=True, return_attention_scores=True)), (line,))
case("mha_given_mask", graph(lambda x, m: layers.MultiHeadAttention(2, 4)(x, x, attention_mask=m)), (line, ((10, 10), "bool", 2)))
case("mha_image", graph(lambda x: layers.MultiHeadAttention(2, 4, attention_axes=(1, 2))(x, x)), ((4, 3, 5),))
case("mha_axis", graph(lambda x: layers.MultiHeadAttention(2, 4, attention_axes=(2,))(x, x)), ((4, 3, 5),))
case("gqa", graph(lambda x: layers.GroupQueryAttention(4, 6, 2)(x, x)), (line,))
case("gqa_causal", graph(lambda x, y: layers.GroupQueryAttention(4, 6, 3)(x, y, use_causal_mask=True)), (line, line))


def masked_attention(x):
    steps = layers.Embedding(12, 4, mask_zero=True)(x)
    return layers.GlobalAveragePooling1D()(layers.MultiHeadAttention(2, 4)(steps, steps))


case("mha_masked", graph(masked_attention), (words,))
for tag, how in {"plain": {}, "scaled": dict(use_scale=True), "concat": dict(score_mode="concat", use_scale=True)}.items():
    case(f"attention_{tag}", graph(lambda q, v, h=how: layers.Attention(**h)([q, v])), (line, (6, 3)))
case("attention_key", graph(lambda q, v, k: layers.Attention()([q, v, k])), (line, (6, 4), (6, 3)))
case("attention_causal", graph(lambda q: layers.Attention()([q, q], use_causal_mask=True)), (line,))
case("attention_scores", graph(lambda q, v: layers.Attention()([q, v], return_attention_scores=True)), (line, (6, 3)))
case("attention_masked", graph(lambda a, b: layers.GlobalAveragePooling1D()(layers.Attention()([layers.Embedding(12, 4, mask_zero=True)(a), layers.Embedding(12, 4, mask_zero=True)(b)]))), (words, words))
case("attention_additive", graph(lambda q, v: layers.AdditiveAttention()([q, v])), (line, (6, 3)))
case("attention_additive_plain", graph(lambda q, v: layers.AdditiveAttention(use_scale=False)([q, v])), (line, (6, 3)))


def transformer(tokens):
    places = ops.arange(0, 7)
    x = layers.Embedding(12, 8)(tokens) + layers.Embedding(7, 8)(places)
    for _ in range(2):
        y = layers.LayerNormalization(epsilon=1e-6)(x)
        x = x + layers.MultiHeadAttention(2, 4)(y, y, use_causal_mask=True)
        y = layers.LayerNormalization(epsilon=1e-6)(x)
        x = x + layers.Dense(8)(layers.Dense(16, activation="gelu")(y))
    return layers.Dense(3, activation="softmax")(x[:, -1])


case("transformer", graph(transformer), (words,))


def vision_transformer(x):
    patches = layers.Reshape((-1, 6))(layers.Conv2D(6, 3, strides=3)(x))
    y = layers.LayerNormalization()(patches)
    patches = layers.Add()([patches, layers.MultiHeadAttention(2, 3)(y, y)])
    return layers.Dense(2)(layers.GlobalAveragePooling1D()(patches))


case("vision_transformer", graph(vision_transformer), ((9, 9, 3),))

# Words and categories.
terms = ["the", "cat", "sat on", "New_York", "Straße"]
case("stringlookup", stack(lambda: layers.StringLookup(vocabulary=terms), lambda: layers.Embedding(8, 2)), (((3,), "string", 0),), ["the", "dog", "cat", "New_York", "Straße", "sat on"])
case("stringlookup_hot", stack(lambda: layers.StringLookup(vocabulary=terms, output_mode="multi_hot", num_oov_indices=1)), (((3,), "string", 0),), ["the", "dog", "cat", "New_York", "Straße", "sat on"])
case("stringlookup_mask", stack(lambda: layers.StringLookup(vocabulary=terms, mask_token="", output_mode="int")), (((3,), "string", 0),), ["the", "", "cat", "New_York", "Straße", "dog"])
case("stringlookup_one_hot", stack(lambda: layers.StringLookup(vocabulary=terms, output_mode="one_hot")), (((1,), "string", 0),), ["the", "dog"])
case("stringlookup_idf", stack(lambda: layers.StringLookup(vocabulary=terms, idf_weights=[0.5, 1, 2, 3, 4], output_mode="tf_idf")), (((3,), "string", 0),), ["the", "dog", "cat", "New_York", "the", "sat on"])
case("integerlookup", stack(lambda: layers.IntegerLookup(vocabulary=[12, 36, 42])), (((3,), "int64", 50),))
case("integerlookup_mask", stack(lambda: layers.IntegerLookup(vocabulary=[2, 3, 4], mask_token=0, output_mode="count")), (((4,), "int64", 6),))
case("categories_one_hot", stack(lambda: layers.CategoryEncoding(num_tokens=5, output_mode="one_hot")), (((1,), "int32", 5),))
case("categories_multi_hot", stack(lambda: layers.CategoryEncoding(num_tokens=5)), (((3,), "int32", 5),))
case("categories_count", stack(lambda: layers.CategoryEncoding(num_tokens=5, output_mode="count")), (((3,), "int32", 5),))
case("discretization", stack(lambda: layers.Discretization(bin_boundaries=[-0.5, 0.0, 0.7])), (row,))
case("discretization_hot", stack(lambda: layers.Discretization(bin_boundaries=[-0.5, 0.0, 0.7], output_mode="one_hot")), (((1,), "float32", 0),))
texts = ["The cat sat, on the mat!", "New York"]
for tag, how in {
    "int": {},
    "length": dict(output_sequence_length=4),
    "hot": dict(output_mode="multi_hot"),
    "count": dict(output_mode="count", ngrams=2),
    "letters": dict(split="character", standardize="lower", output_sequence_length=5),
    "idf": dict(output_mode="tf_idf", idf_weights=[1.0, 2, 3, 4]),
}.items():
    words_of = ["the", "cat", "on the", "york"] if tag != "letters" else list("cate")
    case(f"text_{tag}", stack(lambda h=how, w=words_of: layers.TextVectorization(vocabulary=w, **h)), (((1,), "string", 0),), texts)

# Models in models, shared layers, several inputs and outputs, names.


def base():
    a = keras.Input((6,))
    return keras.Model(a, layers.Dense(4, activation="tanh")(a), name="base")


def two_sided():
    a, b = keras.Input((6,), name="a"), keras.Input((6,), name="b")
    return keras.Model([a, b], [layers.Add()([a, b]), layers.Subtract()([a, b])], name="sides")


def nested_shared(x, y):
    inner = base()
    return layers.Concatenate()([inner(x), inner(y)])


def nested_outputs(x, y):
    inner = base()
    return [inner(x), inner(y)]


def nested_sides(x, y):
    first, second = two_sided()([x, y])
    return layers.Dense(2)(first) * second[:, :2]


def transfer(x):
    inner = keras.Sequential([keras.Input((9, 8, 4)), layers.Conv2D(3, 3), layers.BatchNormalization()], name="backbone")
    inner.trainable = False
    y = inner(layers.Rescaling(0.5)(x), training=False)
    return layers.Dense(2)(layers.GlobalAveragePooling2D()(y))


def deep(x):
    inner = keras.Sequential([keras.Input((6,)), layers.Dense(5), keras.Sequential([keras.Input((5,)), layers.Dense(4)])])
    return layers.Dense(2)(inner(x))


def masked_inside(x):
    a = keras.Input((7,), dtype="int32")
    inner = keras.Model(a, layers.Embedding(12, 4, mask_zero=True)(a))
    return layers.LSTM(3)(layers.Dropout(0.1)(inner(x)))


def masked_through(x):
    a = keras.Input((7, 4))
    inner = keras.Model(a, layers.Dense(3)(a))
    return layers.LSTM(3)(inner(layers.Embedding(12, 4, mask_zero=True)(x)))


case("nested_shared", graph(nested_shared), (row, row))
case("nested_outputs", graph(nested_outputs), (row, row))
case("nested_sides", graph(nested_sides), (row, row))
case("nested_transfer", graph(transfer), (image,))
case("nested_deep", graph(deep), (row,))
case("nested_masked_inside", graph(masked_inside), (words,))
case("nested_masked_through", graph(masked_through), (words,))
case("nested_first", lambda inputs: keras.Sequential([base(), layers.Dense(2)]), (row,))
case("nested_sequential", stack(lambda: keras.Sequential([layers.Dense(3), layers.ReLU()]), lambda: layers.Dense(2)), (row,))
case("outputs_dict", graph(lambda a: {"z": layers.Dense(2)(a), "a": layers.Dense(3)(a)}), (row,))
case("output_is_input", graph(lambda a: [a, layers.Dense(2)(a)]), (row,))
case("output_twice", graph(lambda a: (lambda y: [y, y])(layers.Dense(2)(a))), (row,))
for index, name in enumerate(("my layer", "a:b", "schicht_äöü", "conv(1)", "#1", "1st", "a+b", "_x", "層", "a,b", "x'y", "50%", "a=b&c")):
    case(f"name_{index}", stack(lambda n=name: layers.Dense(3, name=n), lambda: layers.Dense(2)), (row,))
    case(f"name_graph_{index}", graph(lambda x, n=name: layers.Dense(3, name=n)(layers.Dense(2, name=n + "2")(x))), (row,))
for dtype in ("int32", "int64", "uint8", "float32", "float64"):
    case(f"embedding_{dtype}", graph(lambda x: layers.Flatten()(layers.Embedding(12, 3)(x))), (((7,), dtype, 12),))
case("embedding_image", stack(lambda: layers.Embedding(12, 3)), (((4, 5), "int32", 12),))
case("dense_whole_numbers", graph(lambda x: layers.Dense(3)(x)), (((6,), "int32", 9),))
case("bool_input", graph(lambda x: layers.Dense(3)(ops.cast(x, "float32"))), (((6,), "bool", 2),))
case("frozen", lambda inputs: (lambda m: (setattr(m.layers[0], "trainable", False), m)[1])(stack(lambda: layers.Dense(3), lambda: layers.BatchNormalization())(inputs)), (row,))

# Operations with constants, None and nested arguments.
flat, pair, square = (4, 3), ((4, 3), (4, 3)), ((3, 3),)
for name in "abs arctan ceil cos cosh exp expm1 floor negative sign sin sinh square tan tanh trunc deg2rad rad2deg relu relu6 sigmoid softplus softsign silu selu hard_sigmoid hard_silu hard_tanh hard_shrink soft_shrink tanh_shrink log_sigmoid sparse_plus sparse_sigmoid sparsemax squareplus log_softmax softmax gelu elu celu leaky_relu glu cbrt exp2 erf isfinite isnan isinf nan_to_num ravel signbit sinc zeros_like ones_like stop_gradient copy".split():
    shape = (4, 4) if name == "glu" else flat
    operation(name, lambda x, n=name: getattr(ops, n)(x), shape)
for name in "arccos arcsin arctanh".split():
    operation(name, lambda x, n=name: getattr(ops, n)(x / 4), flat)
for name in "log log10 log2 log1p sqrt rsqrt reciprocal arcsinh".split():
    operation(name, lambda x, n=name: getattr(ops, n)(ops.abs(x) + 0.5), flat)
operation("arccosh", lambda x: ops.arccosh(ops.abs(x) + 1.5), flat)
for name in "add subtract multiply divide true_divide maximum minimum arctan2 hypot logaddexp equal not_equal greater greater_equal less less_equal divide_no_nan".split():
    operation(name, lambda a, b, n=name: getattr(ops, n)(a, b), *pair)
    operation(f"{name}_number", lambda a, n=name: getattr(ops, n)(a, 0.5), flat)
    operation(f"{name}_first", lambda a, n=name: getattr(ops, n)(2, a), flat)
for name in "mod floor_divide".split():
    operation(name, lambda a, n=name: getattr(ops, n)(a, 0.75), flat)
for name in "logical_and logical_or logical_xor".split():
    operation(name, lambda a, b, n=name: getattr(ops, n)(a > 0, b > 0), *pair)
operation("logical_not", lambda a: ops.logical_not(a > 0), flat)
operation("power", lambda a: ops.power(ops.abs(a), 1.5), flat)
operation("power_whole", lambda a: a**3, flat)
operation("python", lambda a, b: (1 - a) * 2 + b / 3 - (-a) ** 2 + abs(b) % 0.7 + a // 0.4, *pair)
operation("whole_numbers", lambda a: (a + 1) * 2 // 3 - a % 2, ((4,), "int32", 9))
operation("whole_divide", lambda a: a / 4, ((4,), "int32", 9))
for name in "mean sum max min prod std var any all amax amin logsumexp median count_nonzero ptp".split():
    if not hasattr(ops, name):
        continue
    operation(name, lambda x, n=name: getattr(ops, n)(x, axis=-1), flat)
    operation(f"{name}_axes", lambda x, n=name: getattr(ops, n)(x, axis=(1, 2)), flat)
    if name not in ("count_nonzero",):
        operation(f"{name}_keep", lambda x, n=name: getattr(ops, n)(x, axis=1, keepdims=True), flat)
for name in "argmax argmin argsort sort cumsum cumprod flip".split():
    operation(name, lambda x, n=name: getattr(ops, n)(x, axis=1), flat)
operation("argmax_keep", lambda x: ops.argmax(x, axis=-1, keepdims=True), flat)
operation("average", lambda x: ops.average(x, axis=1), flat)
operation("average_weights", lambda x: ops.average(x, axis=2, weights=np.array([1.0, 2, 3], "float32")), flat)
operation("norm", lambda x: ops.norm(x, axis=-1), flat)
operation("normalize", lambda x: ops.normalize(x, axis=1), flat)
operation("moments", lambda x: ops.moments(x, axes=[1, 2]), flat)
operation("clip", lambda x: ops.clip(x, -0.5, 0.7), flat)
operation("where", lambda x: ops.where(x > 0, x, 0.1 * x), flat)
operation("where_constant", lambda x: ops.where(ops.greater(x, 0), 1.0, -1.0), flat)
operation("cast", lambda x: ops.cast(x * 3, "int32"), flat)
operation("cast_bool", lambda x: ops.cast(ops.cast(ops.relu(x), "bool"), "float32"), flat)
operation("reshape", lambda x: ops.reshape(x, (-1, 2, 6)), flat)
operation("transpose", lambda x: ops.transpose(x, (0, 2, 1)), flat)
operation("transpose_plain", lambda x: ops.transpose(ops.transpose(x)), flat)
operation("squeeze", lambda x: ops.squeeze(ops.expand_dims(x, 1), 1), flat)
operation("expand_dims", lambda x: ops.expand_dims(x, -1), flat)
operation("expand_dims_two", lambda x: ops.expand_dims(x, (1, -1)), flat)
operation("concatenate", lambda a, b: ops.concatenate([a, b], axis=1), *pair)
operation("stack", lambda a, b: ops.stack([a, b, a], axis=-1), *pair)
operation("vstack", lambda a, b: ops.vstack([a, b]), *pair)
operation("hstack", lambda a, b: ops.hstack([a, b]), *pair)
operation("split", lambda x: ops.split(x, 2, axis=1), flat)
operation("split_at", lambda x: ops.split(x, [1, 3], axis=1)[1], flat)
operation("unstack", lambda x: ops.unstack(x, axis=1)[2], flat)
operation("tile", lambda x: ops.tile(x, (1, 2, 3)), flat)
operation("repeat", lambda x: ops.repeat(x, 3, axis=1), flat)
operation("roll", lambda x: ops.roll(x, 1, axis=1), flat)
operation("swapaxes", lambda x: ops.swapaxes(x, 1, 2), flat)
operation("moveaxis", lambda x: ops.moveaxis(x, -1, 1), flat)
operation("pad", lambda x: ops.pad(x, ((0, 0), (1, 2), (0, 1)), constant_values=0.5), flat)
operation("pad_reflect", lambda x: ops.pad(x, ((0, 0), (1, 2), (0, 1)), mode="reflect"), flat)
operation("broadcast_to", lambda x: ops.broadcast_to(x[:1], (2, 4, 3)), flat)
operation("diagonal", lambda x: ops.diagonal(x, axis1=1, axis2=2), *square)
operation("trace", lambda x: ops.trace(x, axis1=1, axis2=2), *square)
operation("tril", lambda x: ops.tril(x), *square)
operation("triu", lambda x: ops.triu(x, k=1), *square)
operation("diff", lambda x: ops.diff(x, axis=1), flat)
operation("rot90", lambda x: ops.rot90(x, k=1, axes=(1, 2)), flat)
operation("meshgrid", lambda x: ops.meshgrid(ops.sum(x, (1, 2)), ops.mean(x, (1, 2))), flat)
operation("matmul", lambda a, b: ops.matmul(a, ops.transpose(b, (0, 2, 1))), *pair)
operation("matmul_constant", lambda x: ops.matmul(x, np.arange(6, dtype="float32").reshape(3, 2)), flat)
operation("dot", lambda x: ops.dot(x, np.arange(6, dtype="float32").reshape(3, 2)), flat)
operation("tensordot", lambda x: ops.tensordot(x, np.arange(12, dtype="float32").reshape(4, 3), axes=[[1, 2], [0, 1]]), flat)
operation("outer", lambda x: ops.outer(ops.sum(x, (1, 2)), ops.mean(x, (1, 2))), flat)
operation("einsum", lambda a, b: ops.einsum("bij,bkj->bik", a, b), *pair)
operation("einsum_dots", lambda a, b: ops.einsum("...ij,...kj->...ki", a, b), *pair)
operation("einsum_sum", lambda a: ops.einsum("bij->bj", a), flat)
operation("cross", lambda a, b: ops.cross(a, b), *pair)
operation("take", lambda x: ops.take(x, [2, 0], axis=1), flat)
operation("take_tensor", lambda x, i: ops.take(x, i, axis=1), flat, ((2,), "int32", 4))
operation("take_along_axis", lambda x: ops.take_along_axis(x, ops.argsort(x, axis=1), axis=1), flat)
operation("one_hot", lambda x: ops.one_hot(x, 5), ((4,), "int32", 5))
operation("one_hot_axis", lambda x: ops.one_hot(x, 5, axis=1), ((4,), "int32", 5))
operation("multi_hot", lambda x: ops.multi_hot(x, 5), ((4,), "int32", 5))
operation("top_k", lambda x: ops.top_k(x, 2), flat)
operation("slice", lambda x: ops.slice(x, (0, 1, 0), (2, 2, 3)), flat)
for index, key in enumerate(
    [
        np.s_[:, 1],
        np.s_[:, -1:],
        np.s_[:, ::2],
        np.s_[:, ::-1],
        np.s_[..., 1],
        np.s_[:, None],
        np.s_[:, 1:3, ..., None],
        np.s_[:, -3:-1, 1:],
        np.s_[0],
        np.s_[:, 5:],
    ]
):
    operation(f"get_item_{index}", lambda x, k=key: x[k], flat)
operation("resize", lambda x: ops.image.resize(x, (5, 13)), image)
operation("resize_nearest", lambda x: ops.image.resize(x, (5, 13), interpolation="nearest"), image)
operation("gray", lambda x: ops.image.rgb_to_grayscale(x), (5, 4, 3))
operation("pad_images", lambda x: ops.image.pad_images(x, 1, 2, target_height=14, target_width=12), image)
operation("crop_images", lambda x: ops.image.crop_images(x, 1, 2, target_height=4, target_width=5), image)
operation("extract_patches", lambda x: ops.image.extract_patches(x, (3, 2)), image)
operation("max_pool", lambda x: ops.max_pool(x, 2, 2, "same"), image)
operation("average_pool", lambda x: ops.average_pool(x, 2, 2), image)
operation("conv", lambda x: ops.conv(x, np.arange(72, dtype="float32").reshape(3, 3, 4, 2) / 72, padding="same"), image)
operation("layer_normalization", lambda x: ops.layer_normalization(x, axis=-1), flat)
operation("rms_normalization", lambda x: ops.rms_normalization(x, axis=-1), flat)
operation("dot_product_attention", lambda x: ops.dot_product_attention(x, x, x), (4, 2, 3))
operation("segment_sum", lambda x: ops.segment_sum(ops.transpose(x), np.array([0, 1, 0, 2]), num_segments=3), (4,))
operation("softmax_axis", lambda x: ops.softmax(x, axis=1), flat)
operation("gelu_exact", lambda x: ops.gelu(x, approximate=False), flat)
operation("leaky_relu_slope", lambda x: ops.leaky_relu(x, negative_slope=0.3), flat)
operation("threshold", lambda x: ops.threshold(x, 0.1, -1.0), flat)
operation("binary_crossentropy", lambda a, b: ops.binary_crossentropy(ops.sigmoid(a), ops.sigmoid(b)), *pair)
operation("categorical_crossentropy", lambda a, b: ops.categorical_crossentropy(ops.softmax(a), ops.softmax(b)), *pair)
operation("sparse_crossentropy", lambda a: ops.sparse_categorical_crossentropy(ops.argmax(a, -1), a, from_logits=True), flat)
operation("shape_then_reshape", lambda x: ops.reshape(x, (ops.shape(x)[0], -1)), flat)
operation("fmax", lambda a, b: ops.maximum(a, ops.minimum(b, 0.3)), *pair)
operation("isclose", lambda a, b: ops.isclose(a, b), *pair)
operation("cdist", lambda a, b: ops.sqrt(ops.sum((ops.expand_dims(a, 2) - ops.expand_dims(b, 1)) ** 2, -1)), *pair)


def normal(inputs):
    return [one if isinstance(one[0], tuple) else (one, "float32", 0) for one in inputs]


def numbers(shape, dtype, largest, random):
    full = (2, *[size or 9 for size in shape])
    if largest == "masked":
        values = random.normal(size=full).astype("float32")
        values[0, -4:] = 0
        values[1, 2] = 0
        return values
    if dtype == "bool":
        return random.integers(0, 2, full).astype("bool")
    if "int" in dtype or largest:
        values = random.integers(0, largest, full)
        if len(full) == 2 and full[1] > 4:
            values[0, -3:] = 0
        return values.astype(dtype)
    return random.normal(size=full).astype(dtype)


def write(folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name in CASES:
        try:
            write_one(folder, name)
        except Exception as error:  # noqa: BLE001
            print("Keras itself cannot:", name, type(error).__name__, str(error)[:100].replace("\n", " "), flush=True)
    print(len(list(folder.glob("*.json"))), "models of Keras", keras.__version__)


def write_one(folder, name):
    build, inputs, texts = CASES[name]
    if (folder / f"{name}.json").exists():
        return
    keras.backend.clear_session()
    keras.utils.set_random_seed(zlib.crc32(name.encode()) % 10000)
    random = np.random.default_rng(zlib.crc32(name.encode()))
    given = normal(inputs)
    model = build(given)
    if not model.built:
        model.build((None, *given[0][0]))
    for one in model.layers:
        if isinstance(one, layers.Normalization) and one.input_mean is None:
            one.adapt(random.normal(1, 2, (20, *given[0][0])).astype("float32"))
    for weight in model.weights:
        if "normalization/mean" in weight.path or "normalization/variance" in weight.path:
            continue
        if "seed" in weight.path or "count" in weight.path.split("/")[-1]:
            continue
        values = random.normal(0, 0.5, weight.shape).astype("float32")
        weight.assign(np.abs(values) + 0.5 if "variance" in weight.path else values)
    values = [None] if texts else [numbers(*one, random) for one in given]
    arguments = values
    if texts:
        import tensorflow as tf

        arguments = [tf.constant(texts, shape=(2, len(texts) // 2))]
    outputs = keras.tree.flatten(model(arguments if len(arguments) > 1 else arguments[0], training=False))
    record = {"name": name, "files": [f"{name}.keras"], "inputs": [], "outputs": [], "params": model.count_params()}
    for index, one in enumerate(values):
        if texts:
            record["inputs"].append({"shape": [2, len(texts) // 2], "dtype": "string", "data": texts})
            continue
        file = f"{name}.x{index}.bin"
        (one.astype("int32") if one.dtype in ("int64", "uint8", "bool") else one.astype("float32") if one.dtype == "float64" else one).tofile(folder / file)
        kind = "int32" if one.dtype in ("int64", "uint8", "bool", "int32") else "float32"
        record["inputs"].append({"shape": list(one.shape), "dtype": kind, "file": file})
    for index, one in enumerate(outputs):
        one = keras.ops.convert_to_numpy(one)
        one = one.astype("int32") if one.dtype.kind in "iub" else one.astype("float32")
        file = f"{name}.y{index}.bin"
        one.tofile(folder / file)
        record["outputs"].append({"shape": list(one.shape), "dtype": str(one.dtype), "file": file})
    model.save(folder / f"{name}.keras")
    (folder / f"{name}.json").write_text(json.dumps(record, ensure_ascii=False))


def pack(folder, archive):
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        for path in sorted(Path(folder).iterdir()):
            info = zipfile.ZipInfo(path.name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(info, path.read_bytes())


def check(folder, written):
    folder, written, wrong, count = Path(folder), Path(written), [], 0
    for path in sorted(folder.glob("*.json")):
        record = json.loads(path.read_text())
        for ending in ("keras", "h5"):
            file = written / f"{record['name']}.{ending}"
            if not file.exists():
                continue
            count += 1
            try:
                model = keras.models.load_model(file, compile=False)
                given = []
                for one in record["inputs"]:
                    if one["dtype"] == "string":
                        import tensorflow as tf

                        given.append(tf.constant(one["data"], shape=one["shape"]))
                    else:
                        given.append(np.fromfile(folder / one["file"], one["dtype"]).reshape(one["shape"]))
                outputs = keras.tree.flatten(model(given if len(given) > 1 else given[0], training=False))
                for one, received in zip(record["outputs"], outputs, strict=True):
                    expected = np.fromfile(folder / one["file"], one["dtype"]).reshape(one["shape"])
                    np.testing.assert_allclose(keras.ops.convert_to_numpy(received), expected, rtol=1e-5, atol=1e-5 * max(1, np.abs(expected).max(initial=0)))
                assert model.count_params() == record["params"], (model.count_params(), record["params"])
            except Exception as error:  # noqa: BLE001
                wrong.append(f"{file.name}: {type(error).__name__} {str(error)[:160]}".replace("\n", " "))
    print("\n".join(wrong))
    print(f"{count - len(wrong)} of {count} files load and predict the same")


if __name__ == "__main__":
    {"pack": pack, "check": check}.get(sys.argv[1], write)(*sys.argv[(2 if sys.argv[1] in ("pack", "check") else 1):])
