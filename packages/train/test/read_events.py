"""Reads the event files of folders with TensorBoard itself; prints what it found in each as JSON."""

import json
import sys

from tensorboard.backend.event_processing import event_accumulator
from tensorboard.plugins.hparams import plugin_data_pb2
from tensorboard.util import tensor_util


def read(folder):
    """What TensorBoard finds in a folder."""
    events = event_accumulator.EventAccumulator(folder, size_guidance={event_accumulator.TENSORS: 0})
    events.Reload()
    found = {"tensors": {}, "plugins": {}, "graph": [], "hparams": {}}
    for tag in events.Tags()["tensors"]:
        metadata = events.SummaryMetadata(tag).plugin_data
        found["plugins"][tag] = metadata.plugin_name
        values = []
        for event in events.Tensors(tag):
            value = tensor_util.make_ndarray(event.tensor_proto)
            as_list = [v.hex() if isinstance(v, bytes) else v for v in value.ravel().tolist()]
            values.append({"step": event.step, "shape": list(value.shape), "values": as_list})
        found["tensors"][tag] = values
        if metadata.plugin_name == "hparams":
            data = plugin_data_pb2.HParamsPluginData.FromString(metadata.content)
            for name, value in data.session_start_info.hparams.items():
                found["hparams"][name] = getattr(value, value.WhichOneof("kind"))
    if events.Tags()["graph"]:
        found["graph"] = [{"name": n.name, "operation": n.op, "inputs": list(n.input)} for n in events.Graph().node]
    return found


print(json.dumps([read(folder) for folder in sys.argv[1:]]))
