"""Grades hand-ins on a Dask cluster, a line of NDJSON each: as many files of grades come out as there are pieces.

    pip install 'dask[distributed]'
    python grade_on_dask.py exercise.json key.json hand-ins.ndjson grades/

Each piece goes through one `fall-line grade --ndjson`; nothing but texts travels. For a cluster that is there already,
give its address to Client: the machines need the program, and nothing else of Fall Line.
"""

import os
import subprocess
import sys

import dask.bag
from dask.distributed import Client, LocalCluster

PROGRAM = os.environ.get("FALL_LINE_PROGRAM", "fall-line")


def grade(lines, exercise, key):
    """The grades of some lines, in their order."""
    text = "".join(line.rstrip("\r\n") + "\n" for line in lines)
    words = [PROGRAM, "grade", exercise, "--key", key, "--ndjson"]
    return subprocess.run(words, input=text.encode(), stdout=subprocess.PIPE, check=True).stdout.decode().splitlines()


def main(exercise, key, hand_ins, grades):
    exercise, key = os.path.abspath(exercise), os.path.abspath(key)
    with LocalCluster(threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster):
        lines = dask.bag.read_text(hand_ins, blocksize="256KiB", encoding="utf-8")
        lines.map_partitions(grade, exercise, key).to_textfiles(os.path.join(grades, "*.ndjson"))


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])
