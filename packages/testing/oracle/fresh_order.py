"""Batches in a fresh order each epoch.

With the TensorFlow backend, `keras.utils.set_random_seed` makes `fit(shuffle=True)` take the rows in the same order in
every epoch (seen with Keras 3.15 on TensorFlow 2.21: a model that prints its batches prints one order again and again).
A training on a fixed order ends with a larger training error; ours shuffles anew, as Keras does without a seed.
"""

import keras
import numpy as np


class FreshOrder(keras.utils.PyDataset):
    """Rows of x and y, shuffled before every epoch by NumPy's generator of that seed."""

    def __init__(self, x, y, seed, batch_size=32):
        super().__init__()
        self.x, self.y, self.batch_size = x, y, batch_size
        self.random = np.random.RandomState(seed)
        self.order = self.random.permutation(len(x))

    def __len__(self):
        return -(-len(self.x) // self.batch_size)

    def __getitem__(self, index):
        rows = self.order[index * self.batch_size : (index + 1) * self.batch_size]
        return self.x[rows], self.y[rows]

    def on_epoch_end(self):
        self.order = self.random.permutation(len(self.x))
