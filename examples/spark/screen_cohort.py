"""Screens a folder of genomes on Apache Spark, and merges what each has to one cohort.

    spark-submit screen_cohort.py GENOMES... --panel clinvar.gsp --out cohort.parquet

Each task runs the command `genosieve` over its share of the files, with one panel in memory, and merges the states to
counts. With `--shards`, a task screens its files for a part of the panel, and reads along their indexes what that needs: a few
large files of many samples are spread over all executors. The counts of all tasks are merged in a tree (`treeReduce`); merging in any order gives the same bytes, so a task
that is run again changes nothing. A file that cannot be answered stops nobody: it is named in the end, and the exit code is 4.
Executors need `genosieve` and the panel (`--files` of spark-submit hands out both), and see the genomes under the same
paths, or copy them by `--fetch`.
"""

from __future__ import annotations

import argparse
import csv
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Iterable, List, Optional, Tuple

EXTENSIONS = (".vcf", ".vcf.gz", ".vcf.bgz", ".gvcf", ".gvcf.gz", ".gvcf.bgz", ".bcf")


# Codes of files that another try may answer: the task fails, and Spark runs it again.
PASSING = ("io", "out_of_memory", "file_changed")


# Files, and the regions of a shard of the panel; all of it where there are none.
Work = Tuple[List[str], List[str]]

# A cohort file of counts, and the files that could not be answered: path, code, position, detail.
Share = Tuple[Optional[bytes], List[Tuple[str, str, str, str]]]


class Failed(Exception):
    """A step that Spark is to try again."""


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)


def merge_files(tool: str, paths: list[str]) -> bytes:
    """One cohort file of counts from several of any kind."""
    with tempfile.TemporaryDirectory() as folder:
        listed, out = os.path.join(folder, "list"), os.path.join(folder, "merged")
        Path(listed).write_text("".join(f"{path}\n" for path in paths))
        done = run(tool, "merge", "--list", listed, "--format", "cohort", "-o", out)
        if done.returncode != 0:
            raise Failed(done.stderr)
        return Path(out).read_bytes()


