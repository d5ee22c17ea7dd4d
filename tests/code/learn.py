"""Runs programs of networks, each in a folder of its own with the files that it reads: what they measured, as JSON."""

import contextlib
import io
import json
import os
import sys
import tempfile
import traceback
import warnings


def run(one):
    world = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, text in one["files"].items():
            with open(os.path.join(folder, name), "w") as file:
                file.write(text)
        os.chdir(folder)
        try:
            with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
                warnings.simplefilter("ignore")
                exec(compile(one["code"], "program.py", "exec"), world)
        except Exception:
            return {"error": traceback.format_exc(limit=4)}
        finally:
            os.chdir("/")
    return {"runs": world["runs"]}


print(json.dumps([run(one) for one in json.load(open(sys.argv[1]))]))
