"""Runs programs, each in a world of its own: a list of them in, their paths or what went wrong out, as JSON."""

import contextlib
import io
import json
import sys
import traceback
import warnings


def run(code):
    world, said = {}, io.StringIO()
    try:
        with contextlib.redirect_stdout(said), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            exec(compile(code, "program.py", "exec"), world)
    except Exception:
        return {"error": traceback.format_exc(limit=3)}
    paths = [[[float(x) for x in point] for point in path] for *_, path in world["runs"]]
    return {"paths": paths, "said": said.getvalue()}


print(json.dumps([run(code) for code in json.load(sys.stdin)]))
