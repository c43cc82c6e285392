"""Small modules of PyTorch: their weights as files, and what they compute. Images and sequences are kept as [rows, …, channels]."""

import os
from collections import OrderedDict

import torch
from safetensors.torch import save_file
from torch import nn

from common import GOLDEN, made, short, write

FOLDER = GOLDEN / "torch-models"
FOLDER.mkdir(exist_ok=True)


# #region convolutional
class Cnn(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 4, 3, padding=1)
        self.bn1 = nn.BatchNorm2d(4)
        self.depthwise = nn.Conv2d(4, 8, 3, groups=4, bias=False)
        self.bn2 = nn.BatchNorm1d(72)
        self.fc = nn.Linear(72, 3)

    def forward(self, x):
        x = nn.functional.max_pool2d(torch.relu(self.bn1(self.conv1(x))), 2)
        return self.fc(self.bn2(torch.relu(self.depthwise(x)).flatten(1)))
# #endregion


class Generator(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 18)
        self.up = nn.ConvTranspose2d(2, 3, 2, stride=2)

    def forward(self, x):
        return self.up(torch.relu(self.fc(x)).view(-1, 2, 3, 3))


class Text(nn.Module):
    def __init__(self):
        super().__init__()
        self.words = nn.Embedding(20, 6)
        self.lstm = nn.LSTM(6, 4, batch_first=True, bidirectional=True)
        self.norm = nn.LayerNorm(8)
        self.fc = nn.Linear(8, 2)

    def forward(self, x):
        return self.fc(self.norm(self.lstm(self.words(x))[0]).mean(1))


class Series(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv1d(2, 3, 3, padding=1)
        self.gru = nn.GRU(3, 4, num_layers=2, batch_first=True)
        self.rnn = nn.RNN(4, 3, batch_first=True)
        self.fc = nn.Linear(3 * 6, 2)

    def forward(self, x):
        x = torch.relu(self.conv(x)).transpose(1, 2)
        return self.fc(self.rnn(self.gru(x)[0])[0].flatten(1))


class Wave(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv1d(2, 3, 3, padding=1)
        self.slope = nn.PReLU(3)
        self.fc = nn.Linear(3 * 6, 2)

    def forward(self, x):
        return self.fc(self.slope(self.conv(x)).flatten(1))


def mlp():
    # #region perceptron
    module = nn.Sequential(nn.Linear(4, 5), nn.ReLU(), nn.BatchNorm1d(5), nn.Linear(5, 3))
    # #endregion
    return module


def lived(module):
    """With running statistics and factors that are no longer those of the beginning."""
    for name, tensor in module.state_dict().items():
        if name.endswith("running_mean"):
            tensor.normal_()
        elif name.endswith("running_var"):
            tensor.uniform_(0.01, 2)
        elif tensor.ndim == 1 and tensor.dtype == torch.float32:
            tensor.uniform_(-1, 1)
        elif name.endswith("num_batches_tracked"):
            tensor.fill_(12)
    return module.eval()


def channels_last(x):
    return x.movedim(1, -1) if x.ndim > 2 else x


cases = []


def case(name, module, x, save, ending="pth", layout=channels_last):
    """Writes a file, and what the module computes."""
    path = FOLDER / f"{name}.{ending}"
    save(module, path)
    with torch.no_grad():
        y = module(x)
    cases.append(
        {
            "file": path.name,
            "input": {"shape": list(layout(x).shape), "values": short(layout(x).contiguous().numpy().ravel())},
            "output": {"shape": list(channels_last(y).shape), "values": short(channels_last(y).contiguous().numpy().ravel())},
        }
    )


def state(module, path):
    # #region save
    torch.save(module.state_dict(), path)
    # #endregion


def in_type(dtype):
    """The numbers as they are in the file, computed with in float32."""

    def save(module, path):
        narrow = OrderedDict((key, value.to(dtype) if value.is_floating_point() else value) for key, value in module.state_dict().items())
        torch.save(narrow, path)
        module.load_state_dict({key: value.float() if value.is_floating_point() else value for key, value in narrow.items()})

    return save


def checkpoint(module, path):
    optimizer = torch.optim.Adam(module.parameters())
    named = OrderedDict((f"module.{key}", value) for key, value in module.state_dict().items())
    torch.save({"epoch": 3, "optimizer": optimizer.state_dict(), "state_dict": named, "loss": 0.25}, path)


def turned(module, path):
    """Tensors that show their numbers in another order, and two that share them."""
    tensors = module.state_dict()
    tensors["0.weight"] = tensors["0.weight"].t().contiguous().t()
    shared = torch.cat([tensors["0.bias"], tensors["3.bias"]])
    tensors["0.bias"], tensors["3.bias"] = shared[:5], shared[5:]
    torch.save(tensors, path)


def whole(module, path):
    torch.save(module, path)


class Hostile:
    def __reduce__(self):
        return (os.system, ("echo executed > /tmp/executed",))


torch.manual_seed(7)
rows = torch.randn(5, 4)
images = torch.rand(4, 3, 10, 10)
waves = torch.randn(3, 2, 6)
case("mlp", lived(mlp()), rows, state)
case("mlp-checkpoint", lived(mlp()), rows, checkpoint)
case("mlp-half", lived(mlp()), rows, in_type(torch.float16))
case("mlp-bfloat16", lived(mlp()), rows, in_type(torch.bfloat16))
case("mlp-double", lived(mlp()), rows, in_type(torch.float64))
case("mlp-turned", lived(mlp()), rows, turned)
case("mlp-legacy", lived(mlp()), rows, lambda module, path: torch.save(module.state_dict(), path, _use_new_zipfile_serialization=False))
case("cnn", lived(Cnn()), images, lambda module, path: save_file(module.state_dict(), path), "safetensors")
case("cnn-zip", lived(Cnn()), images, state, "pt")
case("generator", lived(Generator()), rows, state)
case("text", lived(Text()), torch.randint(20, (3, 7)), state, layout=lambda x: x)
case("series", lived(Series()), waves, state)
case("wave", lived(Wave()), waves, state)
case("whole-module", lived(mlp()), rows, whole)
torch.save({"weight": Hostile()}, FOLDER / "hostile.pth")
write("torch-models", {"made": made("torch", "safetensors"), "cases": cases})
