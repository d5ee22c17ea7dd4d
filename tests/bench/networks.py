"""NumPy and PyTorch as contenders of networks.mjs, on one thread: a command a line in, an answer a line out, as JSON.

The first line says which of them are installed. A task's rows, targets and first weights are f32 in a file.
"""

import json
import sys
import time


def load(file, task):
    import numpy as np

    sizes, rows = task["sizes"], task["rows"]
    numbers = np.fromfile(file, dtype=np.float32)
    inputs, targets = rows * sizes[0], rows * sizes[-1]
    x, y = numbers[:inputs].reshape(rows, -1), numbers[inputs : inputs + targets].reshape(rows, -1)
    return x, y, numbers[inputs + targets :]


def layers(sizes, flat):
    """Views of each layer's weights, output by output, and its biases."""
    at = 0
    for before, units in zip(sizes, sizes[1:]):
        end = at + units * before
        yield flat[at:end].reshape(units, before), flat[end : end + units]
        at = end + units


class NumPy:
    def __init__(self, task, file):
        import numpy as np

        self.np, self.task = np, task
        self.x, self.y, start = load(file, task)
        self.w = start.copy()
        self.g, self.m, self.v = (np.zeros_like(self.w) for _ in range(3))
        self.layers = list(layers(task["sizes"], self.w))
        self.slopes = list(layers(task["sizes"], self.g))
        self.t = 0

    def update(self, rows):
        np, task = self.np, self.task
        x, y = self.x[rows], self.y[rows]
        relu = task["activation"] == "relu"
        values = [x]
        for k, (w, b) in enumerate(self.layers):
            z = values[-1] @ w.T
            z += b
            if k < len(self.layers) - 1:
                np.maximum(z, 0, out=z) if relu else np.tanh(z, out=z)
            values.append(z)
        d = values.pop()
        if task["loss"] == "mean_squared":
            d -= y
            d *= 2 / d.size
        else:
            d -= d.max(axis=1, keepdims=True)
            np.exp(d, out=d)
            d /= d.sum(axis=1, keepdims=True)
            d -= y
            d /= len(d)
        for k in reversed(range(len(self.layers))):
            np.matmul(d.T, values[k], out=self.slopes[k][0])
            d.sum(axis=0, out=self.slopes[k][1])
            if k:
                d = d @ self.layers[k][0]
                d *= values[k] > 0 if relu else 1 - values[k] * values[k]
        self.move()

    def move(self):
        np, lr, g, m, v = self.np, self.task["lr"], self.g, self.m, self.v
        if self.task["rule"] == "gd":
            g *= lr
            self.w -= g
            return
        self.t += 1
        m *= 0.9
        m += 0.1 * g
        v *= 0.999
        g *= g
        g *= 0.001
        v += g
        # g is no longer needed: the root stands there
        np.multiply(v, 1 / (1 - 0.999**self.t), out=g)
        np.sqrt(g, out=g)
        g += 1e-8
        np.divide(m, g, out=g)
        g *= lr / (1 - 0.9**self.t)
        self.w -= g

    def weights(self):
        return self.w.tolist()


class PyTorch:
    def __init__(self, task, file):
        import torch

        torch.set_num_threads(1)
        self.torch, self.task = torch, task
        x, y, start = load(file, task)
        self.x = torch.from_numpy(x.copy())
        squared = task["loss"] == "mean_squared"
        self.y = torch.from_numpy(y.copy() if squared else y.argmax(axis=1))
        self.loss = torch.nn.functional.mse_loss if squared else torch.nn.functional.cross_entropy
        self.act = torch.relu if task["activation"] == "relu" else torch.tanh
        views = layers(task["sizes"], torch.from_numpy(start.copy()))
        self.layers = [[part.clone().requires_grad_() for part in layer] for layer in views]
        parameters = [part for layer in self.layers for part in layer]
        rule = torch.optim.SGD if task["rule"] == "gd" else torch.optim.Adam
        self.optimizer = rule(parameters, lr=task["lr"])

    def update(self, rows):
        values = self.x[rows]
        for k, (w, b) in enumerate(self.layers):
            values = self.torch.nn.functional.linear(values, w, b)
            if k < len(self.layers) - 1:
                values = self.act(values)
        self.optimizer.zero_grad()
        self.loss(values, self.y[rows]).backward()
        self.optimizer.step()

    def weights(self):
        return [x for layer in self.layers for part in layer for x in part.detach().flatten().tolist()]


class Course:
    """A contender on its way through the epochs."""

    def __init__(self, task, one):
        batch, rows = task["batch"], task["rows"]
        self.one, self.next = one, 0
        self.batches = [slice(k, min(k + batch, rows)) for k in range(0, rows, batch)]

    def train(self, updates):
        for _ in range(updates):
            self.one.update(self.batches[self.next])
            self.next = (self.next + 1) % len(self.batches)

    def speed(self, ms):
        """Rows a second, as networks.mjs measures it: without the last update of an epoch."""
        spent, seen, last = 0, 0, len(self.batches) - 1
        while spent < ms / 1000:
            if self.next == last:
                self.train(1)
            updates = min(16, last - self.next)
            started = time.perf_counter()
            self.train(updates)
            spent += time.perf_counter() - started
            seen += updates * self.batches[0].stop
        return seen / spent


def version(module):
    try:
        return __import__(module).__version__
    except ImportError:
        return None


def main():
    known = {"NumPy": NumPy, "PyTorch": PyTorch}
    installed = {"NumPy": version("numpy"), "PyTorch": version("torch")}
    print(json.dumps({"python": sys.version.split()[0], "libraries": installed}), flush=True)
    course = None
    for line in sys.stdin:
        command = json.loads(line)
        answer = True
        if command["do"] == "begin":
            course = Course(command["task"], known[command["library"]](command["task"], command["file"]))
        elif command["do"] == "train":
            course.train(command["updates"])
        elif command["do"] == "speed":
            answer = course.speed(command["ms"])
        elif command["do"] == "weights":
            answer = course.one.weights()
        print(json.dumps(answer), flush=True)


main()