def merge(tool: str, cohorts: list[bytes]) -> bytes:
    """The same from their bytes."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, f"{number}.gsc") for number, _ in enumerate(cohorts)]
        for path, cohort in zip(paths, cohorts):
            Path(path).write_bytes(cohort)
        return merge_files(tool, paths)


def fetched(path: str, command: str | None, folder: str) -> str:
    """The path itself, or that of a copy which a command such as `aws s3 cp {} {}` makes."""
    if command is None:
        return path
    copy = os.path.join(folder, os.path.basename(path))
    filled = command.split()
    for value in (path, copy):
        filled[filled.index("{}")] = value
    subprocess.run(filled, check=True)
    return copy


def screen(work: Work, args: argparse.Namespace) -> Share:
    """The counts of some files, and those that could not be answered."""
    paths, regions = work
    with tempfile.TemporaryDirectory() as folder:
        local = {fetched(path, args.fetch, folder): path for path in paths}
        listed = os.path.join(folder, "list")
        Path(listed).write_text("".join(f"{path}\n" for path in local))
        out = os.path.join(folder, "out")
        done = run(
            args.genosieve, "screen", "--list", listed, "--panel", args.panel, "--out-dir", out,
            "--planes", "--jobs", "1", *args.option, *(f"--region={region}" for region in regions),
        )  # fmt: skip
        summary = os.path.join(out, "summary.tsv")
        if not os.path.exists(summary):
            raise Failed(done.stdout + done.stderr)
        unanswered = []
        for row in csv.DictReader(open(summary, encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["code"] in PASSING:
                raise Failed(f"{row['input']}: {row['code']} {row['detail']}")
            if not row["report"]:
                unanswered.append((local[row["input"]], row["code"], row["position"], row["detail"]))
        planes = sorted(str(path) for path in Path(out, "planes").rglob("*.gsc"))
        return (merge_files(args.genosieve, planes) if planes else None, unanswered)


def joined(tool: str, one: Share, other: Share) -> Share:
    """Two shares as one."""
    cohorts = [cohort for cohort, _ in (one, other) if cohort is not None]
    return (merge(tool, cohorts) if cohorts else None, one[1] + other[1])


def genomes(given: Iterable[str]) -> list[str]:
    """Files as they are given, and those of folders and of listings (`@FILE`, a path or URL a line)."""
    found: list[str] = []
    for item in given:
        if item.startswith("@"):
            found += [line for line in Path(item[1:]).read_text().splitlines() if line]
        elif os.path.isdir(item):
            found += sorted(str(p.absolute()) for p in Path(item).rglob("*") if p.name.lower().endswith(EXTENSIONS))
        else:
            found.append(item)
    return found


def works(paths: list[str], args: argparse.Namespace) -> list[Work]:
    """What each task does: some files, for all of the panel or for one of its shards."""
    files = [paths[at : at + args.files_a_task] for at in range(0, len(paths), args.files_a_task)]
    if args.shards is None:
        return [(some, []) for some in files]
    done = run(args.genosieve, "panel", "shards", args.panel, "--number", str(args.shards))
    if done.returncode != 0:
        raise Failed(done.stderr)
    return [(some, line.split(" ")) for some in files for line in done.stdout.splitlines()]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("genomes", nargs="+", metavar="GENOMES", help="files, folders, or @FILE with a path a line")
    parser.add_argument("--panel", required=True, help="a compiled panel, at this path on every executor")
    parser.add_argument("--out", required=True, help="where to write the counts: .parquet, .tsv, .json or .gsc")
    parser.add_argument("--genosieve", default="genosieve", help="the command, at this path on every executor")
    parser.add_argument("--min-count", type=int, default=0, help="do not show counts from 1 to N - 1")
    parser.add_argument("--files-a-task", type=int, default=32, metavar="N")
    parser.add_argument("--shards", type=int, metavar="N", help="screen each file in N tasks, along the index beside it")
    parser.add_argument("--fetch", metavar="COMMAND", help="copies a genome to the executor, as in 'aws s3 cp {} {}'")
    parser.add_argument("--option", action="append", default=[], help="an option of `genosieve screen`, as in --option=--min-gq=30")
    args = parser.parse_args()
    if args.shards is not None and args.fetch is not None:
        parser.error("--shards reads a part of a file where it lies: --fetch would copy all of it")
    return args


def write(cohort: bytes, args: argparse.Namespace) -> None:
    """Writes the counts in the form that the name says."""
    if args.out.endswith(".gsc"):
        Path(args.out).write_bytes(cohort)
        return
    with tempfile.NamedTemporaryFile(suffix=".gsc") as merged:
        merged.write(cohort)
        merged.flush()
        form = os.path.splitext(args.out)[1][1:]
        done = run(
            args.genosieve, "merge", merged.name, "--panel", args.panel, "--format", form,
            "--min-count", str(args.min_count), "-o", args.out,
        )
        if done.returncode != 0:
            raise Failed(done.stderr)


def main() -> None:
    from pyspark.sql import SparkSession

    args = arguments()
    paths = genomes(args.genomes)
    if not paths:
        sys.exit("there are no genomes")
    context = SparkSession.builder.appName("genosieve").getOrCreate().sparkContext
    tasks = works(paths, args)
    shares = context.parallelize(tasks, len(tasks)).map(lambda work: screen(work, args))
    cohort, unanswered = shares.treeReduce(lambda one, other: joined(args.genosieve, one, other))
    context.stop()
    if cohort is not None:
        write(cohort, args)
    for row in sorted(set(unanswered)):
        print(*row, sep="\t", file=sys.stderr)
    if unanswered:
        sys.exit(4)


if __name__ == "__main__":
    main()
